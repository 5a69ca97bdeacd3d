import type { Condition } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { facets } from '#ui/features/map/model/mapFilters.ts';
import { isMapKind } from '#ui/features/map/model/mapKinds.ts';

/** The list's name for a facet of the map, where they differ. */
const facetOf: Readonly<Record<string, string>> = {
  countries: 'country',
  homeCountry: 'country',
  status: 'stage',
  state: 'stage',
  maturity: 'stage',
  solutionAreas: 'sectors',
};

/** The map of the same records, with those filters that the map has too; undefined for a kind that has no place. */
export function mapSearch(kind: KindName, where: readonly Condition[]): Record<string, string> | undefined {
  if (!isMapKind(kind)) return undefined;
  const search: Record<string, string> = { kinds: kind };
  for (const { field, operator, values } of where) {
    const facet = facetOf[field] ?? field;
    if (operator === 'is' && (facets as readonly string[]).includes(facet)) search[facet] = values.join(',');
  }
  return search;
}
