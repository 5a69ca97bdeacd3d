import { useQuery } from '@tanstack/react-query';
import { orpc } from '#ui/host/queries.ts';

/** One record with its links, the names of what it points to, and values that wait for a decision. */
export function useRecord(id: string) {
  return useQuery(orpc.registry.get.queryOptions({ input: { id } }));
}
