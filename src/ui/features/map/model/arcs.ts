import type { MapArc, MapFeature } from '#contract/schemas.ts';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import { type FacetValues, facets, passesFacets } from './mapFilters.ts';

/** All organisations that work in one city from one place, drawn as one line. */
export interface ArcBundle {
  readonly key: string;
  readonly from: GeoPoint;
  readonly to: GeoPoint;
  readonly cityId: string;
  readonly arcs: readonly MapArc[];
}

/**
 * Arcs with at least one reason that passes the facets (all of them when there is no filter), bundled by their two ends.
 * A reason that has no place of its own on the map passes when the city it speaks of does.
 */
export function bundleArcs(
  arcs: readonly MapArc[],
  features: readonly MapFeature[],
  wanted: FacetValues,
): ArcBundle[] {
  const isFiltered = facets.some((facet) => wanted[facet].length > 0);
  const known = new Map<string, MapFeature[]>();
  for (const feature of features) known.set(feature.id, [...(known.get(feature.id) ?? []), feature]);
  const passes = (arc: MapArc): boolean =>
    !isFiltered ||
    arc.because.some(({ id }) =>
      (known.get(id) ?? known.get(arc.cityId) ?? []).some(
        (feature) =>
          passesFacets(feature, wanted) && reaches(arc, feature, wanted, known.get(arc.cityId)?.[0]),
      ),
    );
  const bundles = new Map<string, MapArc[]>();
  for (const arc of arcs) {
    if (!passes(arc)) continue;
    const key = `${arc.from.lat},${arc.from.lon}>${arc.cityId}`;
    bundles.set(key, [...(bundles.get(key) ?? []), arc]);
  }
  return [...bundles.entries()].flatMap(([key, members]) => {
    const [first] = members;
    return first ? [{ key, from: first.from, to: first.to, cityId: first.cityId, arcs: members }] : [];
  });
}

/** With a country filter, an arc to a city of another country is not wanted, whatever else its reason is about. */
function reaches(
  arc: MapArc,
  reason: MapFeature,
  wanted: FacetValues,
  city: MapFeature | undefined,
): boolean {
  if (wanted.country.length === 0) return true;
  const countries = city?.countries ?? (reason.placeId === arc.cityId ? reason.countries : []);
  return countries.some((code) => wanted.country.includes(code));
}
