import type { MapFeature } from '#contract/schemas.ts';
import { defaultMapKinds, isMapKind, type MapKind, mapKinds } from './mapKinds.ts';

/** What a map can be narrowed by. The names are those of the list page's address where it has the field too. */
export const facets = ['country', 'sectors', 'challenges', 'fiscalYear', 'stage'] as const;
export type Facet = (typeof facets)[number];

/** Several values of one facet mean any of them; no value means no filter. */
export type FacetValues = Readonly<Record<Facet, readonly string[]>>;

export interface MapFilters {
  readonly kinds: readonly MapKind[];
  readonly facets: FacetValues;
  /** Whether the lines from organisations to the places of their work are drawn. */
  readonly arcs: boolean;
  /** Whether the list holds only what the map's window shows. */
  readonly inView: boolean;
  readonly selected: string | undefined;
}

/** The part of the filters that decides which records are shown. */
export type RecordFilters = Pick<MapFilters, 'kinds' | 'facets'>;

export type Search = Readonly<Record<string, unknown>>;

const noKinds = 'none';

/** Reads an address such as `?kinds=city,study&country=ID,VN&fiscalYear=2023`; what it does not know is passed over. */
export function readMapFilters(search: Search): MapFilters {
  return {
    kinds: readKinds(search.kinds),
    facets: {
      country: readList(search.country),
      sectors: readList(search.sectors),
      challenges: readList(search.challenges),
      fiscalYear: readList(search.fiscalYear),
      stage: readList(search.stage),
    },
    arcs: String(search.arcs ?? '') !== 'off',
    inView: String(search.list ?? '') === 'view',
    selected: typeof search.selected === 'string' && search.selected !== '' ? search.selected : undefined,
  };
}

/** The inverse: parameters for the address. What is as usual is left out. */
export function writeMapFilters(filters: MapFilters): Record<string, string> {
  const search: Record<string, string> = {};
  const usual =
    filters.kinds.length === defaultMapKinds.length &&
    defaultMapKinds.every((kind) => filters.kinds.includes(kind));
  if (!usual) search.kinds = filters.kinds.length > 0 ? filters.kinds.join(',') : noKinds;
  for (const facet of facets) {
    const values = filters.facets[facet];
    if (values.length > 0) search[facet] = values.join(',');
  }
  if (!filters.arcs) search.arcs = 'off';
  if (filters.inView) search.list = 'view';
  if (filters.selected !== undefined) search.selected = filters.selected;
  return search;
}

export function hasFacetFilter(filters: RecordFilters): boolean {
  return facets.some((facet) => filters.facets[facet].length > 0);
}

export function withFacet(filters: MapFilters, facet: Facet, values: readonly string[]): MapFilters {
  return { ...filters, facets: { ...filters.facets, [facet]: values } };
}

export function withoutFacets(filters: MapFilters): MapFilters {
  return {
    ...filters,
    facets: { country: [], sectors: [], challenges: [], fiscalYear: [], stage: [] },
  };
}

export function toggleKind(filters: MapFilters, kind: MapKind): MapFilters {
  const chosen = new Set(filters.kinds);
  if (!chosen.delete(kind)) chosen.add(kind);
  return { ...filters, kinds: mapKinds.filter((each) => chosen.has(each)) };
}

export function valuesOf(feature: MapFeature, facet: Facet): readonly string[] {
  switch (facet) {
    case 'country':
      return feature.countries;
    case 'sectors':
      return feature.sectors;
    case 'challenges':
      return feature.challenges;
    case 'fiscalYear':
      return feature.fiscalYear === undefined ? [] : [String(feature.fiscalYear)];
    case 'stage':
      return feature.stage === undefined ? [] : [feature.stage];
  }
}

/** Whether a feature has one of the wanted values in every facet; `except` is left out of account. */
export function passesFacets(feature: MapFeature, wanted: FacetValues, except?: Facet): boolean {
  return facets.every((facet) => {
    const values = wanted[facet];
    if (facet === except || values.length === 0) return true;
    return valuesOf(feature, facet).some((value) => values.includes(value));
  });
}

export function visibleFeatures(features: readonly MapFeature[], filters: RecordFilters): MapFeature[] {
  const kinds = new Set<string>(filters.kinds);
  return features.filter((feature) => kinds.has(feature.kind) && passesFacets(feature, filters.facets));
}

/** How many records (not features) of the chosen kinds each value of a facet would leave. */
export function countFacet(
  features: readonly MapFeature[],
  filters: RecordFilters,
  facet: Facet,
): Map<string, number> {
  const kinds = new Set<string>(filters.kinds);
  const records = new Map<string, Set<string>>();
  for (const feature of features) {
    if (!kinds.has(feature.kind) || !passesFacets(feature, filters.facets, facet)) continue;
    for (const value of valuesOf(feature, facet)) {
      const ids = records.get(value) ?? new Set();
      records.set(value, ids.add(feature.id));
    }
  }
  return new Map([...records].map(([value, ids]) => [value, ids.size]));
}

/** How many records of each kind pass the facets, whether the kind is shown or not. */
export function countKinds(features: readonly MapFeature[], filters: RecordFilters): Map<MapKind, number> {
  const records = new Map<MapKind, Set<string>>(mapKinds.map((kind) => [kind, new Set()]));
  for (const feature of features)
    if (isMapKind(feature.kind) && passesFacets(feature, filters.facets))
      records.get(feature.kind)?.add(feature.id);
  return new Map([...records].map(([kind, ids]) => [kind, ids.size]));
}

function readKinds(value: unknown): readonly MapKind[] {
  if (value === noKinds) return [];
  const named = new Set(readList(value));
  const known = mapKinds.filter((kind) => named.has(kind));
  return known.length > 0 ? known : defaultMapKinds;
}

function readList(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const values = String(value)
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return [...new Set(values)];
}
