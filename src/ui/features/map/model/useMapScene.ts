import { useMemo } from 'react';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { MapScene, SceneText } from '../engine/mapEngine.ts';
import { lookOf } from '../symbols/spotImage.ts';
import { type ArcBundle, bundleArcs } from './arcs.ts';
import { hasFacetFilter, type MapFilters, type RecordFilters, visibleFeatures } from './mapFilters.ts';
import { localName } from './names.ts';
import { type MapRow, rowsOf } from './rows.ts';
import { groupIntoSpots, type Spot } from './spots.ts';
import type { MapData } from './useMapData.ts';

export interface MapContents {
  readonly spots: readonly Spot[];
  readonly rows: readonly MapRow[];
  readonly bundles: readonly ArcBundle[];
  /** How many organisations the lines stand for, drawn or not. */
  readonly organisations: number;
  readonly scene: MapScene;
  /** Everything that is drawn. */
  readonly extent: readonly GeoPoint[];
  /** What a map opens on: without the places of which only the country is known, unless there is nothing else. */
  readonly homeExtent: readonly GeoPoint[];
}

const noBundles: readonly ArcBundle[] = [];

/** What the filters leave, as spots and lines to draw and as rows to list. */
export function useMapContents(data: MapData, filters: MapFilters): MapContents {
  const format = useFormat();
  const { arcs } = filters;
  // The address is read anew when only the selection changed; equal filters keep their identity here.
  const wanted = JSON.stringify({ kinds: filters.kinds, facets: filters.facets });
  const { kinds, facets } = useMemo((): RecordFilters => JSON.parse(wanted), [wanted]);
  const spots = useMemo(
    () => groupIntoSpots(visibleFeatures(data.features, { kinds, facets })),
    [data.features, kinds, facets],
  );
  const rows = useMemo(
    () => rowsOf(spots, (a, b) => format.compare(format.plain(a.label), format.plain(b.label))),
    [spots, format],
  );
  const allBundles = useMemo(
    () => bundleArcs(data.arcs, data.features, facets),
    [data.arcs, data.features, facets],
  );
  const bundles = arcs ? allBundles : noBundles;
  const organisations = useMemo(
    () => new Set(allBundles.flatMap((bundle) => bundle.arcs.map((arc) => arc.organisationId))).size,
    [allBundles],
  );
  const scene = useMemo((): MapScene => {
    const countryNames = new Map<string, SceneText>();
    for (const [code, name] of data.names) {
      const chosen = /^[A-Z]{2}$/.test(code) ? format.text(name.label) : undefined;
      if (chosen) countryNames.set(code, chosen);
    }
    return {
      spots: spots.map((spot) => {
        const name = data.names.get(spot.placeId) ?? {
          label: spot.features[0]?.label ?? {},
          localLanguage: undefined,
        };
        // A place that is only a country needs no label: the country's name is on the map already.
        const label = spot.precision === 'country' ? undefined : format.text(name.label);
        return {
          index: spot.index,
          lat: spot.lat,
          lon: spot.lon,
          look: lookOf(spot),
          records: spot.features.length,
          label: label ?? null,
          localLabel: label ? localName(name, label.text) : null,
        };
      }),
      arcs: bundles.map(({ key, from, to, arcs: members }) => ({
        key,
        from,
        to,
        organisations: members.length,
      })),
      countryNames,
      tinted: facets.country,
    };
  }, [spots, bundles, data.names, facets.country, format]);
  const extent = useMemo(
    () => [...spots, ...bundles.flatMap(({ from, to }) => [from, to])],
    [spots, bundles],
  );
  const homeExtent = useMemo(() => {
    const near = spots.filter((spot) => spot.precision !== 'country');
    if (near.length === 0) return extent;
    // Whoever narrows the map down wants to come closer to what is left, not to see where its lines start.
    const isNarrowed = hasFacetFilter({ kinds, facets });
    return isNarrowed ? near : [...near, ...bundles.flatMap(({ from, to }) => [from, to])];
  }, [spots, bundles, extent, kinds, facets]);
  return { spots, rows, bundles, organisations, scene, extent, homeExtent };
}
