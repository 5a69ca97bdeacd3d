import type { KindName } from '../../kinds/fieldTypes.ts';
import { fieldsOf } from '../../kinds/index.ts';
import { idsIn } from '../../records/audience.ts';
import type { RegistryRecord } from '../../records/recordTypes.ts';
import type { MappedColumn } from '../importTypes.ts';
import type { PlannedRow } from './importPlan.ts';

/**
 * Rows that point to a record which another row would have made, had it been right, are in error too; and what
 * points to those, and so on.
 */
export function dropBroken(
  kind: KindName,
  planned: readonly PlannedRow[],
  columns: readonly MappedColumn[],
  record: (id: string) => RegistryRecord | undefined,
): PlannedRow[] {
  let rows = [...planned];
  const known = new Map<string, boolean>();
  const isThere = (id: string) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = record(id);
    const there = found !== undefined && found.deletedAt === undefined;
    known.set(id, there);
    return there;
  };
  for (;;) {
    const made = new Set(rows.flatMap((row) => (row.action === 'create' ? [row.id] : [])));
    let broke = false;
    rows = rows.map((row) => {
      const missing = referencesOf(kind, row).filter(({ id }) => !made.has(id) && !isThere(id));
      if (missing.length === 0) return row;
      broke = true;
      return {
        row: row.row,
        candidates: row.candidates,
        action: 'error',
        problems: missing.map(({ field, id }) => ({
          row: row.row,
          column: columns.find((column) => column.target?.field === field)?.header ?? field,
          code: 'unknownReference' as const,
          value: id,
        })),
      };
    });
    if (!broke) return rows;
  }
}

function referencesOf(kind: KindName, row: PlannedRow): { field: string; id: string }[] {
  const values = row.action === 'create' ? row.values : row.action === 'update' ? row.patch : {};
  const fields = fieldsOf(kind);
  return Object.entries(values).flatMap(([field, value]) => {
    const definition = fields[field];
    return definition && value !== null && value !== undefined
      ? idsIn(definition, value).map((id) => ({ field, id }))
      : [];
  });
}
