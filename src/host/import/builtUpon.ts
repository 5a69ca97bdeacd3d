import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { deletedField, type Operation } from '#core/ledger/operation.ts';
import type { Store } from '#db/store.ts';

/** What an import wrote, seen from one moment after it. */
export interface ImportedBatch {
  /** `change.sequence` of its first change. */
  readonly first: number;
  readonly operationIds: ReadonlySet<string>;
  readonly byRecord: ReadonlyMap<string, readonly Operation[]>;
  /** Records that it made or brought back. */
  readonly made: ReadonlySet<string>;
}

/**
 * The fields of a record made by an import that somebody changed since, and `linkedFrom` when a record that is
 * not of the import points to it. Nothing for a record that is as the import left it, or already removed.
 */
export function builtUpon(store: Store, id: string, batch: ImportedBatch): string[] {
  const fields = new Set(laterEdits(store, id, batch));
  const standing = new Set(store.ledger.heads(id).map((head) => textOf(head.field, head.value)));
  for (const operation of batch.byRecord.get(id) ?? []) {
    // A member of a list that the import added and somebody took out.
    const isGone = operation.action === 'add' && !standing.has(textOf(operation.field, operation.value));
    if (isGone) fields.add(operation.field);
  }
  if (isUsed(store, id, batch)) fields.add('linkedFrom');
  return [...fields];
}

/** Fields with a value that was written after the import and says something else than the import did. */
function laterEdits(store: Store, id: string, batch: ImportedBatch): string[] {
  const ours = new Set((batch.byRecord.get(id) ?? []).map(({ field, value }) => textOf(field, value)));
  return store.statements
    .all<{ id: string; field: string; value: string | null }>(
      `SELECT operation.id, head.field, operation.value
       FROM head JOIN operation ON operation.id = head.operation_id
       JOIN change ON change.sequence = operation.change
       WHERE head.record_id = ? AND head.field <> ? AND change.sequence >= ? AND change.origin <> 'bundled'`,
      id,
      deletedField,
      batch.first,
    )
    .filter((head) => !batch.operationIds.has(head.id))
    .filter((head) => !ours.has(textOf(head.field, head.value === null ? null : JSON.parse(head.value))))
    .map((head) => head.field);
}

function isUsed(store: Store, id: string, batch: ImportedBatch): boolean {
  return store.statements
    .all<{ from_id: string }>(
      `SELECT DISTINCT link.from_id FROM link JOIN record ON record.id = link.from_id
       WHERE link.to_id = ? AND record.deleted_at IS NULL`,
      id,
    )
    .some(({ from_id: from }) => !batch.made.has(from) && !linkedByImport(store, from, id, batch));
}

/** Whether the import itself wrote every mention of a record in another one; it goes when the import goes. */
function linkedByImport(store: Store, from: string, to: string, batch: ImportedBatch): boolean {
  return store.ledger
    .heads(from)
    .filter((head) => canonicalJson(head.value).includes(JSON.stringify(to)))
    .every((head) => batch.operationIds.has(head.id));
}

function textOf(field: string, value: unknown): string {
  return `${field}\u0000${canonicalJson(value)}`;
}
