import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { host } from './client.ts';

/** Query and mutation options for every procedure: `useQuery(orpc.registry.get.queryOptions({ input: { id } }))`. */
export const orpc = createTanstackQueryUtils(host);

/**
 * The host is on this machine: there is no network to wait for, a refusal is final, and `useChanges` says
 * when something is stale. What was read last is kept, so that going back paints at once.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
