import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { SourceList } from '#ui/components/SourceList.tsx';
import { Fact } from './Fact.tsx';
import { Panel } from './Panel.tsx';
import { RelationList } from './RelationList.tsx';
import { KindPanel } from './RelationsTab.tsx';
import classes from './record.module.css';
import { relationGroups } from './relationGroups.ts';

/** Remarks, sources and the mission notes about the record. */
export function NotesTab({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const { id, kind, sources } = detail.record;
  const notes = relationGroups(detail).find((group) => group.kind === 'missionNote')?.relations ?? [];
  return (
    <div className={classes.stack}>
      <Panel title={t('record.notes')}>
        <dl className={classes.facts}>
          <Fact detail={detail} field="remarks" />
          {kind === 'city' ? <Fact detail={detail} field="confidenceNote" /> : null}
        </dl>
      </Panel>
      <KindPanel kind="missionNote" count={notes.length} owner={{ id, kind }}>
        {notes.length > 0 ? (
          <RelationList owner={kind} relations={notes} />
        ) : (
          <p className={classes.quiet}>{t('record.noMissionNotes')}</p>
        )}
      </KindPanel>
      <Panel title={t('record.sources')} count={sources.length}>
        <SourceList sources={sources} />
      </Panel>
    </div>
  );
}
