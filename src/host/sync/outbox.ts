import type { Visibility } from '#core/kinds/choices.ts';
import { isNarrower } from '#core/records/audience.ts';
import { type ChangeBody, changeHash, claimHash, withoutValues } from '#core/sync/changeBody.ts';
import { recordState } from '#db/recordState.ts';
import type { Store } from '#db/store.ts';
import { deletionOf } from '#host/registry/inverse.ts';
import { digest } from './digest.ts';
import { numberedBody } from './outbox/numberedBody.ts';
import { type Chosen, isInStep, missing, restated, touched, withdrawn } from './outbox/owed.ts';
import { inOrder, split } from './outbox/parts.ts';
import { isRedacted } from './outbox/standing.ts';
import { forgetSeen } from './readable/projectionRows.ts';
import { classOfRecord, namesHidden, operationsAt } from './recordOperations.ts';
import { readOutgoing, readPosition, readSpace, type Space } from './space.ts';

/** Canonical JSON of a change's operations beyond this is split; with base64url it stays below 512 KiB. */
export const largestBody = 256 * 1024;
const mostRedactions = 1_000;

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
      const records = touched(this.#store.statements, space).filter(
        (id) => !isInStep(this.#store.statements, space, id),
      );
      const saidAgain = records.flatMap((id) => restated(this.#store.statements, space, id));
      if (saidAgain.length > 0) {
        const removed = records.filter((id) => this.#isRemoved(id));
        this.#store.append({ origin: 'merge', actor: this.#actor }, saidAgain);
        // What is said again must not bring a removed record back.
        const again = removed
          .filter((id) => !this.#isRemoved(id))
          .map((id) => deletionOf(this.#store.ledger, id));
        if (again.length > 0) this.#store.append({ origin: 'merge', actor: this.#actor }, again);
        for (const { recordId } of saidAgain) if (!records.includes(recordId)) records.push(recordId);
      }
      const chosen = new Map<number, Chosen[]>();
      for (const id of records) {
        this.#redact(space, id);
        for (const choice of missing(this.#store.statements, space, id)) {
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
        touched(this.#store.statements, space).some(
          (id) =>
            !isInStep(this.#store.statements, space, id) &&
            (missing(this.#store.statements, space, id).length > 0 ||
              withdrawn(this.#store.statements, space, id).length > 0 ||
              // What stands there without its value and may be read there again, by a device that wrote nothing itself.
              restated(this.#store.statements, space, id).length > 0),
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
    for (const id of touched(this.#store.statements, space)) {
      if (isInStep(this.#store.statements, space, id)) continue;
      for (const { operation } of missing(this.#store.statements, space, id)) changes.add(operation.change);
    }
    return readOutgoing(this.#store.statements, space.id).length + changes.size;
  }

  /**
   * A numbered change as it may be sent now. What was narrowed since it was numbered goes without its
   * value; the hash is the same.
   */
  bodyOf(space: Space, slot: number, number: number, change: number | null): ChangeBody {
    const { statements } = this.#store;
    const body = numberedBody(
      this.#store.statements,
      space,
      slot,
      number,
      change,
      this.#previousHash(space, slot, number),
    );
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
        isRedacted(this.#store.statements, space, operation.id) ||
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

  #redact(space: Space, recordId: string) {
    for (const operation of withdrawn(this.#store.statements, space, recordId)) {
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

  #isRemoved(recordId: string): boolean {
    return recordState(recordId, this.#store.ledger.heads(recordId))?.deletedAt !== undefined;
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
    const hash = changeHash(
      digest,
      numberedBody(this.#store.statements, space, slot, number, change, previous),
    );
    this.#store.statements.run(
      'INSERT INTO sync_outgoing (space, number, change, hash) VALUES (?, ?, ?, ?)',
      space.id,
      number,
      change,
      hash,
    );
    return { number, hash };
  }
}
