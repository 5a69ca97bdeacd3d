import { useQuery } from '@tanstack/react-query';
import type { HostClient } from '../../host/client.ts';
import { orpc } from '../../host/queries.ts';

export type SystemInformation = Awaited<ReturnType<HostClient['system']['information']>>;

export function useSystemInformation() {
  return useQuery(orpc.system.information.queryOptions());
}
