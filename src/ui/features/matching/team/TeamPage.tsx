import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Chip } from '#ui/components/Chip.tsx';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { MatchExport } from '../export/MatchExport.tsx';
import shared from '../matching.module.css';
import { Reading } from '../score/Reading.tsx';
import { ElementMarks } from '../shared/ElementMarks.tsx';
import { Name, NamesProvider, useNames, usePlainName } from '../shared/names.tsx';
import { RecordPicker } from '../shared/RecordPicker.tsx';
import { RunNote } from '../shared/RunNote.tsx';
import { Section } from '../shared/Section.tsx';
import { TeamCard } from './TeamCard.tsx';
import classes from './team.module.css';
import { readTeamSearch, type TeamSearch, writeTeamSearch } from './teamSearch.ts';
import { useCityNeeds } from './useCityNeeds.ts';

const sizes = [2, 3, 4, 5, 6, 7];
const usualSize = 5;

/** `/matching/team`: consortia for one or several needs. */
export function TeamPage() {
  const { t } = useTranslation('match');
  const format = useFormat();
  const navigate = useNavigate();
  const search = readTeamSearch(useSearch({ strict: false }));
  const cityNeeds = useCityNeeds(search.city);
  const needs = search.needs.length > 0 ? search.needs : cityNeeds.ids;
  const choose = (next: Partial<TeamSearch>) =>
    void navigate({
      to: '/matching/team',
      search: writeTeamSearch({ ...search, needs, city: undefined, ...next }) as never,
      replace: true,
    });
  const named = useQuery(
    orpc.registry.labels.queryOptions({
      input: { ids: [...needs, ...(search.lead === undefined ? [] : [search.lead])] },
      placeholderData: keepPreviousData,
    }),
  );
  const input = {
    needIds: [...needs],
    max: search.max ?? usualSize,
    ...(search.lead === undefined ? {} : { lead: search.lead }),
  };
  const team = useQuery(
    orpc.matching.team.queryOptions({
      input,
      enabled: needs.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Page wide title={t('team.title')} trail={[{ label: t('back'), to: '/matching' }]} lead={t('team.lead')}>
      <NamesProvider names={named.data ?? {}}>
        <div className={classes.teamChoices}>
          <div>
            <RecordPicker
              kind="need"
              label={t('team.addNeed')}
              except={needs}
              onPick={(id) => choose({ needs: [...needs, id] })}
            />
            <ChosenNeeds
              ids={needs}
              pending={named.isFetching}
              onRemove={(id) => choose({ needs: needs.filter((other) => other !== id) })}
            />
          </div>
          <div>
            <RecordPicker
              kind="organisation"
              label={t('team.leadOrganisation')}
              except={search.lead === undefined ? [] : [search.lead]}
              onPick={(lead) => choose({ lead })}
            />
            <ChosenNeeds
              ids={search.lead === undefined ? [] : [search.lead]}
              pending={named.isFetching}
              onRemove={() => choose({ lead: undefined })}
            />
          </div>
          <Select
            label={t('team.max')}
            value={String(search.max ?? usualSize)}
            allowDeselect={false}
            data={sizes.map((size) => ({
              value: String(size),
              label: t('team.maxValue', { count: size, formatted: format.number(size) }),
            }))}
            onChange={(size) => choose({ max: Number(size) })}
          />
        </div>
      </NamesProvider>
      {needs.length === 0 && !cityNeeds.isPending ? (
        <EmptyState title={t('team.noNeeds')}>{t('team.noNeedsHelp')}</EmptyState>
      ) : null}
      {team.error ? <ErrorNotice error={team.error} onRetry={() => void team.refetch()} /> : null}
      {team.data && needs.length > 0 ? (
        <NamesProvider names={{ ...named.data, ...team.data.labels }}>
          <div className={shared.ranking} data-stale={team.isPlaceholderData || undefined}>
            {team.data.items.length === 0 ? null : (
              <div className={shared.toolbar}>
                <MatchExport ask={{ question: 'team', input }} />
                <Reading title={t('team.reading')} texts={[t('team.readingOf'), t('team.readingSame')]} />
              </div>
            )}
            {team.data.nobodyOffers.length > 0 ? (
              <Section framed title={t('team.nobodyOffers')} help={t('team.nobodyOffersHelp')}>
                <ElementMarks covered={[]} missing={team.data.nobodyOffers} most={20} />
              </Section>
            ) : null}
            {team.data.items.length === 0 ? (
              <EmptyState title={t('team.none')}>
                {t(team.data.nobodyOffers.length > 0 ? 'team.noneOffered' : 'team.noneHelp')}
              </EmptyState>
            ) : (
              team.data.items.map((proposal, index) => (
                <TeamCard
                  key={proposal.members.map((member) => member.organisationId).join(' ')}
                  team={proposal}
                  number={index + 1}
                  needs={needs}
                  lead={search.lead}
                  partial={team.data.nobodyOffers.length > 0}
                />
              ))
            )}
            <RunNote run={team.data.run} about={needs[0]} />
          </div>
        </NamesProvider>
      ) : null}
      {needs.length > 0 && team.isPending && !team.error ? <Loading rows={10} height={28} /> : null}
    </Page>
  );
}

interface ChosenProps {
  readonly ids: readonly string[];
  /** Names are being asked for. */
  readonly pending: boolean;
  readonly onRemove: (id: string) => void;
}

function ChosenNeeds({ ids, pending, onRemove }: ChosenProps) {
  const plain = usePlainName();
  const names = useNames();
  return (
    <ul className={shared.chosen}>
      {/* A name that is on its way is not an unknown one. */}
      {ids
        .filter((id) => !pending || names[id])
        .map((id) => (
          <li key={id}>
            <Chip name={plain(id)} onRemove={() => onRemove(id)}>
              <Name id={id} />
            </Chip>
          </li>
        ))}
    </ul>
  );
}
