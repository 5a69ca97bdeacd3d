import type { MapFeature } from '#contract/schemas.ts';
import { type MapKind, mapKinds } from './mapKinds.ts';

/** One place on the map with everything that stands there. */
export interface Spot {
  /** Position in the list of spots; what engines speak of. */
  readonly index: number;
  readonly placeId: string;
  readonly lat: number;
  readonly lon: number;
  /** `country` when nothing nearer is known than the country: it then stands at the seat of government. */
  readonly precision: MapFeature['precision'];
  /** Each record once, in the order of kinds. */
  readonly features: readonly MapFeature[];
  /** How many records of each kind, in the order of kinds; no zeros. */
  readonly counts: readonly { readonly kind: MapKind; readonly count: number }[];
}

/** Puts features that share a place together. */
export function groupIntoSpots(features: readonly MapFeature[]): Spot[] {
  const byPlace = new Map<string, MapFeature[]>();
  for (const feature of features) {
    const there = byPlace.get(feature.placeId);
    if (!there) byPlace.set(feature.placeId, [feature]);
    else if (!there.some((other) => other.id === feature.id)) there.push(feature);
  }
  return [...byPlace.entries()].map(([placeId, there], index) => {
    const order = (feature: MapFeature) => (mapKinds as readonly string[]).indexOf(feature.kind);
    const sorted = [...there].sort((a, b) => order(a) - order(b));
    const [first] = sorted;
    const counts = mapKinds
      .map((kind) => ({ kind, count: sorted.filter((feature) => feature.kind === kind).length }))
      .filter(({ count }) => count > 0);
    return {
      index,
      placeId,
      lat: first?.lat ?? 0,
      lon: first?.lon ?? 0,
      precision: first?.precision ?? 'own',
      features: sorted,
      counts,
    };
  });
}
