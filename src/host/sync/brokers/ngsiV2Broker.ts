import type { Entity } from '#core/ngsi-ld/entity.ts';
import { fromV2, toV2 } from '#core/ngsi-ld/v2Entity.ts';
import type { BrokerPort, LedgerEntity, StandingEntities } from '#core/sync/brokerPort.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import type { EndpointClient } from '../http/endpointClient.ts';
import type { BrokerOptions } from './brokerOptions.ts';
import { NamedReader } from './namedReader.ts';
import { unlessUnclear } from './unlessUnclear.ts';

const entities = '/v2/entities';
/** Requests under way at the same time when many entities are written one by one. */
const atOnce = 4;

/** NGSIv2: free text goes as base64url, because this dialect refuses `< > " ' = ; ( )` in values. */
export class NgsiV2Broker implements BrokerPort {
  readonly #client: EndpointClient;
  readonly #options: BrokerOptions;
  readonly #named: NamedReader;

  constructor(client: EndpointClient, options: BrokerOptions) {
    this.#client = client;
    this.#options = options;
    this.#named = new NamedReader(client, entities, options.namesPerPage);
  }

  get namesPerPage(): number {
    return this.#named.namesPerPage;
  }

  async create(tenant: SyncClass, entity: LedgerEntity): Promise<boolean> {
    const attributes: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(entity.facts)) {
      attributes[name] = { type: typeof value === 'number' ? 'Number' : 'Text', value };
    }
    if (entity.text !== undefined) attributes.body = textAttribute(entity.text);
    try {
      const { status } = await this.#client.request({
        method: 'POST',
        path: entities,
        headers: this.#headers(tenant),
        body: { id: entity.id, type: entity.type, ...attributes },
        // 422 "Already Exists"; any other 422 shows when the entity is then not there.
        expected: [201, 409, 422],
      });
      return status === 201;
    } catch (cause) {
      return unlessUnclear(cause);
    }
  }

  /** This dialect has no "create if absent" for several entities: whoever asks creates them one after another. */
  async createMany(): Promise<void> {}

  readMany(tenant: SyncClass, type: string, ids: readonly string[]): Promise<Map<string, LedgerEntity>> {
    return this.#named.read(this.#headers(tenant), type, ids, readEntity);
  }

  async readOne(tenant: SyncClass, type: string, id: string): Promise<LedgerEntity | undefined> {
    const { status, json } = await this.#client.request({
      method: 'GET',
      path: `${entities}/${encodeURIComponent(id)}?${new URLSearchParams({ type })}`,
      headers: this.#headers(tenant),
      expected: [200, 404],
    });
    if (status === 404) return undefined;
    const entity = readEntity(json, type);
    if (entity?.id !== id) throw new EndpointFailure('notBroker', 'another entity than the one asked for');
    return entity;
  }

  async replaceText(tenant: SyncClass, type: string, id: string, text: string): Promise<void> {
    await this.#client.request({
      method: 'PATCH',
      path: `${entities}/${encodeURIComponent(id)}/attrs?${new URLSearchParams({ type })}`,
      headers: this.#headers(tenant),
      body: { body: textAttribute(text) },
      expected: [200, 204],
    });
  }

  async remove(tenant: SyncClass, type: string, id: string): Promise<void> {
    await this.#client.request({
      method: 'DELETE',
      path: `${entities}/${encodeURIComponent(id)}?${new URLSearchParams({ type })}`,
      headers: this.#headers(tenant),
      expected: [200, 204, 404],
    });
  }

  readEntities(
    tenant: SyncClass,
    type: string,
    ids: readonly string[],
    known: ReadonlyMap<string, string>,
  ): Promise<StandingEntities> {
    return this.#named.readAnew(this.#headers(tenant), type, ids, known, fromV2);
  }

  async createEntities(tenant: SyncClass, wanted: readonly Entity[]): Promise<void> {
    // Create if absent is there for one entity only.
    const left = [...wanted];
    const work = async () => {
      for (let entity = left.shift(); entity; entity = left.shift()) {
        const body = { id: entity.id, type: entity.type, ...toV2(entity) };
        const expected = [201, 400, 409, 413, 422];
        await this.#client
          .request({ method: 'POST', path: entities, headers: this.#headers(tenant), body, expected })
          .catch((cause) => {
            left.length = 0;
            throw cause;
          });
      }
    };
    // Also after a failure nothing may still be on its way when the exchange ends: it could arrive after what comes next.
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
  }

  async replaceEntity(
    tenant: SyncClass,
    entity: Entity,
    kept: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const path = `${entities}/${encodeURIComponent(String(entity.id))}/attrs`;
    await this.#client.request({
      method: 'PUT',
      path: `${path}?${new URLSearchParams({ type: String(entity.type) })}`,
      headers: this.#headers(tenant),
      body: { ...kept, ...toV2(entity) },
      expected: [200, 204, 404],
    });
  }

  #headers(tenant: SyncClass): Record<string, string> {
    return {
      [this.#options.tenantHeader]: this.#options.tenants[tenant],
      ...(this.#options.servicePath ? { 'Fiware-ServicePath': this.#options.servicePath } : {}),
    };
  }
}

function textAttribute(text: string) {
  return { type: 'Text', value: Buffer.from(text).toString('base64url') };
}

function readEntity(json: unknown, type: string): LedgerEntity | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const { id, type: stated, body, ...rest } = json as Record<string, { value?: unknown } | string | null>;
  if (typeof id !== 'string' || stated !== type) return undefined;
  const facts: Record<string, string | number> = {};
  for (const [name, attribute] of Object.entries(rest)) {
    const value = typeof attribute === 'object' ? attribute?.value : undefined;
    if (typeof value === 'string' || typeof value === 'number') facts[name] = value;
  }
  const text = typeof body === 'object' ? body?.value : undefined;
  return {
    id,
    type,
    facts,
    ...(typeof text === 'string' ? { text: Buffer.from(text, 'base64url').toString('utf8') } : {}),
  };
}
