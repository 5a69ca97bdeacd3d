import type { Entity } from '#core/ngsi-ld/entity.ts';
import type { BrokerPort, LedgerEntity, StandingEntities } from '#core/sync/brokerPort.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { type StandingEntity, standingOf } from '#core/sync/readable.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import type { EndpointClient } from '../http/endpointClient.ts';
import type { BrokerOptions } from './brokerOptions.ts';
import { NamedReader } from './namedReader.ts';
import { unlessUnclear } from './unlessUnclear.ts';

const entities = '/ngsi-ld/v1/entities';
const batches = '/ngsi-ld/v1/entityOperations/create';

/**
 * NGSI-LD (ETSI GS CIM 009) with default-context terms only: a user context would be fetched by the
 * broker. Free text goes as JsonProperty, which passes characters that plain values may not have.
 */
export class NgsiLdBroker implements BrokerPort {
  readonly #client: EndpointClient;
  readonly #options: BrokerOptions;
  readonly #named: NamedReader;
  #refusesBatches = false;

  constructor(client: EndpointClient, options: BrokerOptions) {
    this.#client = client;
    this.#options = options;
    this.#named = new NamedReader(client, entities, options.namesPerPage);
  }

  get namesPerPage(): number {
    return this.#named.namesPerPage;
  }

  async create(tenant: SyncClass, entity: LedgerEntity): Promise<boolean> {
    try {
      const { status } = await this.#client.request({
        method: 'POST',
        path: entities,
        headers: this.#headers(tenant),
        body: writtenEntity(entity),
        expected: [201, 409],
      });
      return status === 201;
    } catch (cause) {
      return unlessUnclear(cause);
    }
  }

  async createMany(tenant: SyncClass, wanted: readonly LedgerEntity[]): Promise<void> {
    if (this.#refusesBatches) return;
    try {
      await this.#client.request({
        method: 'POST',
        path: batches,
        headers: this.#headers(tenant),
        body: wanted.map(writtenEntity),
        expected: [200, 201, 204, 207, 409],
      });
    } catch (cause) {
      if (cause instanceof EndpointFailure && cause.kind === 'refused') this.#refusesBatches = true;
      else unlessUnclear(cause);
    }
  }

  readMany(tenant: SyncClass, type: string, ids: readonly string[]): Promise<Map<string, LedgerEntity>> {
    return this.#named.read(this.#headers(tenant), type, ids, readEntity);
  }

  async readOne(tenant: SyncClass, type: string, id: string): Promise<LedgerEntity | undefined> {
    const { status, json } = await this.#client.request({
      method: 'GET',
      path: `${entities}/${encodeURIComponent(id)}`,
      headers: this.#headers(tenant),
      expected: [200, 404],
    });
    if (status === 404) return undefined;
    const entity = readEntity(json, type);
    if (entity?.id !== id) throw new EndpointFailure('notBroker', 'another entity than the one asked for');
    return entity;
  }

  async replaceText(tenant: SyncClass, _type: string, id: string, text: string): Promise<void> {
    await this.#client.request({
      method: 'PATCH',
      path: `${entities}/${encodeURIComponent(id)}/attrs`,
      headers: this.#headers(tenant),
      body: { body: textAttribute(text) },
      expected: [200, 204, 207],
    });
  }

  async remove(tenant: SyncClass, _type: string, id: string): Promise<void> {
    await this.#client.request({
      method: 'DELETE',
      path: `${entities}/${encodeURIComponent(id)}`,
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
    return this.#named.readAnew(this.#headers(tenant), type, ids, known, readStanding);
  }

  async createEntities(tenant: SyncClass, wanted: readonly Entity[]): Promise<void> {
    const [only, ...others] = wanted;
    if (others.length > 0) {
      try {
        await this.#client.request({
          method: 'POST',
          path: batches,
          headers: this.#headers(tenant),
          body: wanted,
          expected: [200, 201, 204, 207, 409],
        });
        return;
      } catch (cause) {
        // One that the broker does not take, or no batches at all: one by one, the others get through.
        if (!(cause instanceof EndpointFailure) || cause.kind !== 'refused') throw cause;
        for (const entity of wanted) await this.createEntities(tenant, [entity]);
      }
    } else if (only) {
      await this.#client.request({
        method: 'POST',
        path: entities,
        headers: this.#headers(tenant),
        body: only,
        expected: [201, 400, 409, 413, 422],
      });
    }
  }

  async replaceEntity(
    tenant: SyncClass,
    entity: Entity,
    kept: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.#client.request({
      method: 'PUT',
      path: `${entities}/${encodeURIComponent(String(entity.id))}`,
      headers: this.#headers(tenant),
      body: { ...kept, ...entity },
      // 404: not shown any more; it is created with the next exchange.
      expected: [200, 201, 204, 404],
    });
  }

  #headers(tenant: SyncClass): Record<string, string> {
    return { [this.#options.tenantHeader]: this.#options.tenants[tenant] };
  }
}

function writtenEntity({ id, type, facts, text }: LedgerEntity): Entity {
  const attributes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) attributes[name] = { type: 'Property', value };
  if (text !== undefined) attributes.body = textAttribute(text);
  return { id, type, ...attributes };
}

/** The text is one string inside the JSON: brokers drop nulls and reorder members of what they understand. */
function textAttribute(text: string) {
  return { type: 'JsonProperty', json: { text } };
}

function readEntity(json: unknown, type: string): LedgerEntity | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const {
    id,
    type: stated,
    body,
    ...rest
  } = json as Record<string, { value?: unknown; json?: unknown } | string>;
  if (typeof id !== 'string' || stated !== type) return undefined;
  const facts: Record<string, string | number> = {};
  for (const [name, attribute] of Object.entries(rest)) {
    const value = typeof attribute === 'object' && attribute !== null ? attribute.value : undefined;
    if (typeof value === 'string' || typeof value === 'number') facts[name] = value;
  }
  const text = ((body as { json?: { text?: unknown } } | undefined)?.json as { text?: unknown } | undefined)
    ?.text;
  return { id, type, facts, ...(typeof text === 'string' ? { text } : {}) };
}

function readStanding(json: unknown, type: string): StandingEntity | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const { id, type: stated } = json as Entity;
  if (typeof id !== 'string' || stated !== type) return undefined;
  return standingOf(json as Entity);
}
