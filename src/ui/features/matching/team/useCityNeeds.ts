import { useQuery } from '@tanstack/react-query';
import { orpc } from '#ui/host/queries.ts';

const most = 100;
const settled = ['covered', 'expired'];

/** The needs of a city that are still open. */
export function useCityNeeds(city: string | undefined): {
  readonly ids: readonly string[];
  readonly isPending: boolean;
} {
  const { data, isPending } = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind: 'need', where: [{ field: 'city', operator: 'is', values: [city ?? ''] }], limit: most },
      enabled: city !== undefined,
    }),
  );
  const open = (data?.items ?? []).filter((need) => !settled.includes(String(need.state)));
  return {
    ids: city === undefined ? [] : open.map((need) => need.id),
    isPending: city !== undefined && isPending,
  };
}
