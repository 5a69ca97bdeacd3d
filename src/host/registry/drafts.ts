import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { PlannedOperation } from '#core/ledger/planPatch.ts';
import type { DraftOperation, Ledger } from '#db/ledger.ts';

/** A planned operation as the log takes it: with the heads of the field that it replaces. */
export function draftsOf(ledger: Ledger, recordId: string, planned: PlannedOperation): DraftOperation[] {
  const { field } = planned;
  if (planned.action === 'add') {
    return [{ recordId, field, action: 'add', value: planned.value, previous: [] }];
  }
  const heads = ledger.fieldHeads(recordId, field);
  if (planned.action === 'set') {
    return [{ recordId, field, action: 'set', value: planned.value, previous: heads.map(({ id }) => id) }];
  }
  const text = canonicalJson(planned.member);
  const named = heads.filter((head) => head.action === 'add' && canonicalJson(head.value) === text);
  return [{ recordId, field, action: 'remove', value: null, previous: named.map(({ id }) => id) }];
}
