import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Condition, ListOutput, RecordLabel } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { orpc } from '#ui/host/queries.ts';

/** A view that places every record at once shows this many; the table shows all. */
export const mostShown = 2_000;

export interface AllRecords {
  readonly items: ListOutput['items'];
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly total: number;
  readonly isPending: boolean;
  readonly error: unknown;
}

const nothing: ListOutput['items'] = [];
const noLabels: Readonly<Record<string, RecordLabel>> = {};

/** The filtered records of a kind together, for a view that sorts and places them itself. */
export function useAllRecords(kind: KindName, where: readonly Condition[]): AllRecords {
  const { data, isPending, error } = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind, where: [...where], limit: mostShown },
      placeholderData: keepPreviousData,
    }),
  );
  const own = data?.kind === kind ? data : undefined;
  return {
    items: own?.items ?? nothing,
    labels: own?.labels ?? noLabels,
    total: own?.total ?? 0,
    isPending: isPending || own === undefined,
    error,
  };
}
