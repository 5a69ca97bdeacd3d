import { setImmediate } from 'node:timers/promises';
import type { BrokerPort, LedgerEntity } from '#core/sync/brokerPort.ts';
import type { ChangeBody } from '#core/sync/changeBody.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { slotBlock, slotsAfter } from '#core/sync/pages.ts';
import type { SyncRules } from '#core/sync/syncRules.ts';
import { touchedRecords } from '#core/sync/touchedRecords.ts';
import { changeId, changeType, deviceId, deviceType, mostSlots } from '#core/sync/wireIds.ts';
import type { Store, Touched } from '#db/store.ts';
import { Inbox } from './inbox.ts';
import { claimOf, hashOf, readChange } from './ledgerEntities.ts';
import { PagesAhead } from './pagesAhead.ts';
import {
  acknowledge,
  forgetSlot,
  leaveSlot,
  type Position,
  readOutgoing,
  readPosition,
  readPositions,
  readSpace,
  writePosition,
} from './space.ts';
import { demandSweep } from './sweep.ts';

export interface Pulled {
  readonly operations: number;
  /** What kept a slot from being read on; the others have been read. */
  readonly failure?: EndpointFailure;
}

/** Reads what every slot of a tenant says. */
export class Puller {
  readonly #store: Store;
  readonly #broker: BrokerPort;
  readonly #rules: SyncRules;
  readonly #inbox: Inbox;
  readonly #checkCancelled: () => void;
  /** By space and slot. */
  readonly #beyond = new Map<number, Map<number, readonly number[]>>();

  constructor(store: Store, broker: BrokerPort, rules: SyncRules, checkCancelled: () => void) {
    this.#store = store;
    this.#broker = broker;
    this.#rules = rules;
    this.#inbox = new Inbox(store, rules);
    this.#checkCancelled = checkCancelled;
  }

  async pull(spaceId: number): Promise<Pulled> {
    let operations = 0;
    let failure: EndpointFailure | undefined;
    for (const slot of await this.#slots(spaceId)) {
      const ahead = new PagesAhead(this.#broker, readSpace(this.#store.statements, spaceId).class, slot);
      try {
        for (;;) {
          this.#checkCancelled();
          const page = await this.#page(spaceId, slot, ahead);
          operations += page.operations;
          if (!page.more) break;
        }
      } catch (cause) {
        // A change that cannot be read holds up its own slot and nothing else.
        if (!(cause instanceof EndpointFailure) || !['damaged', 'updateNeeded'].includes(cause.kind))
          throw cause;
        failure = cause;
      }
    }
    return { operations, ...(failure ? { failure } : {}) };
  }

  /**
   * Changes that were seen in the last pull behind a gap, or that do not hang together with what is before them: no device
   * takes them in, as long as they are so.
   */
  beyond(spaceId: number): { slot: number; number: number }[] {
    return [...(this.#beyond.get(spaceId) ?? [])].flatMap(([slot, numbers]) =>
      numbers.map((number) => ({ slot, number })),
    );
  }

  #noteBeyond(spaceId: number, slot: number, found: ReadonlyMap<number, LedgerEntity>, read: number) {
    const slots = this.#beyond.get(spaceId) ?? new Map<number, readonly number[]>();
    this.#beyond.set(spaceId, slots);
    slots.set(
      slot,
      [...found.keys()].filter((number) => number > read),
    );
  }

  /** Slots that are taken, and those that this device has read before. */
  async #slots(spaceId: number): Promise<number[]> {
    const space = readSpace(this.#store.statements, spaceId);
    const known = readPositions(this.#store.statements, spaceId).map(({ slot }) => slot);
    const slots = new Set(known);
    const greatest = Math.max(0, ...known, space.slot ?? 0);
    for (let after = 0; after < mostSlots; ) {
      const block = slotsAfter(after, Math.min(slotBlock, this.#broker.namesPerPage), mostSlots);
      const found = await this.#broker.readMany(space.class, deviceType, block.map(deviceId));
      for (const slot of block) if (found.has(deviceId(slot))) slots.add(slot);
      after = block.at(-1) ?? mostSlots;
      if (found.size === 0 && after >= greatest) break;
    }
    return [...slots].sort((a, b) => a - b);
  }

  async #page(
    spaceId: number,
    slot: number,
    ahead: PagesAhead,
  ): Promise<{ operations: number; more: boolean }> {
    const nothing = { operations: 0, more: false };
    const space = readSpace(this.#store.statements, spaceId);
    const before = readPosition(this.#store.statements, spaceId, slot);
    const position = before?.number ?? 0;
    const { numbers, answer } = await ahead.read(position);
    const found = new Map(
      numbers.flatMap((number) => {
        const entity = answer.get(changeId(slot, number));
        return entity ? [[number, entity] as const] : [];
      }),
    );
    if (before) {
      // Brokers show parts of a result: only a question for this one name tells that it is gone.
      const anchor =
        found.get(position) ??
        (await this.#broker.readOne(space.class, changeType, changeId(slot, position)));
      if (!this.#rules.anchorHolds(before.hash, hashOf(anchor))) {
        this.#rolledBack(spaceId, slot, before.hash);
        return { ...nothing, more: true };
      }
    }
    let prefix = this.#rules.applicable(position, found);
    this.#noteBeyond(spaceId, slot, found, position);
    if (prefix.length === 0) return nothing;
    let isFull = prefix.length >= numbers.length - 1;
    if (isFull) {
      isFull = await ahead.join(prefix.at(-1)?.[0] ?? position, found);
      prefix = this.#rules.applicable(position, found);
    }
    let previous = before?.hash ?? (await this.#claim(spaceId, slot));
    if (previous === undefined) return nothing;
    const changes: { number: number; hash: string; body: ChangeBody }[] = [];
    let failure: unknown;
    for (const [number, entity] of prefix) {
      try {
        const { hash, body } = readChange(entity);
        // Neighbours that do not hang together: the slot was taken anew after the broker was rolled back.
        const follows = number === (changes.at(-1)?.number ?? position) + 1;
        if (follows && body.previous !== previous) break;
        changes.push({ number, hash, body });
        previous = hash;
      } catch (cause) {
        failure = cause;
        break;
      }
    }
    if (isFull && !failure) {
      ahead.expect(position + changes.length);
      // A turn for the questions to leave before the page is applied, which takes a while.
      await setImmediate();
    }
    this.#noteBeyond(spaceId, slot, found, position + changes.length);
    const applied = this.#commit(spaceId, slot, position, changes);
    if (failure) {
      if (failure instanceof EndpointFailure && failure.kind === 'updateNeeded')
        this.#keepUnread(spaceId, slot, prefix.slice(changes.length));
      throw failure;
    }
    return {
      operations: applied.operations,
      more: applied.applied > 0 && isFull,
    };
  }

  /** Rows that a newer version of the app has changed are not changed here until it can be read what they say. */
  #keepUnread(spaceId: number, slot: number, entities: readonly [number, LedgerEntity][]) {
    this.#store.write(() => {
      for (const [number, { text }] of entities) {
        for (const id of touchedRecords(text ?? '')) {
          this.#store.statements.run(
            'INSERT OR IGNORE INTO sync_unread (record_id, space, slot, number) VALUES (?, ?, ?, ?)',
            id,
            spaceId,
            slot,
            number,
          );
        }
      }
    });
  }

  /** Pages and position in one transaction, or none of it. */
  #commit(
    spaceId: number,
    slot: number,
    position: number,
    changes: readonly { number: number; hash: string; body: ChangeBody }[],
  ): { operations: number; applied: number } {
    return this.#store.write(() => {
      const { statements } = this.#store;
      let operations = 0;
      let withdrew = false;
      let count = 0;
      let read: Position | undefined;
      // Another window may have read on meanwhile.
      if ((readPosition(statements, spaceId, slot)?.number ?? 0) !== position) {
        return { operations, applied: 1 };
      }
      const touched: Touched[] = [];
      let space = readSpace(statements, spaceId);
      for (const { number, hash, body } of changes) {
        if (space.slot === slot) {
          const [waiting] = readOutgoing(statements, spaceId);
          if (waiting?.number === number && waiting.hash === hash) {
            acknowledge(statements, space, slot, waiting);
            this.#markForms(spaceId, slot, number, body);
            count++;
            continue;
          }
          // Somebody else goes on where we stopped: this profile is a copy, or a restored backup.
          leaveSlot(statements, space);
          space = readSpace(statements, spaceId);
        }
        const result = this.#inbox.apply(space, slot, number, body);
        operations += result.operations;
        withdrew ||= result.withdrew;
        touched.push(...result.touched);
        read = { slot, number, hash };
        count++;
      }
      if (read) writePosition(statements, spaceId, read);
      // What was withdrawn must not be found for a moment longer.
      this.#store.refresh(touched, !withdrew);
      if (withdrew) demandSweep(this.#store);
      return { operations, applied: count };
    });
  }

  /** Which values of an own change stand at the broker. */
  #markForms(spaceId: number, slot: number, number: number, body: ChangeBody) {
    for (const operation of body.operations) {
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

  #rolledBack(spaceId: number, slot: number, remembered: string) {
    this.#store.write(() => {
      const { statements } = this.#store;
      if (readPosition(statements, spaceId, slot)?.hash !== remembered) return;
      const space = readSpace(statements, spaceId);
      if (space.slot === slot) leaveSlot(statements, space);
      forgetSlot(statements, spaceId, slot);
    });
  }

  /** What the first change of a slot must hang from; undefined while its device does not show. */
  async #claim(spaceId: number, slot: number): Promise<string | undefined> {
    const space = readSpace(this.#store.statements, spaceId);
    const device = await this.#broker.readOne(space.class, deviceType, deviceId(slot));
    return device && claimOf(device);
  }
}
