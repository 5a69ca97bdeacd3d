import type { RecordLabel } from '#contract/schemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { ListCondition } from '#db/queries/conditions.ts';
import type { RegistryReader } from '../registry/reader.ts';

/** Every record of a kind that an audience may see, with the names of what they refer to. */
export function readAll(
  reader: RegistryReader,
  kind: KindName,
  audience: Visibility,
  where: readonly ListCondition[] = [],
): { records: readonly RegistryRecord[]; labels: Readonly<Record<string, RecordLabel>> } {
  const { items, labels } = reader.list({
    kind,
    where,
    audience,
    limit: Number.MAX_SAFE_INTEGER,
    offset: 0,
    language: 'ja',
    facets: [],
  });
  return { records: items as RegistryRecord[], labels };
}
