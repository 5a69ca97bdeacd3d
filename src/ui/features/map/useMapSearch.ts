import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type MapFilters, readMapFilters, writeMapFilters } from './model/mapFilters.ts';

/** The map's filters, kept in the address so that they can be bookmarked, gone back to and handed on. */
export function useMapSearch(): readonly [MapFilters, (filters: MapFilters) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const address = JSON.stringify(search);
  // The router may hand out an equal search anew; what is read from it keeps its identity all the same.
  const filters = useMemo(() => readMapFilters(JSON.parse(address)), [address]);
  const change = useCallback(
    (next: MapFilters) => {
      // A selection reaches the address a moment late; by then the reader may be on the way to another page.
      if (router.latestLocation.pathname !== '/map') return;
      void navigate({ to: '/map', search: writeMapFilters(next), replace: true });
    },
    [navigate, router],
  );
  return [filters, change];
}
