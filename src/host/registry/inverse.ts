import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { Operation } from '#core/ledger/operation.ts';
import { deletedField } from '#core/ledger/operation.ts';
import type { DraftOperation, Ledger } from '#db/ledger.ts';
import type { Deletion } from '#db/recordState.ts';

/**
 * What takes an operation back.
 * @returns undefined when a later operation has replaced it: then the newer value stays
 */
export function inverseOf(ledger: Ledger, operation: Operation): DraftOperation | undefined {
  const { recordId, field } = operation;
  const heads = ledger.fieldHeads(recordId, field);
  if (operation.action === 'remove') {
    const removed = ledger.operation(operation.previous[0] ?? '');
    const stands = heads.some((head) => canonicalJson(head.value) === canonicalJson(removed?.value));
    return removed && !stands
      ? { recordId, field, action: 'add', value: removed.value, previous: [] }
      : undefined;
  }
  if (!heads.some((head) => head.id === operation.id)) return undefined;
  if (operation.action === 'add') {
    return { recordId, field, action: 'remove', value: null, previous: [operation.id] };
  }
  const before = operation.previous.map((id) => ledger.operation(id)).filter((found) => found !== undefined);
  const newest = before.sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  return { recordId, field, action: 'set', value: newest?.value ?? null, previous: [operation.id] };
}

/** What takes a record out of sight, with everything that its author saw of it. */
export function deletionOf(ledger: Ledger, recordId: string): DraftOperation {
  const heads = ledger.heads(recordId);
  const value: Deletion = {
    at: new Date().toISOString(),
    seen: heads.filter((head) => head.field !== deletedField).map((head) => head.id),
  };
  const previous = heads.filter((head) => head.field === deletedField).map((head) => head.id);
  return { recordId, field: deletedField, action: 'set', value, previous };
}
