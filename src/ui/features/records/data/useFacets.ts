import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Condition, ListOutput } from '#contract/schemas.ts';
import { listFieldsOf } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { isCounted } from '../filters/operators.ts';
import type { Labels } from '../values/ReferenceValue.tsx';

export type Facets = ListOutput['facets'];

/**
 * How often each value occurs in the list as it is filtered now: of the fields that it is narrowed by, and of the
 * one that a filter is being made for. Each is asked for by itself, so that rows which the reader scrolls to need
 * not wait for the counts of a large list.
 */
export function useFacets(kind: KindName, where: readonly Condition[], pending: string | undefined): Facets {
  const { language } = useFormat();
  const wanted = [...where.map((condition) => condition.field), ...(pending === undefined ? [] : [pending])];
  const fields = [...new Set(wanted)].filter((name) => {
    const definition = listFieldsOf(kind)[name];
    return definition !== undefined && isCounted(definition);
  });
  return useQueries({
    queries: fields.map((field) =>
      orpc.registry.list.queryOptions({
        input: { kind, where: [...where], limit: 0, facets: [field], language },
        placeholderData: keepPreviousData,
      }),
    ),
    combine: (answers): Facets =>
      Object.assign({}, ...answers.map(({ data }) => (data?.kind === kind ? data.facets : {}))),
  });
}

/** Names of records that are only known by id, such as the values of a filter. */
export function useLabels(ids: readonly string[]): Labels {
  const sorted = useMemo(() => [...new Set(ids)].sort(), [ids]);
  const { data } = useQuery(
    orpc.registry.labels.queryOptions({
      input: { ids: sorted },
      enabled: sorted.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  return data ?? noLabels;
}

const noLabels: Labels = {};
