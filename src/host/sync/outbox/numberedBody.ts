import { type ChangeBody, valueHash, type WireOperation } from '#core/sync/changeBody.ts';
import type { Statements } from '#db/statements.ts';
import { digest } from '../digest.ts';
import { type LogOperation, operationsAt } from '../recordOperations.ts';
import type { Space } from '../space.ts';

/** What stands under a number of a slot, as the log says it. */
export function numberedBody(
  statements: Statements,
  space: Space,
  slot: number,
  number: number,
  change: number | null,
  previous: string,
): ChangeBody {
  const redactions = statements.all<{ id: string; erased: number }>(
    `SELECT operation_id AS id, erased FROM sync_redaction WHERE space = ? AND slot = ? AND number = ?
     ORDER BY operation_id`,
    space.id,
    slot,
    number,
  );
  const transaction = change === null ? undefined : transactionOf(statements, change);
  return {
    previous,
    ...(transaction ? { transaction } : {}),
    operations: operationsAt(statements, space.id, slot, number).map(toWire),
    redactions: redactions.filter((row) => row.erased === 0).map(({ id }) => id),
    erased: redactions.filter((row) => row.erased === 1).map(({ id }) => id),
  };
}

function transactionOf(statements: Statements, sequence: number): ChangeBody['transaction'] {
  const row = statements.get<{
    id: string;
    at: string;
    actor: string;
    undoes: string | null;
    batch: string | null;
  }>('SELECT id, at, actor, undoes, batch FROM change WHERE sequence = ?', sequence);
  if (!row) throw new Error(`there is no change ${sequence}`);
  const { undoes, batch, ...header } = row;
  return { ...header, ...(undoes ? { undoes } : {}), ...(batch ? { batch } : {}) };
}

function toWire(operation: LogOperation): WireOperation {
  const { id, recordId, field, action, previous } = operation;
  const common = { id, recordId, field, action, previous };
  if (operation.valueHash !== null) return { ...common, valueHash: operation.valueHash };
  const value = JSON.parse(operation.value ?? 'null');
  // What an early version wrote without a salt travels with one made of its id: the hash must not change.
  return { ...common, value, salt: operation.salt ?? operation.id };
}

/** The hash that stands for an operation's value once it is redacted. */
export function hashOfValue(operation: { id: string; value: string | null; salt: string | null }): string {
  return valueHash(digest, JSON.parse(operation.value ?? 'null'), operation.salt ?? operation.id);
}
