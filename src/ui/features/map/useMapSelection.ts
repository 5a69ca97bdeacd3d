import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { MapMarks } from './engine/mapEngine.ts';
import type { MapFilters } from './model/mapFilters.ts';
import type { MapRow } from './model/rows.ts';
import type { MapContents } from './model/useMapScene.ts';

export interface MapSelection {
  readonly selected: string | undefined;
  readonly selectedRow: MapRow | undefined;
  /** Where the selection came from: the map follows the list, but does not move under the pointer. */
  readonly origin: 'list' | 'map' | 'address';
  readonly select: (id: string | undefined, origin: 'list' | 'map') => void;
  readonly hoverRow: (row: MapRow | null) => void;
  readonly marks: MapMarks;
}

/** The address follows a moment later: browsers refuse to write it at the speed of a held arrow key. In milliseconds. */
const addressPause = 300;
const noSpots: readonly number[] = [];

/** What is chosen and pointed at, shared by list and map. */
export function useMapSelection(
  contents: MapContents,
  filters: MapFilters,
  setFilters: (filters: MapFilters) => void,
): MapSelection {
  const { rows, bundles } = contents;
  const [chosen, setChosen] = useState<{ id: string | undefined; origin: MapSelection['origin'] }>({
    id: filters.selected,
    origin: 'address',
  });
  const [hovered, setHovered] = useState(noSpots);
  const latest = useRef(filters);
  latest.current = filters;
  const writeAddress = useDebouncedCallback((id: string | undefined) => {
    if (latest.current.selected !== id) setFilters({ ...latest.current, selected: id });
  }, addressPause);

  const select = useCallback(
    (id: string | undefined, origin: 'list' | 'map') => {
      setChosen({ id, origin });
      writeAddress(id);
    },
    [writeAddress],
  );
  const hoverRow = useCallback((row: MapRow | null) => setHovered(row?.spots ?? noSpots), []);

  const selectedRow = useMemo(() => rows.find((row) => row.id === chosen.id), [rows, chosen.id]);
  const marks = useMemo(
    (): MapMarks => ({
      selected: selectedRow?.spots ?? noSpots,
      hovered,
      arcs: bundles
        .filter(
          (bundle) =>
            chosen.id !== undefined &&
            (bundle.cityId === chosen.id ||
              bundle.arcs.some(
                (arc) =>
                  arc.organisationId === chosen.id || arc.because.some((reason) => reason.id === chosen.id),
              )),
        )
        .map((bundle) => bundle.key),
    }),
    [selectedRow, hovered, bundles, chosen.id],
  );
  return { selected: chosen.id, selectedRow, origin: chosen.origin, select, hoverRow, marks };
}
