import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import {
  hiddenVerdictsOf,
  pageOfRows,
  RankedOrganisations,
  type RankingChoices,
} from './RankedOrganisations.tsx';

/** How far a list is spread over the elements when that is asked for. */
export const spreadShare = 0.5;

interface OrganisationsForProps {
  readonly kind: 'need' | 'city';
  readonly detail: RecordDetail;
}

/** Organisations for one need, or for all open needs of a city. */
export function OrganisationsFor({ kind, detail }: OrganisationsForProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const { record } = detail;
  const [choices, setChoices] = useState<RankingChoices>({
    limit: pageOfRows,
    spread: false,
    hideNotRelevant: false,
  });
  const input = {
    id: record.id,
    limit: choices.limit,
    listFiltered: true,
    diversify: choices.spread ? spreadShare : 0,
    hiddenVerdicts: hiddenVerdictsOf(choices),
  };
  const need = useQuery(
    orpc.matching.need.queryOptions({ input, enabled: kind === 'need', placeholderData: keepPreviousData }),
  );
  const city = useQuery(
    orpc.matching.city.queryOptions({ input, enabled: kind === 'city', placeholderData: keepPreviousData }),
  );
  const { data, error, refetch, isPlaceholderData } = kind === 'need' ? need : city;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={10} height={28} />;
  const name = format.plain(record[definitionOf(record.kind).label] as LanguageMap | undefined);
  return (
    <RankedOrganisations
      answer={data}
      stale={isPlaceholderData}
      choices={choices}
      onChoose={setChoices}
      target={{ [kind]: record.id }}
      ask={{ question: kind, input }}
      source={{
        name,
        needs: kind === 'need' ? [record.id] : data.query.about.filter((id) => id !== record.id),
        studies: [],
        cities: kind === 'city' ? [record.id] : data.query.cities,
        day: dayOf(new Date()),
      }}
      firstStep={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/record/$id/edit" params={{ id: record.id }} {...props} />}
        >
          {t('list.editNeed')}
        </Button>
      }
    />
  );
}
