import type { MapFeature } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { type MapKind, mapKinds } from './mapKinds.ts';
import type { Spot } from './spots.ts';

/** One record of the list beside the map, with all the spots where it stands. */
export interface MapRow {
  readonly id: string;
  readonly kind: MapKind;
  readonly label: LanguageMap;
  readonly fiscalYear: number | undefined;
  readonly stage: string | undefined;
  /** Indexes of spots. */
  readonly spots: readonly number[];
}

/** The records of some spots, by kind and within a kind as `compare` says. */
export function rowsOf(spots: readonly Spot[], compare: (a: MapFeature, b: MapFeature) => number): MapRow[] {
  const rows = new Map<string, { feature: MapFeature; kind: MapKind; spots: number[] }>();
  for (const spot of spots)
    for (const feature of spot.features) {
      const known = rows.get(feature.id);
      if (known) known.spots.push(spot.index);
      else rows.set(feature.id, { feature, kind: feature.kind as MapKind, spots: [spot.index] });
    }
  return [...rows.values()]
    .sort((a, b) => mapKinds.indexOf(a.kind) - mapKinds.indexOf(b.kind) || compare(a.feature, b.feature))
    .map(({ feature, kind, spots: indexes }) => ({
      id: feature.id,
      kind,
      label: feature.label,
      fiscalYear: feature.fiscalYear,
      stage: feature.stage,
      spots: indexes,
    }));
}
