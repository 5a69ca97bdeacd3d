import type { PlannedRow } from '#core/import/plan/importPlan.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { referencedIds } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { ChangeContext, RegistryWriter } from '../registry/writer.ts';

/**
 * Writes what a plan says, inside the caller's transaction. What points to a record that a later row makes is
 * written when all of them are there. Yields after each row.
 */
export function* applyPlan(
  writer: RegistryWriter,
  kind: KindName,
  rows: readonly PlannedRow[],
  context: ChangeContext,
): Generator<void, void, void> {
  const coming = new Set(rows.flatMap((row) => (row.action === 'create' ? [row.id] : [])));
  const later: { id: string; values: Readonly<Record<string, unknown>> }[] = [];
  for (const row of rows) {
    if (row.action === 'create') {
      const { now, after } = splitByReference(kind, row.values, coming);
      if (row.restores) {
        writer.restore(row.id, context);
        writer.patch(row.id, now, context);
      } else writer.create(kind, now, context, row.id);
      coming.delete(row.id);
      if (after) later.push({ id: row.id, values: after });
    } else if (row.action === 'update') {
      const { now, after } = splitByReference(kind, row.patch, coming);
      if (Object.keys(now).length > 0) writer.patch(row.id, now, context);
      if (after) later.push({ id: row.id, values: after });
    }
    yield;
  }
  for (const { id, values } of later) {
    writer.patch(id, values, context);
    yield;
  }
}

/** The fields that can be written now, and those that point to records still to come (or to itself). */
function splitByReference(
  kind: KindName,
  values: Readonly<Record<string, unknown>>,
  coming: ReadonlySet<string>,
): { now: Record<string, unknown>; after?: Record<string, unknown> } {
  const now: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    const ids = referencedIds({ kind, [field]: value } as unknown as RegistryRecord);
    (ids.some((id) => coming.has(id)) ? after : now)[field] = value;
  }
  return Object.keys(after).length > 0 ? { now, after } : { now };
}
