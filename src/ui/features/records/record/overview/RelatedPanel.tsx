import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { RelationList } from '../RelationList.tsx';
import { KindPanel } from '../RelationsTab.tsx';
import classes from '../record.module.css';
import { relationGroups } from '../relationGroups.ts';

interface RelatedPanelProps {
  readonly detail: RecordDetail;
  readonly kind: KindName;
  /** Only when there are some: for kinds that most records have none of. */
  readonly whenSome?: boolean;
}

/** The records of one kind that are linked with this one. */
export function RelatedPanel({ detail, kind, whenSome = false }: RelatedPanelProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const owner = { id: detail.record.id, kind: detail.record.kind };
  const relations = relationGroups(detail).find((group) => group.kind === kind)?.relations ?? [];
  if (relations.length === 0 && whenSome) return null;
  return (
    <KindPanel kind={kind} count={relations.length} owner={owner}>
      {relations.length > 0 ? (
        <RelationList owner={owner.kind} relations={relations} />
      ) : (
        <p className={classes.quiet}>{t('record.noneRecorded', { kind: format.kindName(kind, true) })}</p>
      )}
    </KindPanel>
  );
}
