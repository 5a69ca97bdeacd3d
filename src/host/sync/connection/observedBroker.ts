import type { BrokerPort, LedgerEntity } from '#core/sync/brokerPort.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import { changeType } from '#core/sync/wireIds.ts';

export interface SyncCounts {
  readonly step: 'receiving' | 'sending';
  /** Changes of others read so far. */
  readonly received: number;
  /** Changes created so far. */
  readonly sent: number;
}

/** The broker as it is, telling after every answer how many changes have passed. */
export class ObservedBroker implements BrokerPort {
  readonly #broker: BrokerPort;
  readonly #tell: (counts: SyncCounts) => void;
  /** The greatest number seen, by tenant and slot. */
  readonly #greatest = new Map<string, number>();
  #received = 0;
  #sent = 0;

  /** @param read the last change of a slot that the log has already */
  constructor(
    broker: BrokerPort,
    read: readonly { readonly tenant: SyncClass; readonly slot: number; readonly number: number }[],
    tell: (counts: SyncCounts) => void,
  ) {
    this.#broker = broker;
    this.#tell = tell;
    for (const { tenant, slot, number } of read) this.#greatest.set(`${tenant} ${slot}`, number);
  }

  get namesPerPage(): number {
    return this.#broker.namesPerPage;
  }

  async create(tenant: SyncClass, entity: LedgerEntity): Promise<boolean> {
    const created = await this.#broker.create(tenant, entity);
    const place = entity.type === changeType ? placeOf(entity.id) : undefined;
    if (place) {
      this.#sent++;
      // What we wrote ourselves is not received later.
      this.#greatest.set(`${tenant} ${place.slot}`, place.number);
    }
    this.#tell({ step: 'sending', received: this.#received, sent: this.#sent });
    return created;
  }

  async createMany(tenant: SyncClass, entities: readonly LedgerEntity[]): Promise<void> {
    await this.#broker.createMany(tenant, entities);
    for (const { id } of entities) {
      const place = placeOf(id);
      if (!place) continue;
      this.#sent++;
      this.#greatest.set(`${tenant} ${place.slot}`, place.number);
    }
    this.#tell({ step: 'sending', received: this.#received, sent: this.#sent });
  }

  async readMany(
    tenant: SyncClass,
    type: string,
    ids: readonly string[],
  ): Promise<Map<string, LedgerEntity>> {
    const found = await this.#broker.readMany(tenant, type, ids);
    if (type === changeType) {
      for (const id of found.keys()) {
        const place = placeOf(id);
        if (!place) continue;
        const slot = `${tenant} ${place.slot}`;
        const before = this.#greatest.get(slot) ?? 0;
        if (place.number > before) {
          this.#received++;
          this.#greatest.set(slot, place.number);
        }
      }
    }
    this.#tell({ step: 'receiving', received: this.#received, sent: this.#sent });
    return found;
  }

  readOne(tenant: SyncClass, type: string, id: string): Promise<LedgerEntity | undefined> {
    return this.#broker.readOne(tenant, type, id);
  }

  replaceText(tenant: SyncClass, type: string, id: string, text: string): Promise<void> {
    return this.#broker.replaceText(tenant, type, id, text);
  }

  remove(tenant: SyncClass, type: string, id: string): Promise<void> {
    return this.#broker.remove(tenant, type, id);
  }

  readEntities(...args: Parameters<BrokerPort['readEntities']>): ReturnType<BrokerPort['readEntities']> {
    return this.#broker.readEntities(...args);
  }

  createEntities(...args: Parameters<BrokerPort['createEntities']>): Promise<void> {
    return this.#broker.createEntities(...args);
  }

  replaceEntity(...args: Parameters<BrokerPort['replaceEntity']>): Promise<void> {
    return this.#broker.replaceEntity(...args);
  }
}

function placeOf(id: string): { slot: number; number: number } | undefined {
  const match = /:(\d{4}):(\d{8})$/.exec(id);
  return match ? { slot: Number(match[1]), number: Number(match[2]) } : undefined;
}
