import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type MapFilters, readMapFilters, writeMapFilters } from './model/mapFilters.ts';

/** The map's filters, kept in the address so that they can be bookmarked, gone back to and handed on. */
export function useMapSearch(): readonly [MapFilters, (filters: MapFilters) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const address = JSON.stringify(search);
  // The router may hand out an equal search anew; what is read from it keeps its identity all the same.
  const filters = useMemo(() => readMapFilters(JSON.parse(address)), [address]);
  const change = useCallback(
    (next: MapFilters) => void navigate({ to: '/map', search: writeMapFilters(next), replace: true }),
    [navigate],
  );
  return [filters, change];
}
