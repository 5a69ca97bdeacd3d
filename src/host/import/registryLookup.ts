import { identityFields } from '#core/import/plan/identity.ts';
import type { KnownRecord } from '#core/import/plan/recordIndex.ts';
import type { RegistryLookup } from '#core/import/plan/resolver.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { deletedField } from '#core/ledger/operation.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { fromColumn, tableOf } from '#db/columns.ts';
import { readRecord } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';

/** The registry as planning an import needs it; everything is read once. */
export function createLookup(statements: Statements): RegistryLookup {
  const records = new Map<string, RegistryRecord | undefined>();
  return {
    record: (id) => {
      if (!records.has(id)) records.set(id, readRecord(statements, id));
      return records.get(id);
    },
    wasTakenBack: (id) =>
      statements.get(
        `SELECT 1 FROM head JOIN operation ON operation.id = head.operation_id
         JOIN change ON change.sequence = operation.change
         WHERE head.record_id = ? AND head.field = ? AND change.origin = 'undo'`,
        id,
        deletedField,
      ) !== undefined,
    identities: (kind) => readIdentities(statements, kind),
  };
}

function* readIdentities(statements: Statements, kind: KindName): Generator<KnownRecord, void, void> {
  const { table, columns } = tableOf(kind);
  const wanted = new Set(identityFields(kind));
  const own = columns.filter(({ field }) => wanted.has(field));
  const names = own.map(({ column }) => `kind."${column}"`).join(', ');
  const rows = statements.all<Record<string, unknown>>(
    `SELECT record.id AS "record.id", ${names} FROM record JOIN ${table} AS kind ON kind.id = record.id
     WHERE record.kind = ? AND record.deleted_at IS NULL`,
    kind,
  );
  for (const row of rows) {
    const values: Record<string, unknown> = {};
    for (const { field, column, stored } of own) {
      const value = fromColumn(stored, row[column]);
      if (value !== undefined) values[field] = value;
    }
    yield { id: String(row['record.id']), values };
  }
}
