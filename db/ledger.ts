import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import {
  type ClockState,
  clockStart,
  dayMilliseconds,
  operationId,
  stampOf,
  tick,
} from '#core/ledger/clock.ts';
import { baseField, type Head } from '#core/ledger/fieldState.ts';
import type { ChangeOrigin, Operation } from '#core/ledger/operation.ts';
import { kindField } from '#core/ledger/operation.ts';
import { finish } from './finish.ts';
import { randomHex } from './randomHex.ts';
import type { Statements } from './statements.ts';

export interface ChangeHeader {
  readonly origin: ChangeOrigin;
  readonly actor: string;
  readonly undoes?: string;
  readonly batch?: string;
}

/** An operation to be appended; without an id the log stamps it. */
export interface DraftOperation {
  readonly id?: string;
  readonly recordId: string;
  readonly field: string;
  readonly action: Operation['action'];
  readonly value: unknown;
  readonly previous: readonly string[];
}

export interface AppendedChange {
  readonly id: string;
  readonly sequence: number;
  readonly at: string;
  readonly operations: readonly Operation[];
}

/** The append-only log and its heads. Callers hold the write transaction. */
export class Ledger {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Appends one change; its rows are not touched here. */
  append(header: ChangeHeader, drafts: readonly DraftOperation[], now = Date.now()): AppendedChange {
    return finish(this.appending(header, drafts, now));
  }

  /** The same in steps, one for each operation. */
  *appending(
    header: ChangeHeader,
    drafts: readonly DraftOperation[],
    now = Date.now(),
  ): Generator<void, AppendedChange, void> {
    let stamp = this.#lastStamp(now);
    const nextId = () => {
      stamp = tick(stamp, now);
      return operationId(stamp, randomHex(8));
    };
    const changeId = nextId();
    const at = new Date(now).toISOString();
    const sequence = this.insertChange({ ...header, id: changeId, at });
    const operations = drafts.map((draft) => ({ ...draft, id: draft.id ?? nextId() }));
    for (const operation of operations) {
      this.insertOperation(sequence, operation, header.origin === 'bundled' ? null : randomHex(12));
      yield;
    }
    return { id: changeId, sequence, at, operations };
  }

  insertChange(change: ChangeHeader & { readonly id: string; readonly at: string }): number {
    this.#statements.run('INSERT OR IGNORE INTO actor (id) VALUES (?)', change.actor);
    const { lastInsertRowid } = this.#statements.run(
      'INSERT INTO change (id, at, actor, origin, undoes, batch) VALUES (?, ?, ?, ?, ?, ?)',
      change.id,
      change.at,
      change.actor,
      change.origin,
      change.undoes ?? null,
      change.batch ?? null,
    );
    return Number(lastInsertRowid);
  }

  /**
   * Adds an operation and moves the heads. Adding one that is already there changes nothing.
   * @param redactedHash the salted hash of a value that this device does not get; then value and salt are null
   * @returns whether it was not there yet
   */
  insertOperation(
    sequence: number,
    operation: Operation,
    salt: string | null,
    redactedHash: string | null = null,
  ): boolean {
    const { changes } = this.#statements.run(
      `INSERT INTO operation (id, change, record_id, field, action, value, previous, salt, value_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      operation.id,
      sequence,
      operation.recordId,
      operation.field,
      operation.action,
      operation.value === null ? null : canonicalJson(operation.value),
      operation.previous.length === 0 ? null : JSON.stringify(operation.previous),
      salt,
      redactedHash,
    );
    if (changes === 0) return false;
    for (const previous of operation.previous) {
      this.#statements.run(
        'INSERT OR IGNORE INTO superseded (operation_id, by_id) VALUES (?, ?)',
        previous,
        operation.id,
      );
      this.#statements.run(
        'DELETE FROM head WHERE record_id = ? AND field = ? AND operation_id = ?',
        operation.recordId,
        operation.field,
        previous,
      );
    }
    // A removal only takes members away. Anything else stands until named by another operation, which
    // may have arrived before it.
    if (operation.action === 'remove') return true;
    if (this.#statements.get('SELECT 1 FROM superseded WHERE operation_id = ? LIMIT 1', operation.id))
      return true;
    this.#statements.run(
      'INSERT INTO head (record_id, field, operation_id) VALUES (?, ?, ?)',
      operation.recordId,
      operation.field,
      operation.id,
    );
    return true;
  }

  /** All heads of a record whose values this device holds, in order of field and operation. */
  heads(recordId: string): Head[] {
    return this.#statements
      .all<{ id: string; field: string; action: Head['action']; value: string | null }>(
        `SELECT operation.id, head.field, operation.action, operation.value
         FROM head JOIN operation ON operation.id = head.operation_id
         WHERE head.record_id = ? AND operation.value_hash IS NULL ORDER BY head.field, operation.id`,
        recordId,
      )
      .map((row) => ({ ...row, value: row.value === null ? null : JSON.parse(row.value) }));
  }

  /** The heads of a field and, of a map, those of all its keys: of `name` also `name/ja`. In order of path and operation. */
  baseFieldHeads(recordId: string, field: string): Head[] {
    return this.#statements
      .all<{ id: string; field: string; action: Head['action']; value: string | null }>(
        // From `name` up to `name0`, which is the first path after all of `name/…`.
        `SELECT operation.id, head.field, operation.action, operation.value
         FROM head JOIN operation ON operation.id = head.operation_id
         WHERE head.record_id = ? AND head.field >= ? AND head.field < ? AND operation.value_hash IS NULL
         ORDER BY head.field, operation.id`,
        recordId,
        field,
        `${field}0`,
      )
      .filter((row) => baseField(row.field) === field)
      .map((row) => ({ ...row, value: row.value === null ? null : JSON.parse(row.value) }));
  }

  fieldHeads(recordId: string, field: string): Head[] {
    return this.#statements
      .all<{ id: string; action: Head['action']; value: string | null }>(
        `SELECT operation.id, operation.action, operation.value
         FROM head JOIN operation ON operation.id = head.operation_id
         WHERE head.record_id = ? AND head.field = ? AND operation.value_hash IS NULL ORDER BY operation.id`,
        recordId,
        field,
      )
      .map((row) => ({ ...row, field, value: row.value === null ? null : JSON.parse(row.value) }));
  }

  operationsOfChange(changeId: string): Operation[] {
    return this.#statements
      .all<OperationRow>(
        `SELECT operation.* FROM operation JOIN change ON change.sequence = operation.change
         WHERE change.id = ? ORDER BY operation.id`,
        changeId,
      )
      .map(readOperation);
  }

  operation(id: string): Operation | undefined {
    const row = this.#statements.get<OperationRow>('SELECT * FROM operation WHERE id = ?', id);
    return row && readOperation(row);
  }

  recordIdsWithOperations(): string[] {
    return this.#statements
      .all<{ record_id: string }>('SELECT DISTINCT record_id FROM head WHERE field = ?', kindField)
      .map((row) => row.record_id);
  }

  /**
   * The stamp to go on from: after this device's own last change whatever the wall clock does, and after
   * everything else unless its clock is more than a day ahead.
   */
  #lastStamp(now: number): ClockState {
    const bound = operationId(
      { milliseconds: Math.max(0, now) + dayMilliseconds, counter: 0 },
      '0'.repeat(16),
    );
    const seen = this.#statements.get<{ id: string | null }>(
      'SELECT max(id) AS id FROM operation WHERE id < ?',
      bound,
    )?.id;
    const own = this.#statements.get<{ id: string; last: string | null }>(
      `SELECT id, (SELECT max(operation.id) FROM operation WHERE operation.change = change.sequence) AS last
       FROM change WHERE origin <> 'sync' ORDER BY sequence DESC LIMIT 1`,
    );
    const greatest = [seen, own?.id, own?.last]
      .filter((id) => id != null)
      .sort()
      .at(-1);
    return (greatest && stampOf(greatest)) || clockStart;
  }
}

interface OperationRow {
  id: string;
  record_id: string;
  field: string;
  action: Operation['action'];
  value: string | null;
  previous: string | null;
}

function readOperation(row: OperationRow): Operation {
  return {
    id: row.id,
    recordId: row.record_id,
    field: row.field,
    action: row.action,
    value: row.value === null ? null : JSON.parse(row.value),
    previous: row.previous === null ? [] : JSON.parse(row.previous),
  };
}
