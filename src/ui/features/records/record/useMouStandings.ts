import { useQuery } from '@tanstack/react-query';
import type { MouRow } from '#contract/domainSchemas.ts';
import { orpc } from '#ui/host/queries.ts';

const none: Readonly<Record<string, MouRow['standing']>> = {};

/** The standing of every memorandum today, by id; empty until it is known. */
export function useMouStandings(enabled: boolean): Readonly<Record<string, MouRow['standing']>> {
  const { data } = useQuery(orpc.domain.mouStandings.queryOptions({ input: {}, enabled }));
  return data ?? none;
}
