import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListOutput } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { orpc } from '#ui/host/queries.ts';
import type { Labels } from '../values/ReferenceValue.tsx';

export interface LinkedRecords {
  readonly items: ListOutput['items'];
  readonly labels: Labels;
  readonly isPending: boolean;
}

const noItems: ListOutput['items'] = [];
const noLabels: Labels = {};
const mostRead = 500;

/** Whole records of a kind whose `field` points to one of `ids`, for facts that a link alone does not tell. */
export function useLinkedRecords(kind: KindName, field: string, ids: readonly string[]): LinkedRecords {
  const values = useMemo(() => [...new Set(ids)].sort(), [ids]);
  const { data, isPending } = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind, where: [{ field, operator: 'is', values }], limit: mostRead },
      enabled: values.length > 0,
    }),
  );
  return {
    items: data?.items ?? noItems,
    labels: data?.labels ?? noLabels,
    isPending: values.length > 0 && isPending,
  };
}
