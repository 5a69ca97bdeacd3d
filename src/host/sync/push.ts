import type { BrokerPort } from '#core/sync/brokerPort.ts';
import { changeHash, encodeBody, withoutValues } from '#core/sync/changeBody.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import type { SyncRules } from '#core/sync/syncRules.ts';
import { changeId, changeType, deviceId, deviceType, mostSlots } from '#core/sync/wireIds.ts';
import type { Store } from '#db/store.ts';
import { digest } from './digest.ts';
import { changeEntity, claimOf, deviceEntity, hashOf, readChange } from './ledgerEntities.ts';
import { Outbox } from './outbox.ts';
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

/** Numbers what is new and brings it to a tenant. Nothing is read here: the round has pulled before. */
export class Pusher {
  readonly #store: Store;
  readonly #broker: BrokerPort;
  readonly #rules: SyncRules;
  readonly #outbox: Outbox;
  readonly #checkCancelled: () => void;

  constructor(
    store: Store,
    broker: BrokerPort,
    rules: SyncRules,
    actor: string,
    checkCancelled: () => void,
    largestBody?: number,
  ) {
    this.#store = store;
    this.#broker = broker;
    this.#rules = rules;
    this.#outbox = new Outbox(store, actor, largestBody);
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
        const [next] = readOutgoing(this.#store.statements, spaceId);
        if (!next) break;
        if (!(await this.#send(spaceId, next))) return { pushed, complete: false };
        pushed++;
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

  /** @returns false when the tenant has to be pulled again first */
  async #send(spaceId: number, next: Outgoing): Promise<boolean> {
    const space = this.#space(spaceId);
    const { slot } = space;
    if (slot === null) return false;
    const body = this.#outbox.bodyOf(space, slot, next.number, next.change);
    // The log must say what it said when the number was given out; otherwise the number is given up.
    if (changeHash(digest, body) !== next.hash) {
      this.#store.write(() => leaveSlot(this.#store.statements, this.#space(spaceId)));
      return false;
    }
    const entity = changeEntity(slot, next.number, next.hash, body);
    const created = await this.#broker.create(space.class, entity);
    const standing = created
      ? undefined
      : await this.#broker.readOne(space.class, changeType, changeId(slot, next.number));
    const outcome = this.#rules.pushOutcome(next.hash, created, hashOf(standing));
    if (outcome === 'later') {
      throw new EndpointFailure('unstable', `${entity.id} was neither created nor found`);
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
    const there = standing && hashOf(standing) === next.hash ? readChange(standing).body : body;
    this.#store.write(() => {
      const present = this.#space(spaceId);
      const [first] = readOutgoing(this.#store.statements, spaceId);
      if (present.slot !== slot || first?.number !== next.number || first.hash !== next.hash) return;
      acknowledge(this.#store.statements, present, slot, next);
      this.#markForms(spaceId, slot, next.number, there);
    });
    return true;
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
