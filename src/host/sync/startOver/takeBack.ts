import type { Store, Touched } from '#db/store.ts';
import type { Unsent } from './difference.ts';

/**
 * Those of the operations that nobody will miss: nothing that stays names them, and their record was never private, for then
 * it would be more than an edit that goes.
 */
export function discardable(store: Store, unsent: readonly Unsent[]): Unsent[] {
  const wasPrivate = new Map<string, boolean>();
  const candidates = unsent.filter(({ recordId }) => {
    const known = wasPrivate.get(recordId) ?? isOrWasPrivate(store, recordId);
    wasPrivate.set(recordId, known);
    return !known;
  });
  const going = new Map(candidates.map((operation) => [operation.id, operation]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const id of [...going.keys()]) {
      const named = store.statements.all<{ by_id: string }>(
        'SELECT by_id FROM superseded WHERE operation_id = ?',
        id,
      );
      if (named.every(({ by_id }) => going.has(by_id))) continue;
      going.delete(id);
      changed = true;
    }
  }
  return [...going.values()];
}

function isOrWasPrivate({ statements }: Store, recordId: string): boolean {
  const choices = statements.all<{ value: string | null }>(
    "SELECT value FROM operation WHERE record_id = ? AND field = 'visibility'",
    recordId,
  );
  return choices.length === 0 || choices.some(({ value }) => value === null || value === '"private"');
}

/**
 * Takes operations out of the log that no other device and no endpoint has; what they replaced stands again. The only place
 * at which the log loses anything: a person has asked for it, after a verified backup. The caller holds the transaction.
 */
export function takeBack(store: Store, operations: readonly Unsent[], actor: string) {
  const { statements } = store;
  const touched: Touched[] = [];
  const replaced: string[] = [];
  for (const { id } of operations) {
    const operation = statements.get<{ record_id: string; field: string; previous: string | null }>(
      'SELECT record_id, field, previous FROM operation WHERE id = ?',
      id,
    );
    if (!operation) continue;
    replaced.push(...(JSON.parse(operation.previous ?? '[]') as string[]));
    touched.push({ recordId: operation.record_id, field: operation.field });
    statements.run('DELETE FROM superseded WHERE by_id = ?', id);
    statements.run(
      'DELETE FROM head WHERE record_id = ? AND field = ? AND operation_id = ?',
      operation.record_id,
      operation.field,
      id,
    );
    for (const table of ['sync_operation', 'sync_redaction', 'sync_withdrawn'])
      statements.run(`DELETE FROM ${table} WHERE operation_id = ?`, id);
    statements.run('DELETE FROM operation WHERE id = ?', id);
  }
  for (const id of replaced) {
    statements.run(
      `INSERT OR IGNORE INTO head SELECT record_id, field, id FROM operation WHERE id = ? AND action <> 'remove'
       AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.operation_id = operation.id)`,
      id,
    );
  }
  for (const change of new Set(operations.map((operation) => operation.change))) {
    statements.run(
      `DELETE FROM change WHERE sequence = ? AND NOT EXISTS (SELECT 1 FROM operation WHERE change = sequence)
       AND NOT EXISTS (SELECT 1 FROM sync_outgoing WHERE change = sequence)
       AND NOT EXISTS (SELECT 1 FROM sync_exchange_change WHERE change = sequence)`,
      change,
    );
  }
  // Whoever waits for the log to move on, a window or an answer that was kept, must see that it is another one now.
  store.ledger.append({ origin: 'merge', actor }, []);
  store.refresh(touched);
}
