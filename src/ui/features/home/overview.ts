import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { HostClient } from '../../host/client.ts';
import { orpc } from '../../host/queries.ts';

export type Overview = Awaited<ReturnType<HostClient['home']['overview']>>;

export function useOverview(today: string) {
  return useQuery(orpc.home.overview.queryOptions({ input: { today }, placeholderData: keepPreviousData }));
}
