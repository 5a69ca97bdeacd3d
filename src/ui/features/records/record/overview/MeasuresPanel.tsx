import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { KindPanel } from '../RelationsTab.tsx';
import classes from '../record.module.css';
import { nameOf } from '../recordName.ts';
import { useLinkedRecords } from '../useLinkedRecords.ts';
import { MeasureView } from './MeasureView.tsx';

/** What a study or project is measured by, each with its values over time. */
export function MeasuresPanel({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { id, kind } = detail.record;
  const own = useMemo(() => [id], [id]);
  const { items } = useLinkedRecords('measure', kind, own);
  return (
    <KindPanel kind="measure" count={items.length} owner={{ id, kind }}>
      {items.length === 0 ? (
        <p className={classes.quiet}>
          {t('record.noneRecorded', { kind: format.kindName('measure', true) })}
        </p>
      ) : null}
      {items.map((measure) => (
        <div key={measure.id}>
          <h3 className={classes.smallTitle}>
            <RecordLink id={measure.id} kind="measure" label={nameOf(measure)} />
            <RecordMarks id={measure.id} />
          </h3>
          <MeasureView measure={measure} name={format.plain(nameOf(measure))} />
        </div>
      ))}
    </KindPanel>
  );
}
