import { Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RolloutMatches } from '#contract/matchingSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { MatchExport } from '../export/MatchExport.tsx';
import shared from '../matching.module.css';
import { FilteredRows } from '../ranking/FilteredRows.tsx';
import { mostRows, pageOfRows } from '../ranking/RankedOrganisations.tsx';
import { Reading } from '../score/Reading.tsx';
import { Swatch } from '../score/ScoreBar.tsx';
import tones from '../score/tones.module.css';
import { NameLink, NamesProvider } from '../shared/names.tsx';
import { RunNote } from '../shared/RunNote.tsx';
import rowClasses from '../shared/rows.module.css';
import { MapSwitch, RolloutMap } from './RolloutMap.tsx';
import { RolloutRow, rolloutRowId } from './RolloutRow.tsx';
import classes from './rollout.module.css';
import { rolloutGroups } from './rolloutSegments.ts';

/** Cities to which a study or precedent could be carried over, with what differs there. */
export function RolloutOf({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const [limit, setLimit] = useState(pageOfRows);
  const [withMap, setWithMap] = useState(false);
  const { id } = detail.record;
  const { data, error, refetch, isPlaceholderData } = useQuery(
    orpc.matching.rollout.queryOptions({ input: { id, limit }, placeholderData: keepPreviousData }),
  );
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={10} height={28} />;
  const { items, total, query } = data;
  return (
    <NamesProvider names={data.labels}>
      <div className={shared.ranking} data-stale={isPlaceholderData || undefined}>
        {query.cities.length > 0 ? (
          <p className={classes.from}>
            {t('rollout.from')}
            {query.cities.map((city) => (
              <NameLink key={city} id={city} kind="city" icon />
            ))}
          </p>
        ) : (
          <p className={shared.help}>{t('rollout.noSourceCity')}</p>
        )}
        {items.length === 0 ? (
          <EmptyState
            title={t('rollout.none')}
            action={
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/record/$id/edit" params={{ id }} {...props} />}
              >
                {t('list.editNeed')}
              </Button>
            }
          >
            {t('rollout.noneHelp')}
          </EmptyState>
        ) : (
          <>
            <div className={shared.toolbar}>
              <ul className={tones.legendParts} aria-label={t('score.legend')}>
                {rolloutGroups.map((group, tone) => (
                  <li key={group}>
                    <Swatch tone={tone} />
                    {t(`rollout.group.${group}`)}
                  </li>
                ))}
              </ul>
              <MatchExport ask={{ question: 'rollout', input: { id, limit } }} />
              <MapSwitch shown={withMap} onToggle={() => setWithMap(!withMap)} />
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconMap2 size={16} aria-hidden="true" />}
                renderRoot={(props) => <Link to="/map" search={mapSearch(items) as never} {...props} />}
              >
                {t('rollout.mapAll')}
              </Button>
              <p className={shared.count} role="status">
                {t('list.places', { shown: format.number(items.length), total: format.number(total) })}
              </p>
            </div>
            <Reading
              title={t('score.reading')}
              texts={[t('rollout.about'), t('rollout.aboutSame'), t('rollout.aboutUnknown')]}
            />
            {withMap ? (
              <RolloutMap
                rows={items}
                origins={query.cities}
                onChoose={(city) => {
                  const row = document.getElementById(rolloutRowId(city));
                  row?.scrollIntoView({ block: 'center' });
                  row?.focus({ preventScroll: true });
                }}
              />
            ) : null}
            <ol className={rowClasses.rows}>
              {items.map((row, index) => (
                <RolloutRow
                  key={row.cityId}
                  row={row}
                  source={{ [detail.record.kind]: id }}
                  openAtFirst={index === 0}
                  origins={query.cities}
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
        <FilteredRows kind="city" rows={data.filtered} />
        <RunNote run={data.run} about={id} />
      </div>
    </NamesProvider>
  );
}

/** The map of cities that have one of the challenges that were worked on. */
function mapSearch(items: RolloutMatches['items']): Record<string, string> {
  const row = items
    .flatMap((item) => item.differences)
    .find((difference) => difference.dimension === 'challenges' && Array.isArray(difference.source));
  const challenges = Array.isArray(row?.source) ? row.source : [];
  return { kinds: 'city', ...(challenges.length > 0 ? { challenges: challenges.join(',') } : {}) };
}
