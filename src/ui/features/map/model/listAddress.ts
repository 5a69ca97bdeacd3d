import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { FacetValues } from './mapFilters.ts';
import { stageFieldOf } from './mapKinds.ts';

/** The address of the list page for one kind with the same filters, as far as that kind has the fields. */
export function listAddress(kind: KindName, values: FacetValues): Record<string, string> {
  const fields = fieldsOf(kind);
  const wanted: Readonly<Record<string, readonly string[]>> = {
    country: values.country,
    [Object.hasOwn(fields, 'sectors') ? 'sectors' : 'solutionAreas']: values.sectors,
    challenges: values.challenges,
    fiscalYear: values.fiscalYear,
    [stageFieldOf(kind) ?? 'stage']: values.stage,
  };
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([field, list]) => list.length > 0 && (field === 'country' || Object.hasOwn(fields, field)))
      .map(([field, list]) => [field, list.join(',')]),
  );
}
