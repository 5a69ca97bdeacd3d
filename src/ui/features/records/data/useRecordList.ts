import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Condition, ListOutput, Sort } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { filterFields, isCounted } from '../filters/operators.ts';
import type { Labels } from '../values/ReferenceValue.tsx';

const pageSize = 200;

type Item = ListOutput['items'][number];

export interface RecordList {
  readonly items: readonly Item[];
  readonly labels: Labels;
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly error: unknown;
  readonly isStale: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** The filtered list, read page by page as the reader scrolls; the last one stays while the next is on its way. */
export function useRecordList(
  kind: KindName,
  where: readonly Condition[],
  sort: Sort | undefined,
): RecordList {
  const { language } = useFormat();
  const query = useInfiniteQuery(
    orpc.registry.list.infiniteOptions({
      input: (offset: number) => ({ kind, where: [...where], sort, limit: pageSize, offset, language }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const read = pages.reduce((sum, page) => sum + page.items.length, 0);
        return last.items.length > 0 && read < last.total ? read : undefined;
      },
      placeholderData: keepPreviousData,
    }),
  );
  const pages = query.data?.pages;
  // While the next kind is on its way, the last one's rows would stand under wrong headings.
  const own = useMemo(() => pages?.filter((page) => page.kind === kind) ?? [], [pages, kind]);
  const items = useMemo(() => own.flatMap((page) => page.items), [own]);
  const labels = useMemo(() => Object.assign({}, ...own.map((page) => page.labels)) as Labels, [own]);
  return {
    items,
    labels,
    total: own[0]?.total,
    error: query.error,
    isStale: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}

export type Facets = ListOutput['facets'];

/** The most that is counted at once, and a few more than a person narrows a list by. */
const mostFacets = 20;

/**
 * How often each value occurs in the list as it is filtered now: of the fields that it is narrowed by, of `others`
 * (the filter being made, the headings), and of the usual filters.
 */
export function useFacets(
  kind: KindName,
  where: readonly Condition[],
  others: readonly (string | undefined)[] = [],
): Facets {
  const { language } = useFormat();
  const wanted = [
    ...where.map((condition) => condition.field),
    ...others.filter((field) => field !== undefined),
    ...filterFields(kind).filter((name) => fieldsOf(kind)[name]?.filter),
  ];
  const counted = [...new Set(wanted)].filter((name) => {
    const definition = fieldsOf(kind)[name];
    return definition !== undefined && isCounted(definition);
  });
  const fields = counted.slice(0, mostFacets).sort();
  const { data } = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind, where: [...where], limit: 0, facets: fields, language },
      placeholderData: keepPreviousData,
    }),
  );
  return data?.kind === kind ? data.facets : noFacets;
}

const noFacets: Facets = {};

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
