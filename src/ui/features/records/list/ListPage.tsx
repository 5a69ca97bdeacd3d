import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowMerge, IconPlus, IconTableImport } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkEdit, type BulkResult, mostBriefed } from '#contract/schemas.ts';
import { computedFieldsOf, isComputedField } from '#core/completeness/computedFields.ts';
import { importableKinds } from '#core/import/importableKinds.ts';
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
import { useFacets } from '../data/useFacets.ts';
import { type ExportResult, useJob } from '../data/useJob.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import { useRecordWindow } from '../data/useRecordWindow.ts';
import { writeConditions } from '../filters/address.ts';
import { FilterBar } from '../filters/FilterBar.tsx';
import { inSentence } from '../values/inSentence.ts';
import { BulkBar } from './BulkBar.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { ExportMenu, type ExportScope, type ListFormat } from './ExportMenu.tsx';
import { GroupMenu } from './GroupMenu.tsx';
import classes from './list.module.css';
import { mapSearch } from './mapAddress.ts';
import { RecordPanel } from './RecordPanel.tsx';
import { RecordTable } from './RecordTable.tsx';
import { SavedViews } from './SavedViews.tsx';
import { countSelected, isSelected, nothingSelected, type Selection, selectionInput } from './selection.ts';
import { useListAddress } from './useListAddress.ts';
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

const noGroups: ReadonlySet<string> = new Set();
const noIds: ReadonlySet<string> = new Set();

function KindList({ kind }: { readonly kind: KindName }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const navigate = useNavigate();
  const address = useListAddress(kind);
  const { where, sort, group } = address;
  const { table, ordered, setOrder, resetColumns, arrangeColumns, arrangement } = useListTable(kind);
  const computed = computedFieldsOf(kind).filter((field) => arrangement.shown.includes(field));
  const list = useRecordWindow(kind, where, sort, group, computed);
  const [pending, setPending] = useState<string>();
  const facets = useFacets(kind, where, pending);
  const [chosen, setSelected] = useState<Selection>(nothingSelected);
  // All that match one filter are not all that match another.
  const selected =
    chosen.type === 'matching' && JSON.stringify(chosen.where) !== JSON.stringify(where)
      ? nothingSelected
      : chosen;
  const [folded, setFolded] = useState(noGroups);
  const changes = useRecordChanges();
  const job = useJob<ExportResult>();
  const bulk = useJob<BulkResult>();
  const search = mapSearch(kind, where);
  const views = viewsOf(kind, search !== undefined);
  const view = readView(kind, address.view);
  const { change, open } = address;

  const enter = useCallback((id: string) => void navigate({ to: '/record/$id', params: { id } }), [navigate]);

  const exportList = async (chosenFormat: ListFormat, scope: ExportScope, of?: Selection) => {
    const isSome = of?.type === 'some';
    const result = await job.start((signal) =>
      host.data.export(
        {
          kind,
          where: isSome ? [] : [...where],
          ids: isSome ? [...of.ids] : undefined,
          except: of?.type === 'matching' ? [...of.except] : undefined,
          sort,
          group,
          language: format.language,
          format: chosenFormat,
          columns: scope === 'shown' ? [...arrangement.shown] : undefined,
        },
        { signal },
      ),
    );
    if (result) await saveFile(result.file).catch(reportError);
  };

  const editSelected = (edit: BulkEdit) =>
    void changes.editMany({ kind, ...selectionInput(selected), edit }, bulk.start);
  const removeSelected = () => {
    setSelected(nothingSelected);
    if (open !== undefined && isSelected(selected, open)) change({ open: undefined }, 'replace');
    editSelected({ type: 'remove' });
  };
  /** What a selection means record by record, for what looks at each of them. */
  const selectedIds = async (most: number): Promise<readonly string[]> => {
    if (selected.type === 'some') return [...selected.ids];
    const { ids } = await host.registry.ids({
      kind,
      where: [...where],
      sort,
      language: format.language,
      limit: most + selected.except.size,
    });
    return ids.filter((id) => !selected.except.has(id));
  };
  const briefSelected = () =>
    void selectedIds(mostBriefed)
      .then((ids) => navigate({ to: '/briefs', search: { kind, ids: ids.join(',') } as never }))
      .catch(reportError);
  // The other views mark records one by one.
  const showView = (next: string) => {
    if (next === 'map') void navigate({ to: '/map', search: (search ?? {}) as never });
    else change({ view: next === views[0] ? undefined : next }, 'replace');
    if (selected.type === 'matching')
      void selectedIds(list.total ?? 0).then(
        (ids) => setSelected({ type: 'some', ids: new Set(ids) }),
        reportError,
      );
  };

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
        <Link to="/new/$kind" params={{ kind }} search={prefill(kind, where) as never} {...props} />
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
          {views.length > 1 ? <ViewSwitch views={views} view={view} onChange={showView} /> : null}
          <ExportMenu
            shrinks
            label={t('export.label')}
            disabled={job.progress !== undefined || !list.total}
            onExport={(chosenFormat, scope) => void exportList(chosenFormat, scope)}
          />
          {importableKinds.includes(kind) ? (
            <Tooltip label={t('actions.duplicates')}>
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t('actions.duplicates')}
                renderRoot={(props) => <Link to="/duplicates" search={{ kind } as never} {...props} />}
              >
                <IconArrowMerge size={18} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          ) : null}
          {importableKinds.includes(kind) ? (
            <Button
              variant="default"
              size="sm"
              className={classes.iconWhenNarrow}
              title={t('list.import')}
              leftSection={<IconTableImport size={18} aria-hidden="true" />}
              renderRoot={(props) => <Link to="/import" search={{ kind } as never} {...props} />}
            >
              <span className={classes.buttonText}>{t('list.import')}</span>
            </Button>
          ) : null}
          {newButton}
        </>
      }
    >
      <div className={classes.page}>
        <SavedViews
          kind={kind}
          address={address}
          mode={view}
          modes={viewsOf(kind, false)}
          arrangement={arrangement}
          onArrange={arrangeColumns}
        />
        <FilterBar
          onPending={setPending}
          kind={kind}
          where={where}
          facets={facets}
          onChange={(where, how) => change({ where, open: undefined }, how)}
        >
          {view === 'list' ? (
            <>
              <GroupMenu
                kind={kind}
                group={group}
                groups={list.groups}
                onChange={(next) => {
                  setFolded(noGroups);
                  change({ group: next });
                }}
                onFold={setFolded}
              />
              <ColumnsMenu
                kind={kind}
                table={table}
                ordered={ordered}
                onOrder={setOrder}
                onReset={resetColumns}
              />
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
        {countSelected(selected, list.total ?? 0) > 0 ? (
          <BulkBar
            kind={kind}
            selected={selected}
            busy={job.progress !== undefined || bulk.progress !== undefined}
            total={list.total ?? 0}
            onEdit={editSelected}
            onSelectAll={() => setSelected({ type: 'matching', where, except: new Set() })}
            onExport={(chosenFormat, scope) => void exportList(chosenFormat, scope, selected)}
            onBrief={briefSelected}
            onRemove={removeSelected}
            onClear={() => setSelected(nothingSelected)}
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
      return where.length > 0 ? (
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
            where={where}
            selected={selected.type === 'some' ? selected.ids : noIds}
            onSelect={(ids) => setSelected({ type: 'some', ids })}
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
        where={where}
        sort={sort}
        group={group}
        folded={folded}
        open={open}
        selected={selected}
        onSort={(next) => change({ sort: next })}
        onFold={setFolded}
        onOpen={(id) => change({ open: id }, 'replace')}
        onEnter={enter}
        onSelect={setSelected}
      />
    );
  }
}

/** A new record made from a filtered list begins as one that the list would show. */
function prefill(kind: KindName, where: ReturnType<typeof useListAddress>['where']): Record<string, string> {
  return writeConditions(
    where.filter(
      ({ field, operator, values }) =>
        field !== 'text' && !isComputedField(kind, field) && operator === 'is' && values.length === 1,
    ),
  );
}
