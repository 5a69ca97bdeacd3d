import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { isNarrower } from '#core/records/audience.ts';
import { type ChangeBody, valueHash, type WireOperation } from '#core/sync/changeBody.ts';
import type { SyncRules } from '#core/sync/syncRules.ts';
import { isBundledOperation } from '#db/recordState.ts';
import type { Store, Touched } from '#db/store.ts';
import { digest } from './digest.ts';
import { noteWithdrawnFile } from './files/withdrawnFiles.ts';
import { hashOfValue } from './outbox/numberedBody.ts';
import { forgetSeen } from './readable/projectionRows.ts';
import { classOfRecord, namesHidden } from './recordOperations.ts';
import { rescanFrom, type Space } from './space.ts';
import { noteReturned, noteWithdrawn } from './withdrawnChoices.ts';

interface Known {
  change: number;
  value: string | null;
  salt: string | null;
  value_hash: string | null;
  erased: number;
  record_id: string;
  field: string;
}

export interface Applied {
  /** Operations that the log did not have. */
  readonly operations: number;
  readonly touched: readonly Touched[];
  /** Whether values were taken out of the log, so that the file must be swept. */
  readonly withdrew: boolean;
}

/** Takes one change of a slot into the log. The caller holds the transaction and brings rows in step after it. */
export class Inbox {
  readonly #store: Store;
  readonly #rules: SyncRules;

  constructor(store: Store, rules: SyncRules) {
    this.#store = store;
    this.#rules = rules;
  }

  apply(space: Space, slot: number, number: number, body: ChangeBody): Applied {
    const touched: Touched[] = [];
    let added = 0;
    const sequence = body.transaction && body.operations.length > 0 ? this.#changeOf(body.transaction) : 0;
    const isAnyWithdrawn = this.#store.statements.get('SELECT 1 FROM sync_redaction LIMIT 1') !== undefined;
    for (const operation of body.operations) {
      // Bundled facts come with the app alone; nobody can add to them from outside.
      if (isBundledOperation(operation.id)) continue;
      const taken = this.#take(space, sequence, operation, isAnyWithdrawn);
      if (taken) added++;
      this.#store.statements.run(
        `INSERT INTO sync_operation (operation_id, space, slot, number, redacted) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET redacted = excluded.redacted`,
        operation.id,
        space.id,
        slot,
        number,
        operation.valueHash === undefined ? 0 : 1,
      );
      touched.push({
        recordId: operation.recordId,
        field: operation.field,
        change: taken ? sequence : null,
      });
    }
    const withdrawn = [
      ...this.#redact(space, slot, number, body.redactions, false),
      ...this.#redact(space, slot, number, body.erased, true),
    ];
    return { operations: added, touched: [...touched, ...withdrawn], withdrew: withdrawn.length > 0 };
  }

  /** Takes the value of every operation that an erasure names out of the log here. */
  erase(operationIds: readonly string[]): Touched[] {
    return operationIds.flatMap((id) => {
      const known = this.#known(id);
      if (!known) return [];
      if (known.erased === 0) {
        this.#store.statements.run('UPDATE operation SET erased = 1 WHERE id = ?', id);
        // Also a tenant that shows it without its value has to say so.
        rescanFrom(this.#store.statements, known.change);
      }
      return this.#empty(id, known);
    });
  }

  #changeOf(transaction: NonNullable<ChangeBody['transaction']>): number {
    const known = this.#store.statements.get<{ sequence: number }>(
      'SELECT sequence FROM change WHERE id = ?',
      transaction.id,
    );
    if (known) {
      rescanFrom(this.#store.statements, known.sequence);
      return known.sequence;
    }
    return this.#store.ledger.insertChange({ ...transaction, origin: 'sync' });
  }

  /**
   * @param isAnyWithdrawn whether this device knows of any withdrawn or erased operation
   * @returns whether the log did not have the operation
   */
  #take(space: Space, sequence: number, operation: WireOperation, isAnyWithdrawn: boolean): boolean {
    const { id, recordId, field, action, previous } = operation;
    const known = this.#known(id);
    const erased = isAnyWithdrawn && this.#isErased(id);
    const hidden =
      operation.valueHash !== undefined || erased || (isAnyWithdrawn && this.#isRedacted(space, id));
    if (!known) {
      const heads = () => this.#store.ledger.fieldHeads(recordId, field).map((head) => head.id);
      if (!this.#rules.admits(id, heads)) return false;
      const value = operation.valueHash === undefined && !hidden ? operation.value : null;
      const salt = operation.valueHash === undefined && !hidden ? operation.salt : null;
      const hash = hidden
        ? (operation.valueHash ?? valueHash(digest, operation.value, operation.salt))
        : null;
      this.#store.ledger.insertOperation(
        sequence,
        { id, recordId, field, action, value, previous },
        salt,
        hash,
      );
      if (erased) this.#store.statements.run('UPDATE operation SET erased = 1 WHERE id = ?', id);
      if (hash !== null && field === 'visibility') noteWithdrawn(this.#store.statements, id);
      return true;
    }
    // Withdrawn from one tenant and still shown in this one: it comes back.
    if (known.value_hash !== null && known.erased === 0 && operation.valueHash === undefined && !hidden) {
      if (valueHash(digest, operation.value, operation.salt) !== known.value_hash) return false;
      this.#store.statements.run(
        'UPDATE operation SET value = ?, salt = ?, value_hash = NULL WHERE id = ?',
        operation.value === null ? null : canonicalJson(operation.value),
        operation.salt,
        id,
      );
      if (field === 'visibility') noteReturned(this.#store.statements, id);
      rescanFrom(this.#store.statements, known.change);
    }
    return false;
  }

  #redact(space: Space, slot: number, number: number, ids: readonly string[], erased: boolean): Touched[] {
    const { statements } = this.#store;
    for (const id of ids) {
      // One that a numbered change of ours is to announce stays there: that change's hash covers it. An erasure that is
      // still to be announced, after a roll-back say, is not announced by a change that only withdraws the same values.
      statements.run(
        `INSERT INTO sync_redaction (space, operation_id, erased, slot, number) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET slot = excluded.slot, number = excluded.number,
           erased = max(erased, excluded.erased)
         WHERE (sync_redaction.slot IS NULL AND excluded.erased >= sync_redaction.erased)
           OR (excluded.erased > sync_redaction.erased AND NOT EXISTS (
           SELECT 1 FROM sync_space JOIN sync_outgoing ON sync_outgoing.space = sync_space.id
           WHERE sync_space.id = sync_redaction.space AND sync_space.slot = sync_redaction.slot
             AND sync_outgoing.number = sync_redaction.number))`,
        space.id,
        id,
        erased ? 1 : 0,
        slot,
        number,
      );
    }
    if (erased) return this.erase(ids);
    return ids.flatMap((id) => {
      const known = this.#known(id);
      if (!known || known.value_hash !== null || this.#mayKeep(space, id, known, ids)) return [];
      return this.#empty(id, known);
    });
  }

  /**
   * A value that another tenant still shows, or that belongs to a record which this device knows to be
   * narrower now, is rightly here.
   */
  #mayKeep(space: Space, id: string, known: Known, redacted: readonly string[]): boolean {
    const elsewhere = this.#store.statements.get(
      `SELECT 1 FROM sync_operation AS place WHERE place.operation_id = ? AND place.space <> ? AND place.redacted = 0
         AND NOT EXISTS (SELECT 1 FROM sync_redaction WHERE sync_redaction.space = place.space
                         AND sync_redaction.operation_id = place.operation_id) LIMIT 1`,
      id,
      space.id,
    );
    if (elsewhere) return true;
    const choices = this.#store.ledger
      .fieldHeads(known.record_id, 'visibility')
      .filter((head) => !redacted.includes(head.id));
    const present = choices.length > 0 ? classOfRecord(this.#store.statements, known.record_id) : undefined;
    if (present !== undefined && isNarrower(present, space.class)) return true;
    const operation = { field: known.field, value: known.value, recordId: known.record_id };
    return present === space.class && namesHidden(this.#store.statements, operation, space.class);
  }

  #empty(id: string, known: Known): Touched[] {
    if (known.value_hash !== null) return [];
    this.#store.statements.run(
      'UPDATE operation SET value = NULL, salt = NULL, value_hash = ? WHERE id = ?',
      hashOfValue({ id, value: known.value, salt: known.salt }),
      id,
    );
    if (known.field === 'visibility') noteWithdrawn(this.#store.statements, id);
    if (known.field === 'sha256') noteWithdrawnFile(this.#store.statements, id, known.value);
    rescanFrom(this.#store.statements, known.change);
    forgetSeen(this.#store.statements, known.record_id);
    return [{ recordId: known.record_id, field: known.field, change: null }];
  }

  #known(id: string): Known | undefined {
    return this.#store.statements.get<Known>(
      'SELECT change, value, salt, value_hash, erased, record_id, field FROM operation WHERE id = ?',
      id,
    );
  }

  /** An erasure that arrived before the operation, by whatever tenant, holds for it as well. */
  #isErased(id: string): boolean {
    return (
      this.#store.statements.get(
        `SELECT 1 FROM sync_redaction WHERE space IN (SELECT id FROM sync_space)
         AND operation_id = ? AND erased = 1 LIMIT 1`,
        id,
      ) !== undefined
    );
  }

  #isRedacted(space: Space, id: string): boolean {
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_redaction WHERE space = ? AND operation_id = ?',
        space.id,
        id,
      ) !== undefined
    );
  }
}
