import { Tabs } from '@mantine/core';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { RecordMarksProvider } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { AttachmentSection } from '../../attachments/AttachmentSection.tsx';
import { BestMatches } from '../../matching/BestMatches.tsx';
import { useRecord } from '../data/useRecord.ts';
import { AttentionPanel } from './AttentionPanel.tsx';
import { CompletenessPanel } from './CompletenessPanel.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { KeyFacts } from './KeyFacts.tsx';
import { LocatorMap } from './LocatorMap.tsx';
import { NotesTab } from './NotesTab.tsx';
import { OtherNames } from './OtherNames.tsx';
import { Overview } from './overview/Overview.tsx';
import { PlaceLine } from './PlaceLine.tsx';
import { RecordActions } from './RecordActions.tsx';
import { RecordChips } from './RecordChips.tsx';
import { RelationsTab } from './RelationsTab.tsx';
import { RemovedNotice } from './RemovedNotice.tsx';
import classes from './record.module.css';
import { nameOf } from './recordName.ts';
import { relationGroups } from './relationGroups.ts';
import { TimelineTab } from './TimelineTab.tsx';

/** `/record/$id` */
export function RecordPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { t } = useTranslation('records');
  const { data: detail, error, refetch } = useRecord(id);
  if (error) {
    return (
      <Page title={t('record.notShown')}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!detail) {
    return (
      <Page title={t('record.opening')}>
        <Loading rows={10} />
      </Page>
    );
  }
  // A saved view is the list that it arranges.
  const { listKind } = detail.record;
  if (detail.record.kind === 'savedView' && !detail.record.deletedAt && typeof listKind === 'string') {
    return <Navigate to="/list/$kind" params={{ kind: listKind }} search={{ saved: id } as never} replace />;
  }
  return (
    <RecordMarksProvider key={id} linkedWith={id}>
      <Record detail={detail} />
    </RecordMarksProvider>
  );
}

const tabs = ['overview', 'relations', 'timeline', 'notes', 'files', 'history'] as const;
type TabName = (typeof tabs)[number];

function Record({ detail }: { readonly detail: RecordDetail }) {
  const { record } = detail;
  const { kind } = record;
  const { t } = useTranslation('records');
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { tab?: unknown };
  const tab: TabName = tabs.find((name) => name === search.tab) ?? 'overview';
  const name = format.text(nameOf(record));
  const title = name?.text ?? format.kindName(kind);
  const lang = name && name.lang !== format.language ? name.lang : undefined;
  const related = relationGroups(detail).reduce((sum, group) => sum + group.relations.length, 0);
  const files = (detail.links.attachment ?? []).filter(({ field }) => field === 'about').length;
  const place = typeof record.lat === 'number' && typeof record.lon === 'number';

  const showTab = (next: string | null) =>
    void navigate({
      to: '/record/$id',
      params: { id: record.id },
      search: (next === null || next === 'overview' ? {} : { tab: next }) as never,
      replace: true,
      resetScroll: false,
    });

  return (
    <Page
      wide
      title={title}
      titleLang={lang}
      trail={[{ label: format.kindName(kind, true), to: `/list/${kind}` }]}
      lead={
        <div className={classes.lead}>
          <OtherNames record={record} />
          <PlaceLine detail={detail} />
          <RecordChips record={record} />
        </div>
      }
      actions={<RecordActions detail={detail} name={title} />}
    >
      <RemovedNotice record={record} />
      <div className={classes.columns}>
        <aside className={classes.left} aria-label={t('record.facts')}>
          {place ? (
            <LocatorMap
              lat={Number(record.lat)}
              lon={Number(record.lon)}
              name={title}
              lang={name?.lang}
              country={
                typeof record.country === 'string'
                  ? record.country
                  : kind === 'country'
                    ? record.id
                    : undefined
              }
              mapSearch={{ kinds: 'city,study,project', selected: record.id }}
            />
          ) : null}
          <KeyFacts detail={detail} />
        </aside>
        <aside className={classes.right}>
          <AttentionPanel detail={detail} />
          <CompletenessPanel detail={detail} />
          <BestMatches kind={kind} id={record.id} />
        </aside>
        <div className={classes.middle}>
          <Tabs value={tab} onChange={showTab} keepMounted={false}>
            <Tabs.List className={classes.tabs}>
              {tabs.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`tab.${each}`)}
                  {each === 'files' && files > 0 ? (
                    <span className={classes.tabCount}>{format.number(files)}</span>
                  ) : null}
                  {each === 'relations' ? (
                    <span className={classes.tabCount}>{format.number(related)}</span>
                  ) : null}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="overview">
              <Overview detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="relations">
              <RelationsTab detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="timeline">
              <TimelineTab detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="notes">
              <NotesTab detail={detail} />
            </Tabs.Panel>
            <Tabs.Panel value="files">
              <AttachmentSection id={record.id} kind={kind} hasPlace={record.place !== undefined} />
            </Tabs.Panel>
            <Tabs.Panel value="history">
              <HistoryTab detail={detail} />
            </Tabs.Panel>
          </Tabs>
        </div>
      </div>
    </Page>
  );
}
