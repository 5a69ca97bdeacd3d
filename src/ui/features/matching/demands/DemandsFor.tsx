import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { MatchExport } from '../export/MatchExport.tsx';
import shared from '../matching.module.css';
import { FilteredRows } from '../ranking/FilteredRows.tsx';
import { mostRows, pageOfRows } from '../ranking/RankedOrganisations.tsx';
import { ScoreLegend } from '../score/ScoreLegend.tsx';
import { NamesProvider } from '../shared/names.tsx';
import { RunNote } from '../shared/RunNote.tsx';
import rowClasses from '../shared/rows.module.css';
import { DemandRow } from './DemandRow.tsx';
import { type DemandKind, demandKinds, demandOf } from './demand.ts';

type Shown = 'all' | 'almost' | DemandKind;

/** Needs, cities and studies that want what an organisation offers, and those that it almost matches. */
export function DemandsFor({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const [limit, setLimit] = useState(pageOfRows);
  const [shown, setShown] = useState<Shown>('all');
  const { id } = detail.record;
  const input = { id, limit, listFiltered: true };
  const { data, error, refetch, isPlaceholderData } = useQuery(
    orpc.matching.organisation.queryOptions({
      input,
      placeholderData: keepPreviousData,
    }),
  );
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={10} height={28} />;
  const { items, total } = data;
  // One step away: the step must have been found and verified too.
  const almost = items.filter((row) => row.almost && row.wouldRaise.length > 0);
  const ofKind = (kind: DemandKind) => items.filter((row) => demandOf(row).kind === kind);
  const rows = shown === 'all' ? items : shown === 'almost' ? almost : ofKind(shown);
  const choices: readonly { value: Shown; name: string; count: number }[] = [
    { value: 'all', name: t('demand.all'), count: items.length },
    { value: 'almost', name: t('demand.almost'), count: almost.length },
    ...demandKinds.map((kind) => ({
      value: kind,
      name: format.kindName(kind, true),
      count: ofKind(kind).length,
    })),
  ];
  const edit = (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/record/$id/edit" params={{ id }} {...props} />}
    >
      {t('demand.edit')}
    </Button>
  );
  return (
    <NamesProvider names={data.labels}>
      <div className={shared.ranking} data-stale={isPlaceholderData || undefined}>
        {items.length === 0 ? (
          <EmptyState title={t('demand.none')} action={edit}>
            {t('demand.noneHelp')}
          </EmptyState>
        ) : (
          <>
            <div className={shared.toolbar}>
              <SegmentedControl
                aria-label={t('demand.kind')}
                value={shown}
                onChange={(next) => setShown(choices.find(({ value }) => value === next)?.value ?? 'all')}
                data={choices.map(({ value, name, count }) => ({
                  value,
                  label: `${name} ${format.number(count)}`,
                }))}
              />
              <MatchExport ask={{ question: 'organisation', input }} />
              <p className={shared.count} role="status">
                {t('list.places', { shown: format.number(items.length), total: format.number(total) })}
              </p>
            </div>
            {shown === 'almost' ? <p className={shared.help}>{t('demand.almostHelp')}</p> : null}
            <ScoreLegend />
            {rows.length === 0 && shown === 'almost' ? (
              <p className={shared.quiet}>{t('demand.noneAlmost')}</p>
            ) : null}
            <ol className={rowClasses.rows}>
              {rows.map((row) => (
                <DemandRow
                  key={demandOf(row).id}
                  row={row}
                  organisation={{ id, name: format.plain(nameOf(detail)) }}
                  openAtFirst={row === rows[0]}
                />
              ))}
            </ol>
            {items.length < total && limit < mostRows ? (
              <Button
                variant="default"
                loading={isPlaceholderData}
                onClick={() => setLimit(Math.min(mostRows, limit + pageOfRows))}
              >
                {t('list.more')}
              </Button>
            ) : null}
          </>
        )}
        <FilteredRows kind="need" rows={data.filtered} />
        <RunNote run={data.run} about={detail.record.id} />
      </div>
    </NamesProvider>
  );
}

function nameOf({ record }: RecordDetail): LanguageMap | undefined {
  return record[definitionOf(record.kind).label] as LanguageMap | undefined;
}
