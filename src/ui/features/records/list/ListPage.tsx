import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEdit, BulkResult } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { parseKind } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { host } from '#ui/host/client.ts';
import { reportError } from '#ui/host/reportError.ts';
import { saveFile } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { readView, ViewSwitch, viewsOf } from '../../pipeline/index.ts';
import { JobProgressBar } from '../data/JobProgressBar.tsx';
import { type ExportResult, useJob } from '../data/useJob.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import { useFacets, useRecordList } from '../data/useRecordList.ts';
import { writeConditions } from '../filters/address.ts';
import { FilterBar } from '../filters/FilterBar.tsx';
import { inSentence } from '../values/inSentence.ts';
import { BulkBar } from './BulkBar.tsx';
import { ExportMenu, type ListFormat } from './ExportMenu.tsx';
import { ColumnsMenu, GroupMenu } from './ListMenus.tsx';
import classes from './list.module.css';
import { mapSearch } from './mapAddress.ts';
import { RecordPanel } from './RecordPanel.tsx';
import { RecordTable } from './RecordTable.tsx';
import { SavedViews } from './SavedViews.tsx';
import { effectiveSort, useListAddress } from './useListAddress.ts';
import { useListTable } from './useListTable.ts';

/** Boards, calendars and timelines are fetched when the first of them is asked for. */
const RecordViews = lazy(() => import('../../pipeline/RecordViews.tsx'));

/** `/list/$kind` */
export function ListPage() {
  const { kind: name } = useParams({ strict: false }) as { kind?: string };
  const { t } = useTranslation('records');
  const kind = parseKind(name ?? '');
  if (!kind) {
    return (
      <Page title={t('list.unknownKind')}>
        <EmptyState title={t('list.unknownKind')}>{t('list.unknownKindHelp')}</EmptyState>
      </Page>
    );
  }
  // Another kind is another list: columns, selection and place start anew.
  return <KindList key={kind} kind={kind} />;
}

const nobody: ReadonlySet<string> = new Set();

function KindList({ kind }: { readonly kind: KindName }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const navigate = useNavigate();
  const address = useListAddress(kind);
  const sort = effectiveSort(kind, address);
  const list = useRecordList(kind, address.where, sort);
  const [pending, setPending] = useState<string>();
  const facets = useFacets(kind, address.where, [pending, address.group]);
  const { table, offered, resetColumns, showColumns } = useListTable(kind, list.items);
  const [selected, setSelected] = useState(nobody);
  const changes = useRecordChanges();
  const job = useJob<ExportResult>();
  const bulk = useJob<BulkResult>();
  const search = mapSearch(kind, address.where);
  const views = viewsOf(kind, search !== undefined);
  const view = readView(kind, address.view);
  const { change, open } = address;

  const enter = useCallback((id: string) => void navigate({ to: '/record/$id', params: { id } }), [navigate]);

  const exportList = async (chosen: ListFormat, ids?: readonly string[]) => {
    const result = await job.start((signal) =>
      host.data.export(
        {
          kind,
          where: [...address.where],
          sort,
          language: format.language,
          format: chosen,
          ids: ids ? [...ids] : undefined,
        },
        { signal },
      ),
    );
    if (result) await saveFile(result.file).catch(reportError);
  };

  const removeSelected = () => {
    const ids = [...selected];
    setSelected(nobody);
    if (open !== undefined && ids.includes(open)) change({ open: undefined }, 'replace');
    void changes.editMany({ kind, ids, edit: { type: 'remove' } }, bulk.start);
  };
  const editSelected = (edit: BulkEdit) =>
    void changes.editMany({ kind, ids: [...selected], edit }, bulk.start);
  const selectAll = () =>
    void host.registry
      .ids({ kind, where: [...address.where], sort, language: format.language })
      .then(({ ids }) => setSelected(new Set(ids)), reportError);

  // The panel closes with Escape wherever the focus is, unless something nearer takes the key.
  useEffect(() => {
    if (open === undefined) return;
    const close = (event: KeyboardEvent) => {
      const inField =
        event.target instanceof Element && event.target.closest('input, [role="dialog"], [role="menu"]');
      if (event.key === 'Escape' && !event.defaultPrevented && !inField)
        change({ open: undefined }, 'replace');
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [open, change]);

  const newButton = (
    <Button
      size="sm"
      leftSection={<IconPlus size={18} aria-hidden="true" />}
      renderRoot={(props) => (
        <Link to="/new/$kind" params={{ kind }} search={prefill(address.where) as never} {...props} />
      )}
    >
      {t('actions.new', { kind: inSentence(format.kindName(kind), format.language) })}
    </Button>
  );

  return (
    <Page
      fill
      title={format.kindName(kind, true)}
      count={list.total}
      actions={
        <>
          {views.length > 1 ? (
            <ViewSwitch
              views={views}
              view={view}
              onChange={(next) => {
                if (next === 'map') void navigate({ to: '/map', search: (search ?? {}) as never });
                else change({ view: next === views[0] ? undefined : next }, 'replace');
              }}
            />
          ) : null}
          <ExportMenu
            label={t('export.label')}
            disabled={job.progress !== undefined || !list.total}
            onExport={(chosen) => void exportList(chosen)}
          />
          {newButton}
        </>
      }
    >
      <div className={classes.page}>
        <SavedViews
          kind={kind}
          address={address}
          shown={table.getVisibleLeafColumns().map((column) => column.id)}
          onColumns={showColumns}
        />
        <FilterBar
          onPending={setPending}
          kind={kind}
          where={address.where}
          facets={facets}
          onChange={(where, how) => change({ where, open: undefined }, how)}
        >
          {view === 'list' ? (
            <>
              <GroupMenu kind={kind} group={address.group} onChange={(group) => change({ group })} />
              <ColumnsMenu kind={kind} table={table} offered={offered} onReset={resetColumns} />
            </>
          ) : null}
        </FilterBar>
        {job.progress ? (
          <JobProgressBar label={t('export.label')} progress={job.progress} onCancel={job.cancel} />
        ) : null}
        {bulk.progress ? (
          <JobProgressBar label={t('bulk.running')} progress={bulk.progress} onCancel={bulk.cancel} />
        ) : null}
        {bulk.error ? <ErrorNotice error={bulk.error} /> : null}
        {job.error ? <ErrorNotice error={job.error} /> : null}
        {selected.size > 0 ? (
          <BulkBar
            kind={kind}
            selected={selected}
            busy={job.progress !== undefined || bulk.progress !== undefined}
            total={list.total ?? 0}
            onEdit={editSelected}
            onSelectAll={selectAll}
            onExport={(chosen) => void exportList(chosen, [...selected])}
            onRemove={removeSelected}
            onClear={() => setSelected(nobody)}
          />
        ) : null}
        <div className={classes.split}>
          <div className={classes.main}>{contents()}</div>
          {open === undefined ? null : (
            <RecordPanel id={open} onClose={() => change({ open: undefined }, 'replace')} />
          )}
        </div>
      </div>
    </Page>
  );

  function contents() {
    if (list.error) return <ErrorNotice error={list.error} onRetry={list.retry} />;
    if (list.total === undefined) return <Loading rows={12} height={28} />;
    if (list.total === 0) {
      return address.where.length > 0 ? (
        <EmptyState
          icon={<KindIcon kind={kind} size={40} />}
          title={t('list.noneMatch')}
          action={
            <Button variant="default" onClick={() => change({ where: [] })}>
              {t('filters.clear')}
            </Button>
          }
        >
          {t('list.noneMatchHelp')}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<KindIcon kind={kind} size={40} />}
          title={t('list.empty', { kind: inSentence(format.kindName(kind, true), format.language) })}
          action={newButton}
        >
          {format.kindAbout(kind)}
        </EmptyState>
      );
    }
    if (view !== 'list') {
      return (
        <Suspense fallback={<Loading rows={12} height={28} />}>
          <RecordViews
            kind={kind}
            view={view}
            where={address.where}
            selected={selected}
            onSelect={setSelected}
            open={open}
            onOpen={(id) => change({ open: id }, 'replace')}
          />
        </Suspense>
      );
    }
    return (
      <RecordTable
        kind={kind}
        list={list}
        table={table}
        sort={sort}
        group={address.group}
        facets={facets}
        open={open}
        selected={selected}
        onSort={(next) =>
          change({ sort: next, group: next?.field === address.group ? address.group : undefined })
        }
        onOpen={(id) => change({ open: id }, 'replace')}
        onEnter={enter}
        onSelect={setSelected}
      />
    );
  }
}

/** A new record made from a filtered list begins as one that the list would show. */
function prefill(where: ReturnType<typeof useListAddress>['where']): Record<string, string> {
  return writeConditions(
    where.filter(
      ({ field, operator, values }) => field !== 'text' && operator === 'is' && values.length === 1,
    ),
  );
}
