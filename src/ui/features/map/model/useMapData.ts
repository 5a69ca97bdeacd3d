import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MapArc, MapFeature, RecordLabel } from '#contract/schemas.ts';
import { orpc } from '../../../host/queries.ts';
import { mapKinds } from './mapKinds.ts';
import { type PlaceName, placeNames, withCountryOfPlace } from './names.ts';

export interface MapData {
  readonly features: readonly MapFeature[];
  readonly arcs: readonly MapArc[];
  readonly names: ReadonlyMap<string, PlaceName>;
  /** Labels of sectors and challenges. */
  readonly concepts: Readonly<Record<string, RecordLabel>>;
}

export interface MapDataState {
  readonly data: MapData | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Everything with a place, read once; filters work on it without asking the host again. */
export function useMapData(): MapDataState {
  const features = useQuery(orpc.map.features.queryOptions({ input: { kinds: [...mapKinds, 'country'] } }));
  const conceptIds = useMemo(() => {
    const ids = (features.data?.features ?? []).flatMap((each) => [...each.sectors, ...each.challenges]);
    return [...new Set(ids)].sort();
  }, [features.data]);
  const concepts = useQuery({
    ...orpc.registry.labels.queryOptions({ input: { ids: conceptIds } }),
    enabled: conceptIds.length > 0,
  });
  const data = useMemo((): MapData | undefined => {
    if (!features.data) return undefined;
    const all = features.data.features;
    return {
      features: withCountryOfPlace(all).filter((feature) => feature.kind !== 'country'),
      arcs: features.data.arcs,
      names: placeNames(all),
      concepts: concepts.data ?? {},
    };
  }, [features.data, concepts.data]);
  return { data, error: features.error ?? undefined, retry: () => void features.refetch() };
}
