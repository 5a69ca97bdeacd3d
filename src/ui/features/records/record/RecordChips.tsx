import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ConfidenceMark } from '#ui/components/ConfidenceMark.tsx';
import { VisibilityMark } from '#ui/components/VisibilityMark.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { toneOf } from '../values/tones.ts';
import classes from './record.module.css';
import { statusFieldOf } from './recordName.ts';
import { StandingChip } from './StandingChip.tsx';
import { useMouStandings } from './useMouStandings.ts';

/** How far it has come, who may see it, how sure it is. */
export function RecordChips({ record }: { readonly record: RecordDetail['record'] }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { kind } = record;
  const standing = useMouStandings(kind === 'mou')[record.id];
  const field = statusFieldOf(kind);
  const status = field === undefined ? undefined : record[field];
  return (
    <div className={classes.chips}>
      {typeof status === 'string' && field ? (
        <Chip {...toneOf(status)}>
          {status === 'unknown'
            ? t('record.statusUnknown', { field: format.fieldName(kind, field) })
            : format.choice(kind, field, status)}
        </Chip>
      ) : null}
      {standing ? <StandingChip standing={standing} /> : null}
      <VisibilityMark value={record.visibility} />
      <ConfidenceMark value={record.confidence} />
    </div>
  );
}
