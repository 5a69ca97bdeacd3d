import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { orpc } from '#ui/host/queries.ts';
import type { TakenOut } from '../model/readText.ts';
import type { Names } from '../shared/names.tsx';

/** Names of what was taken out of a text: the next answer does not speak of it any more. */
export function useTakenOutNames(takenOut: readonly TakenOut[]): Names {
  const { data } = useQuery(
    orpc.registry.labels.queryOptions({
      input: { ids: takenOut.map(({ id }) => id) },
      enabled: takenOut.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  return data ?? {};
}
