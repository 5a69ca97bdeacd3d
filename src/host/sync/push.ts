import type { BrokerPort, LedgerEntity } from '#core/sync/brokerPort.ts';
import { type ChangeBody, changeHash, encodeBody, withoutValues } from '#core/sync/changeBody.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import type { SyncRules } from '#core/sync/syncRules.ts';
import { changeId, changeType, deviceId, deviceType, mostSlots } from '#core/sync/wireIds.ts';
import type { Store } from '#db/store.ts';
import { digest } from './digest.ts';
import { changeEntity, claimOf, deviceEntity, hashOf, readChange } from './ledgerEntities.ts';
import { isWithdrawnForGood } from './outbox/owed.ts';
import { largestBody, Outbox } from './outbox.ts';
import {
  acknowledge,
  forgetSlot,
  leaveSlot,
  type Outgoing,
  readOutgoing,
  readPosition,
  readSpace,
  type Space,
} from './space.ts';

/** Changes created with one request. */
const mostTogether = 50;
/** Of an entity around its text: id, type, facts, and the marks of JSON. */
const headBytes = 512;

/** Numbers what is new and brings it to a tenant. Nothing is read here: the round has pulled before. */
export class Pusher {
  readonly #store: Store;
  readonly #broker: BrokerPort;
  readonly #rules: SyncRules;
  readonly #outbox: Outbox;
  readonly #checkCancelled: () => void;
  readonly #largestBody: number;

  constructor(
    store: Store,
    broker: BrokerPort,
    rules: SyncRules,
    actor: string,
    checkCancelled: () => void,
    largest = largestBody,
  ) {
    this.#store = store;
    this.#broker = broker;
    this.#rules = rules;
    this.#outbox = new Outbox(store, actor, largest);
    this.#largestBody = largest;
    this.#checkCancelled = checkCancelled;
  }

  /**
   * @returns changes acknowledged, and whether everything there was to send has been: otherwise the
   *   broker was rolled back or this profile is a copy, and the tenant has to be pulled again first
   */
  async push(spaceId: number): Promise<{ pushed: number; complete: boolean }> {
    let space = this.#space(spaceId);
    if (space.slot === null) {
      // A device that only reads takes no slot; values that it knows to be withdrawn it takes out all the same.
      if (this.#outbox.hasNothing(space)) {
        await this.#redactAtBroker(spaceId);
        return { pushed: 0, complete: true };
      }
      await this.#takeSlot(spaceId);
    }
    space = this.#space(spaceId);
    if (this.#outbox.hasNews(space)) this.#outbox.number(spaceId);
    let pushed = 0;
    if (readOutgoing(this.#store.statements, spaceId).length > 0) {
      if (!(await this.#guard(spaceId))) return { pushed, complete: false };
      for (;;) {
        this.#checkCancelled();
        // The first one alone: where a copy of this profile goes on in the same slot, what follows would stand there
        // without hanging together with what is before it, read by nobody and withdrawn by nobody.
        const most = pushed === 0 ? 1 : mostTogether;
        const waiting = readOutgoing(this.#store.statements, spaceId, most);
        if (waiting.length === 0) break;
        const standing = await this.#createTogether(spaceId, waiting);
        const together = this.#acknowledgeShown(spaceId, waiting, standing);
        pushed += together;
        for (const next of waiting.slice(together)) {
          this.#checkCancelled();
          // Another window may have been faster meanwhile.
          const [first] = readOutgoing(this.#store.statements, spaceId, 1);
          if (first?.number !== next.number || first.hash !== next.hash) break;
          if (!(await this.#send(spaceId, next, standing.get(next.number))))
            return { pushed, complete: false };
          pushed++;
        }
      }
      // A roll-back between looking and sending leaves a gap that only we can see.
      if (!(await this.#guard(spaceId))) return { pushed, complete: false };
    }
    await this.#redactAtBroker(spaceId);
    return { pushed, complete: true };
  }

  /** Whether a push would find something to do. */
  waiting(spaceId: number): boolean {
    const space = this.#space(spaceId);
    if (readOutgoing(this.#store.statements, spaceId).length > 0) return true;
    return this.#outbox.hasNews(space) && this.#outbox.isNeeded(space);
  }

  /** Whether this device may send anything to the tenant; takes a slot to find out. */
  async mayWrite(spaceId: number): Promise<boolean> {
    if (this.#space(spaceId).slot !== null) return true;
    try {
      await this.#takeSlot(spaceId);
      return true;
    } catch (cause) {
      if (cause instanceof EndpointFailure && cause.kind === 'forbidden') return false;
      throw cause;
    }
  }

  async #takeSlot(spaceId: number) {
    for (let slot = 1; slot <= mostSlots; slot++) {
      this.#checkCancelled();
      const { class: tenant, install, epoch } = this.#space(spaceId);
      const known = readPosition(this.#store.statements, spaceId, slot);
      if (known) continue;
      const device = deviceEntity(slot, install, epoch);
      if (!(await this.#broker.create(tenant, device))) {
        const standing = await this.#broker.readOne(tenant, deviceType, deviceId(slot));
        if (!standing) throw new EndpointFailure('unstable', `slot ${slot} could not be taken`);
        if (claimOf(standing) !== claimOf(device)) continue;
      }
      this.#store.write(() => {
        // Another window of this profile may have been first.
        if (this.#space(spaceId).slot !== null || this.#space(spaceId).install !== install) return;
        this.#store.statements.run(
          "UPDATE sync_space SET slot = ?, guarded_number = 0, guarded_hash = '' WHERE id = ?",
          slot,
          spaceId,
        );
      });
      return;
    }
    throw new EndpointFailure('refused', 'all slots are taken');
  }

  /** Rollback guard: do our slot and our last changes still stand as they were? */
  async #guard(spaceId: number): Promise<boolean> {
    const space = this.#space(spaceId);
    const { slot } = space;
    if (slot === null) return false;
    const last = readPosition(this.#store.statements, spaceId, slot);
    const remembered = [claimOf(deviceEntity(slot, space.install, space.epoch))];
    const device = await this.#broker.readOne(space.class, deviceType, deviceId(slot));
    const standing = [device && claimOf(device)];
    for (const { number, hash } of [
      { number: space.guardedNumber, hash: space.guardedHash },
      last ?? { number: 0, hash: '' },
    ]) {
      if (number === 0) continue;
      remembered.push(hash);
      standing.push(hashOf(await this.#broker.readOne(space.class, changeType, changeId(slot, number))));
    }
    if (this.#rules.guardHolds(remembered, standing)) {
      if (last) {
        this.#store.write(() =>
          this.#store.statements.run(
            'UPDATE sync_space SET guarded_number = ?, guarded_hash = ? WHERE id = ? AND slot = ? AND install = ?',
            last.number,
            last.hash,
            spaceId,
            slot,
            space.install,
          ),
        );
      }
      return true;
    }
    this.#abandon(space);
    return false;
  }

  #abandon(space: Space) {
    this.#store.write(() => {
      const present = this.#space(space.id);
      if (present.slot !== space.slot || present.install !== space.install) return;
      leaveSlot(this.#store.statements, present);
      if (present.slot !== null) forgetSlot(this.#store.statements, present.id, present.slot);
    });
  }

  /**
   * Creates several changes with one request and reads them back. What does not show is sent on its own afterwards: only
   * that answer is relied on, and readers take nothing that comes after a gap.
   */
  async #createTogether(spaceId: number, waiting: readonly Outgoing[]): Promise<Map<number, LedgerEntity>> {
    const space = this.#space(spaceId);
    const { slot } = space;
    const entities: LedgerEntity[] = [];
    let bytes = 0;
    for (const { number, change, hash } of slot === null ? [] : waiting.slice(0, this.#broker.namesPerPage)) {
      const body = this.#outbox.bodyOf(space, slot ?? 0, number, change);
      if (changeHash(digest, body) !== hash) break;
      const entity = changeEntity(slot ?? 0, number, hash, body);
      bytes += Buffer.byteLength(entity.text ?? '') + headBytes;
      if (bytes > this.#largestBody) break;
      entities.push(entity);
    }
    const standing = new Map<number, LedgerEntity>();
    if (slot === null || entities.length < 2) return standing;
    await this.#broker.createMany(space.class, entities);
    const found = await this.#broker.readMany(
      space.class,
      changeType,
      entities.map(({ id }) => id),
    );
    for (const { number } of waiting) {
      const entity = found.get(changeId(slot, number));
      if (entity) standing.set(number, entity);
    }
    return standing;
  }

  /** Those that show, up to the first that does not, in one transaction. @returns how many */
  #acknowledgeShown(
    spaceId: number,
    waiting: readonly Outgoing[],
    standing: ReadonlyMap<number, LedgerEntity>,
  ): number {
    if (standing.size === 0) return 0;
    return this.#store.write(() => {
      let count = 0;
      for (const next of waiting) {
        const space = this.#space(spaceId);
        const entity = standing.get(next.number);
        const [first] = readOutgoing(this.#store.statements, spaceId, 1);
        // Another window may have been faster meanwhile.
        if (first?.number !== next.number || first.hash !== next.hash) break;
        if (!entity || space.slot === null || hashOf(entity) !== next.hash) break;
        if (this.#rules.pushOutcome(next.hash, false, hashOf(entity)) !== 'acknowledged') break;
        acknowledge(this.#store.statements, space, space.slot, next);
        this.#markForms(spaceId, space.slot, next.number, readChange(entity).body);
        count++;
      }
      return count;
    });
  }

  /**
   * @param seen the entity that stands under the number already
   * @returns false when the tenant has to be pulled again first
   */
  async #send(spaceId: number, next: Outgoing, seen?: LedgerEntity): Promise<boolean> {
    const space = this.#space(spaceId);
    const { slot } = space;
    if (slot === null) return false;
    const sent = seen ? undefined : await this.#createAlone(space, slot, next);
    if (sent === 'changed') return false;
    const standing = seen ?? sent?.standing;
    const created = sent?.created ?? false;
    const outcome = this.#rules.pushOutcome(next.hash, created, hashOf(standing));
    if (outcome === 'later') {
      throw new EndpointFailure('unstable', `${changeId(slot, next.number)} was neither created nor found`);
    }
    if (outcome === 'copy') {
      this.#store.write(() => {
        const present = this.#space(spaceId);
        if (present.slot === slot && present.install === space.install) {
          leaveSlot(this.#store.statements, present);
        }
      });
      return false;
    }
    const shown = standing && hashOf(standing) === next.hash ? readChange(standing).body : sent?.body;
    const there = shown ?? { operations: [] };
    this.#store.write(() => {
      const present = this.#space(spaceId);
      const [first] = readOutgoing(this.#store.statements, spaceId, 1);
      if (present.slot !== slot || first?.number !== next.number || first.hash !== next.hash) return;
      acknowledge(this.#store.statements, present, slot, next);
      this.#markForms(spaceId, slot, next.number, there);
    });
    return true;
  }

  /** @returns 'changed' when the number had to be given up, for the log says something else than when it was given out */
  async #createAlone(space: Space, slot: number, next: Outgoing) {
    const body = this.#outbox.bodyOf(space, slot, next.number, next.change);
    if (changeHash(digest, body) !== next.hash) {
      this.#store.write(() => leaveSlot(this.#store.statements, this.#space(space.id)));
      return 'changed' as const;
    }
    const created = await this.#broker.create(space.class, changeEntity(slot, next.number, next.hash, body));
    const standing = created
      ? undefined
      : await this.#broker.readOne(space.class, changeType, changeId(slot, next.number));
    return { body, created, standing };
  }

  /** Takes redacted values out of the changes that still hold them at the broker, and looks whether they are gone. */
  async #redactAtBroker(spaceId: number) {
    const { statements } = this.#store;
    const places = statements.all<{ slot: number; number: number }>(
      `SELECT DISTINCT place.slot, place.number FROM sync_redaction
       JOIN sync_operation AS place ON place.operation_id = sync_redaction.operation_id AND place.space = sync_redaction.space
       WHERE sync_redaction.space = ? AND place.redacted = 0 ORDER BY place.slot, place.number`,
      spaceId,
    );
    const space = this.#space(spaceId);
    for (const { slot, number } of places) {
      this.#checkCancelled();
      const id = changeId(slot, number);
      const standing = await this.#broker.readOne(space.class, changeType, id);
      if (!standing) continue;
      const redactions = new Set(
        statements
          .all<{ id: string }>(
            `SELECT sync_redaction.operation_id AS id FROM sync_operation AS place
             JOIN sync_redaction ON sync_redaction.space = place.space AND sync_redaction.operation_id = place.operation_id
             WHERE place.space = ? AND place.slot = ? AND place.number = ?`,
            spaceId,
            slot,
            number,
          )
          .map((row) => row.id),
      );
      const { body } = readChange(standing);
      const emptied = withoutValues(digest, body, (operationId) => redactions.has(operationId));
      if (encodeBody(emptied) !== encodeBody(body)) {
        await this.#broker.replaceText(space.class, changeType, id, encodeBody(emptied));
      }
      const after = await this.#broker.readOne(space.class, changeType, id);
      if (!after) continue;
      const there = readChange(after).body;
      this.#store.write(() => this.#markForms(spaceId, slot, number, there));
    }
  }

  /**
   * Takes values that are withdrawn from the tenant out of changes that nobody takes in: a copy of a profile that went on in
   * the same slot may leave some behind. Where they hang together one day, their hashes still hold.
   */
  async redactBeyond(spaceId: number, beyond: readonly { readonly slot: number; readonly number: number }[]) {
    const space = this.#space(spaceId);
    // Who has no slot may not write here, or never had anything to say.
    if (space.slot === null || beyond.length === 0) return;
    const ids = beyond.map(({ slot, number }) => changeId(slot, number));
    for (const [id, entity] of await this.#broker.readMany(space.class, changeType, ids)) {
      this.#checkCancelled();
      const body = readableBody(entity);
      if (!body) continue;
      const hidden = new Set(
        body.operations
          .map((operation) => operation.id)
          .filter((id) => isWithdrawnForGood(this.#store.statements, space, id)),
      );
      const emptied = encodeBody(withoutValues(digest, body, (operationId) => hidden.has(operationId)));
      if (emptied !== encodeBody(body)) await this.#broker.replaceText(space.class, changeType, id, emptied);
    }
  }

  #markForms(
    spaceId: number,
    slot: number,
    number: number,
    { operations }: { operations: readonly { id: string; valueHash?: string | undefined }[] },
  ) {
    for (const operation of operations) {
      this.#store.statements.run(
        'UPDATE sync_operation SET redacted = ? WHERE operation_id = ? AND space = ? AND slot = ? AND number = ?',
        operation.valueHash === undefined ? 0 : 1,
        operation.id,
        spaceId,
        slot,
        number,
      );
    }
  }

  #space(id: number): Space {
    return readSpace(this.#store.statements, id);
  }
}

/** Undefined for what is damaged or from a newer version: it is left as it is. */
function readableBody(entity: LedgerEntity): ChangeBody | undefined {
  try {
    return readChange(entity).body;
  } catch (cause) {
    if (cause instanceof EndpointFailure) return undefined;
    throw cause;
  }
}
