import { MusubiError } from '#core/errors/musubiError.ts';
import { syncRules } from '#core/sync/syncRules.ts';
import { findRecord } from '#db/queries/records.ts';
import type { Store } from '#db/store.ts';
import { Inbox } from './inbox.ts';
import { operationsOfRecord } from './recordOperations.ts';
import { demandSweep, sweepWithdrawn } from './sweep.ts';

/**
 * Erases what people wrote about a record, for good: here at once, and with the next exchanges at every
 * endpoint and on every device that has it. Unlike a removal it cannot be undone. Bundled facts stay.
 * @returns how many values were erased
 * @throws MusubiError NOT_FOUND for an unknown record, NOTHING_TO_ERASE when no value of it that a person wrote is left
 */
export function eraseRecord(store: Store, recordId: string): number {
  const erased = store.write(() => {
    const operations = operationsOfRecord(store.statements, recordId);
    const isKnown = operations.length > 0 || findRecord(store.statements, recordId) !== undefined;
    if (!isKnown) throw new MusubiError('NOT_FOUND', { id: recordId });
    // Also one whose value this device does not hold: elsewhere it may stand.
    if (operations.every((operation) => operation.erased))
      throw new MusubiError('NOTHING_TO_ERASE', { id: recordId });
    const touched = new Inbox(store, syncRules).erase(operations.map(({ id }) => id));
    store.refresh(touched);
    demandSweep(store);
    return touched.length;
  });
  sweepWithdrawn(store);
  return erased;
}
