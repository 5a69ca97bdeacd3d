import type { Visibility } from '#core/kinds/choices.ts';
import { isNarrower } from '#core/records/audience.ts';
import {
  type ChangeBody,
  changeHash,
  claimHash,
  valueHash,
  type WireOperation,
  withoutValues,
} from '#core/sync/changeBody.ts';
import { operationForm } from '#core/sync/operationForm.ts';
import { asVisibility, recordClass } from '#core/sync/recordClass.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { firstUnbundledId, recordState } from '#db/recordState.ts';
import type { Store } from '#db/store.ts';
import { deletionOf } from '#host/registry/inverse.ts';
import { digest } from './digest.ts';
import { forgetSeen } from './readable/projectionRows.ts';
import {
  classOfRecord,
  type LogOperation,
  namesHidden,
  namingNoHidden,
  operationsAt,
  operationsOfRecord,
} from './recordOperations.ts';
import { readOutgoing, readPosition, readSpace, type Space } from './space.ts';
import { wasWithdrawn } from './withdrawnChoices.ts';

/** Canonical JSON of a change's operations beyond this is split; with base64url it stays below 512 KiB. */
export const largestBody = 256 * 1024;
const mostRedactions = 1_000;

interface Chosen {
  readonly operation: LogOperation;
  readonly stub: boolean;
}

/**
 * Numbers what the log holds for a tenant and the tenant does not: new operations, records that were
 * widened into it, and redactions of what was narrowed out of it. Runs inside one transaction, from the
 * log alone, so that repeating it after a crash numbers the same things once.
 */
export class Outbox {
  readonly #store: Store;
  readonly #actor: string;
  readonly #largestBody: number;

  /** @param largestBody bytes of canonical JSON */
  constructor(store: Store, actor: string, largest = largestBody) {
    this.#store = store;
    this.#actor = actor;
    this.#largestBody = largest;
  }

  /** The space has a slot. */
  number(spaceId: number) {
    this.#store.write(() => {
      const space = readSpace(this.#store.statements, spaceId);
      if (space.slot === null) return;
      const records = this.#touched(space).filter((id) => !this.#isInStep(space, id));
      const restated = records.flatMap((id) => this.#restated(space, id));
      if (restated.length > 0) {
        const removed = records.filter((id) => this.#isRemoved(id));
        this.#store.append({ origin: 'merge', actor: this.#actor }, restated);
        // What is said again must not bring a removed record back.
        const again = removed
          .filter((id) => !this.#isRemoved(id))
          .map((id) => deletionOf(this.#store.ledger, id));
        if (again.length > 0) this.#store.append({ origin: 'merge', actor: this.#actor }, again);
        for (const { recordId } of restated) if (!records.includes(recordId)) records.push(recordId);
      }
      const chosen = new Map<number, Chosen[]>();
      for (const id of records) {
        this.#redact(space, id);
        for (const choice of this.#missing(space, id)) {
          const group = chosen.get(choice.operation.change);
          if (group) group.push(choice);
          else chosen.set(choice.operation.change, [choice]);
        }
      }
      let last = this.#last(space, space.slot);
      for (const [change, choices] of inOrder(chosen)) {
        for (const part of split(choices, this.#largestBody))
          last = this.#append(space, space.slot, last, change, part);
      }
      this.#announce(space, space.slot, last);
      this.#store.statements.run(
        'UPDATE sync_space SET scanned = (SELECT coalesce(max(sequence), 0) FROM change) WHERE id = ?',
        space.id,
      );
    });
  }

  /** Whether there is anything that `number` would have to look at. */
  hasNews(space: Space): boolean {
    const { statements } = this.#store;
    const latest = statements.get<{ sequence: number }>(
      "SELECT sequence FROM change WHERE origin <> 'bundled' ORDER BY sequence DESC LIMIT 1",
    );
    return (latest?.sequence ?? 0) > space.scanned || this.#hasUnannounced(space);
  }

  /** Whether a slot is needed: something of the log belongs into the tenant, or out of it. */
  isNeeded(space: Space): boolean {
    return this.#store.write(
      () =>
        this.#hasUnannounced(space) ||
        this.#touched(space).some(
          (id) =>
            !this.#isInStep(space, id) &&
            (this.#missing(space, id).length > 0 ||
              this.#withdrawn(space, id).length > 0 ||
              // What stands there without its value and may be read there again, by a device that wrote nothing itself.
              this.#restated(space, id).length > 0),
        ),
    );
  }

  /** Notes that the log holds nothing for the tenant. @returns false when it does */
  hasNothing(space: Space): boolean {
    return this.#store.write(() => {
      if (this.isNeeded(space)) return false;
      this.#store.statements.run(
        'UPDATE sync_space SET scanned = (SELECT coalesce(max(sequence), 0) FROM change) WHERE id = ?',
        space.id,
      );
      return true;
    });
  }

  /** Changes that wait: numbered and not acknowledged, or not numbered yet. */
  countWaiting(space: Space): number {
    const changes = new Set<number>();
    for (const id of this.#touched(space)) {
      if (this.#isInStep(space, id)) continue;
      for (const { operation } of this.#missing(space, id)) changes.add(operation.change);
    }
    return readOutgoing(this.#store.statements, space.id).length + changes.size;
  }

  /**
   * A numbered change as it may be sent now. What was narrowed since it was numbered goes without its
   * value; the hash is the same.
   */
  bodyOf(space: Space, slot: number, number: number, change: number | null): ChangeBody {
    const { statements } = this.#store;
    const body = this.#body(space, slot, number, change, this.#previousHash(space, slot, number));
    const classes = new Map<string, Visibility | undefined>();
    const hidden = new Set<string>();
    for (const operation of operationsAt(statements, space.id, slot, number)) {
      if (!classes.has(operation.recordId)) {
        classes.set(operation.recordId, classOfRecord(statements, operation.recordId));
      }
      const present = classes.get(operation.recordId);
      const narrowed = present === undefined || isNarrower(present, space.class);
      if (
        operation.redactedThere ||
        narrowed ||
        this.#isRedacted(space, operation.id) ||
        namesHidden(statements, operation, space.class)
      ) {
        hidden.add(operation.id);
      }
    }
    return withoutValues(digest, body, (id) => hidden.has(id));
  }

  #hasUnannounced(space: Space): boolean {
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_redaction WHERE space = ? AND slot IS NULL LIMIT 1',
        space.id,
      ) !== undefined
    );
  }

  #touched(space: Space): string[] {
    const rows = this.#store.statements.all<{ id: string }>(
      // CROSS JOIN keeps the order: the few changes first, never the many operations that come with the app.
      `SELECT operation.record_id AS id FROM change
       CROSS JOIN operation ON operation.change = change.sequence
       WHERE change.sequence > ? AND change.origin <> 'bundled'
       UNION
       SELECT link.from_id FROM change
       CROSS JOIN operation ON operation.change = change.sequence
       CROSS JOIN link ON link.to_id = operation.record_id
       WHERE change.sequence > ? AND change.origin <> 'bundled' AND operation.field = 'visibility'`,
      space.scanned,
      space.scanned,
    );
    return rows.map(({ id }) => id).sort();
  }

  /**
   * Whether the tenant has what it may have of the record, and nothing else: every operation with its value of one of its
   * own class that concerns nobody else, and none of another class. Tells in a question or two what the others below find
   * out operation by operation.
   */
  #isInStep(space: Space, recordId: string): boolean {
    const { statements } = this.#store;
    if (classOfRecord(statements, recordId) !== space.class) return !this.#standsAnything(space, recordId);
    const operations = statements.all<{
      field: string;
      value: string | null;
      recordId: string;
      differs: number;
    }>(
      `SELECT operation.field, operation.value, operation.record_id AS recordId,
         operation.value_hash IS NOT NULL OR operation.erased = 1
         OR NOT EXISTS (SELECT 1 FROM sync_operation AS place
                        WHERE place.operation_id = operation.id AND place.space = ? AND place.redacted = 0)
         OR EXISTS (SELECT 1 FROM sync_redaction AS gone
                    WHERE gone.space = ? AND gone.operation_id = operation.id) AS differs
       FROM operation WHERE operation.record_id = ? AND operation.id >= '${firstUnbundledId}'`,
      space.id,
      space.id,
      recordId,
    );
    if (operations.some(({ differs }) => differs === 1)) return false;
    return namingNoHidden(statements, operations, space.class).length === operations.length;
  }

  /** Whether the tenant has any operation of the record, in whatever form. */
  #standsAnything(space: Space, recordId: string): boolean {
    return (
      this.#store.statements.get(
        `SELECT 1 FROM operation JOIN sync_operation AS place ON place.operation_id = operation.id
         WHERE operation.record_id = ? AND operation.id >= '${firstUnbundledId}' AND place.space = ? LIMIT 1`,
        recordId,
        space.id,
      ) !== undefined
    );
  }

  /** Operations of the tenant's class that it does not hold yet. */
  #missing(space: Space, recordId: string): Chosen[] {
    const { statements } = this.#store;
    if (classOfRecord(statements, recordId) !== space.class) return [];
    const operations = operationsOfRecord(statements, recordId);
    const chosen: Chosen[] = [];
    for (const operation of operations) {
      if (this.#holds(space, operation.id)) continue;
      const form = operationForm(
        {
          action: operation.action,
          hasValue: operation.valueHash === null && !this.#isRedacted(space, operation.id),
          isHead: operation.isHead,
          writtenAs: this.#writtenAs(operation, operations),
          namesHidden: operation.valueHash === null && namesHidden(statements, operation, space.class),
          replaces: operation.previous.length > 0,
        },
        space.class,
      );
      if (form === 'none') continue;
      chosen.push({ operation, stub: form === 'stub' });
    }
    return chosen;
  }

  /** The class that the record had, here, when the operation was written; for what arrived, that of its tenant. */
  #writtenAs(operation: LogOperation, all: readonly LogOperation[]): Visibility {
    if (!operation.local) {
      const tenants = this.#store.statements.all<{ class: Visibility }>(
        `SELECT DISTINCT sync_space.class FROM sync_operation JOIN sync_space ON sync_space.id = sync_operation.space
         WHERE operation_id = ? AND redacted = 0`,
        operation.id,
      );
      const known = syncClasses.find((tenant) => tenants.some((row) => row.class === tenant));
      if (known) return known;
    }
    const choices = all.filter((other) => other.field === 'visibility' && other.change <= operation.change);
    const replaced = new Set(choices.flatMap((choice) => choice.previous));
    const standing = choices.filter((choice) => !replaced.has(choice.id));
    if (standing.length > 0) {
      return (
        recordClass(
          standing.map(({ id, value }) => ({
            value: wasWithdrawn(this.#store.statements, id, operation.change)
              ? undefined
              : asVisibility(JSON.parse(value ?? 'null')),
          })),
        ) ?? 'private'
      );
    }
    const bundled = this.#store.statements.get<{ value: string }>(
      `SELECT operation.value FROM operation JOIN change ON change.sequence = operation.change
       WHERE record_id = ? AND field = 'visibility' AND change.origin = 'bundled' ORDER BY operation.id DESC LIMIT 1`,
      operation.recordId,
    );
    return asVisibility(JSON.parse(bundled?.value ?? 'null')) ?? 'private';
  }

  /**
   * What stands in the tenant with its value and may not any more. An erasure is said of every operation that
   * the tenant has in any form: a copy of this profile may hold the value although the tenant shows it to nobody.
   */
  #withdrawn(space: Space, recordId: string): LogOperation[] {
    const { statements } = this.#store;
    const present = classOfRecord(statements, recordId);
    const narrowed = present !== undefined && isNarrower(present, space.class);
    return operationsOfRecord(statements, recordId).filter((operation) => {
      if (operation.erased) return this.#holds(space, operation.id) && !this.#isErased(space, operation.id);
      if (present === undefined || !this.#standsWithValue(space, operation.id)) return false;
      return narrowed || (operation.valueHash === null && namesHidden(statements, operation, space.class));
    });
  }

  #redact(space: Space, recordId: string) {
    for (const operation of this.#withdrawn(space, recordId)) {
      this.#store.statements.run(
        `INSERT INTO sync_redaction (space, operation_id, erased) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET erased = excluded.erased, slot = NULL, number = NULL`,
        space.id,
        operation.id,
        operation.erased ? 1 : 0,
      );
      forgetSeen(this.#store.statements, recordId);
    }
  }

  /**
   * A record that was narrowed and is widened again: a value that was redacted in the tenant cannot come
   * back under its old id, so that what still stands is said once more by whoever holds it. Two devices that
   * do so at once say the same, which is no conflict.
   */
  #restated(space: Space, recordId: string): DraftOperation[] {
    const { statements } = this.#store;
    if (classOfRecord(statements, recordId) !== space.class) return [];
    const operations = operationsOfRecord(statements, recordId);
    const heads = operations.filter((operation) => operation.isHead);
    return heads
      .filter(
        (head) =>
          head.valueHash === null &&
          // A withdrawal outlives what it withdrew: a broker that was rolled back shows neither, yet others know it.
          (this.#holds(space, head.id) || this.#isRedacted(space, head.id)) &&
          !this.#standsWithValue(space, head.id) &&
          !namesHidden(statements, head, space.class),
      )
      .flatMap(({ id, field, action, value }): DraftOperation[] => {
        const again = { recordId, field, value: JSON.parse(value ?? 'null') };
        if (action === 'set') return [{ ...again, action, previous: [id] }];
        return [
          { recordId, field, action: 'remove', value: null, previous: [id] },
          { ...again, action: 'add', previous: [] },
        ];
      });
  }

  #isRemoved(recordId: string): boolean {
    return recordState(recordId, this.#store.ledger.heads(recordId))?.deletedAt !== undefined;
  }

  #holds(space: Space, operationId: string): boolean {
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_operation WHERE operation_id = ? AND space = ? LIMIT 1',
        operationId,
        space.id,
      ) !== undefined
    );
  }

  #standsWithValue(space: Space, operationId: string): boolean {
    if (this.#isRedacted(space, operationId)) return false;
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_operation WHERE operation_id = ? AND space = ? AND redacted = 0 LIMIT 1',
        operationId,
        space.id,
      ) !== undefined
    );
  }

  #isRedacted(space: Space, operationId: string): boolean {
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_redaction WHERE space = ? AND operation_id = ?',
        space.id,
        operationId,
      ) !== undefined
    );
  }

  #isErased(space: Space, operationId: string): boolean {
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_redaction WHERE space = ? AND operation_id = ? AND erased = 1',
        space.id,
        operationId,
      ) !== undefined
    );
  }

  #last(space: Space, slot: number): { number: number; hash: string } {
    const waiting = readOutgoing(this.#store.statements, space.id).at(-1);
    const position = readPosition(this.#store.statements, space.id, slot);
    return waiting ?? position ?? { number: 0, hash: claimHash(digest, space.install, space.epoch) };
  }

  #previousHash(space: Space, slot: number, number: number): string {
    const waiting = this.#store.statements.get<{ hash: string }>(
      'SELECT hash FROM sync_outgoing WHERE space = ? AND number = ?',
      space.id,
      number - 1,
    );
    const position = readPosition(this.#store.statements, space.id, slot);
    if (waiting) return waiting.hash;
    return position?.hash ?? claimHash(digest, space.install, space.epoch);
  }

  #append(
    space: Space,
    slot: number,
    last: { number: number; hash: string },
    change: number,
    choices: readonly Chosen[],
  ): { number: number; hash: string } {
    const number = last.number + 1;
    for (const { operation, stub } of choices) {
      this.#store.statements.run(
        'INSERT INTO sync_operation (operation_id, space, slot, number, redacted) VALUES (?, ?, ?, ?, ?)',
        operation.id,
        space.id,
        slot,
        number,
        stub ? 1 : 0,
      );
    }
    return this.#seal(space, slot, number, change, last.hash);
  }

  /** Redactions that no change of the tenant announces yet. */
  #announce(space: Space, slot: number, after: { number: number; hash: string }) {
    let last = after;
    for (;;) {
      const number = last.number + 1;
      const { changes } = this.#store.statements.run(
        `UPDATE sync_redaction SET slot = ?, number = ? WHERE space = ? AND operation_id IN
         (SELECT operation_id FROM sync_redaction WHERE space = ? AND slot IS NULL ORDER BY operation_id LIMIT ?)`,
        slot,
        number,
        space.id,
        space.id,
        mostRedactions,
      );
      if (changes === 0) return;
      last = this.#seal(space, slot, number, null, last.hash);
    }
  }

  #seal(space: Space, slot: number, number: number, change: number | null, previous: string) {
    const hash = changeHash(digest, this.#body(space, slot, number, change, previous));
    this.#store.statements.run(
      'INSERT INTO sync_outgoing (space, number, change, hash) VALUES (?, ?, ?, ?)',
      space.id,
      number,
      change,
      hash,
    );
    return { number, hash };
  }

  #body(space: Space, slot: number, number: number, change: number | null, previous: string): ChangeBody {
    const { statements } = this.#store;
    const redactions = statements.all<{ id: string; erased: number }>(
      `SELECT operation_id AS id, erased FROM sync_redaction WHERE space = ? AND slot = ? AND number = ?
       ORDER BY operation_id`,
      space.id,
      slot,
      number,
    );
    const header = change === null ? undefined : this.#header(change);
    return {
      previous,
      ...(header ? { transaction: header } : {}),
      operations: operationsAt(statements, space.id, slot, number).map(toWire),
      redactions: redactions.filter((row) => row.erased === 0).map(({ id }) => id),
      erased: redactions.filter((row) => row.erased === 1).map(({ id }) => id),
    };
  }

  #header(sequence: number): ChangeBody['transaction'] {
    const row = this.#store.statements.get<{
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
}

/**
 * In order of the log, but classes first: whoever reads a record in parts must not take it for narrower than
 * it is.
 */
function inOrder(chosen: ReadonlyMap<number, readonly Chosen[]>): [number, readonly Chosen[]][] {
  const saysClass = (choices: readonly Chosen[]) =>
    choices.some(({ operation }) => operation.field === 'visibility' && operation.isHead);
  return [...chosen].sort(
    ([a, ours], [b, theirs]) => Number(saysClass(theirs)) - Number(saysClass(ours)) || a - b,
  );
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

/** Parts of one transaction that each fit into a request. */
function split(choices: readonly Chosen[], largest: number): Chosen[][] {
  const parts: Chosen[][] = [];
  let size = 0;
  for (const choice of choices) {
    const { value, previous, field } = choice.operation;
    const own = Buffer.byteLength(value ?? '') * 1.1 + field.length + previous.length * 45 + 250;
    const part = parts.at(-1);
    if (part && size + own <= largest) {
      part.push(choice);
      size += own;
    } else {
      parts.push([choice]);
      size = own;
    }
  }
  return parts;
}
