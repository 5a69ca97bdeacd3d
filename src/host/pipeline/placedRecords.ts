import type { RecordLabel } from '#contract/schemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { ListCondition } from '#db/queries/conditions.ts';
import { type PartOfRecord, readFields } from '#db/queries/fieldsOfRecords.ts';
import type { Statements } from '#db/statements.ts';
import type { RegistryReader } from '../registry/reader.ts';

export interface PlacedRequest {
  readonly where: readonly ListCondition[];
  readonly audience: Visibility;
}

/** The ids of the records of a kind that an audience may see: all of those, those of a filter, or those among some. */
export function seenIds(
  reader: RegistryReader,
  kind: KindName,
  audience: Visibility,
  only: { readonly where?: readonly ListCondition[]; readonly ids?: readonly string[] },
): string[] {
  return reader.ids({
    kind,
    where: [],
    audience,
    limit: Number.MAX_SAFE_INTEGER,
    offset: 0,
    language: 'ja',
    ...only,
  });
}

/** Of every record that passes a filter, what its place in a view depends on. */
export function readPlaces(
  { reader, statements }: { readonly reader: RegistryReader; readonly statements: Statements },
  kind: KindName,
  { where, audience }: PlacedRequest,
  fields: readonly string[],
): PartOfRecord[] {
  return readFields(statements, kind, seenIds(reader, kind, audience, { where }), fields);
}

/** The records that are drawn, by id, with the names of what they refer to. */
export function readDrawn(
  reader: RegistryReader,
  kind: KindName,
  audience: Visibility,
  ids: readonly string[],
): {
  records: ReadonlyMap<string, RegistryRecord>;
  labels: Record<string, RecordLabel>;
} {
  const { items, labels } = reader.list({
    kind,
    where: [],
    ids,
    audience,
    limit: ids.length,
    offset: 0,
    language: 'ja',
    facets: [],
  });
  return { records: new Map((items as RegistryRecord[]).map((item) => [item.id, item])), labels };
}

/** The records of some places, in the order of those. */
export function drawnOf<Record>(
  places: readonly { readonly id: string }[],
  records: ReadonlyMap<string, Record>,
): Record[] {
  return places.flatMap(({ id }) => records.get(id) ?? []);
}
