import type { Dialect } from '#host/sync/brokers/brokerOptions.ts';
import type { HttpAnswer } from '#host/sync/http/endpointClient.ts';

export interface BrokerRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Attributes = Record<string, unknown>;

/** A context broker reduced to what the protocol uses, in memory, in either dialect. */
export class SimulatedBroker {
  readonly dialect: Dialect;
  #tenants = new Map<string, Map<string, Attributes>>();

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  tenantOf(request: BrokerRequest): string {
    return request.headers[this.dialect === 'ngsi-ld' ? 'NGSILD-Tenant' : 'Fiware-Service'] ?? '';
  }

  /** The text of every change that stands in a tenant now. */
  texts(tenant: string): string[] {
    return this.entities(tenant)
      .filter(({ type }) => type === 'RegistryChange')
      .map((entity) => textOf(entity.body));
  }

  /** What other users of the tenant read. */
  readable(tenant: string): readonly Readonly<Attributes>[] {
    return this.entities(tenant).filter(({ type }) => !String(type).startsWith('Registry'));
  }

  /** Takes an entity away as another program does. */
  remove(tenant: string, id: string) {
    this.#tenant(tenant).delete(id);
  }

  /** Everything that stands in a tenant, to look for the cause of a failure. */
  entities(tenant: string): readonly Readonly<Attributes>[] {
    return [...this.#tenant(tenant).values()];
  }

  /** Puts an entity there as another program does. */
  put(tenant: string, entity: Attributes) {
    this.#tenant(tenant).set(String(entity.id), entity);
  }

  snapshot(): string {
    return JSON.stringify([...this.#tenants].map(([name, entities]) => [name, [...entities]]));
  }

  /** As an operator does who restores a backup of the broker. */
  rollBack(snapshot: string) {
    const parsed = JSON.parse(snapshot) as [string, [string, Attributes][]][];
    this.#tenants = new Map(parsed.map(([name, entities]) => [name, new Map(entities)]));
  }

  handle(request: BrokerRequest): HttpAnswer {
    const entities = this.#tenant(this.tenantOf(request));
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/(ngsi-ld\/v1|v2)/, '');
    const ids = url.searchParams.get('id')?.split(',') ?? [];
    if (request.method === 'POST' && path === '/entities') {
      const entity = JSON.parse(request.body) as Attributes;
      const id = String(entity.id);
      if (entities.has(id))
        return answer(this.dialect === 'ngsi-ld' ? 409 : 422, { title: 'Already Exists' });
      entities.set(id, entity);
      return answer(201);
    }
    if (request.method === 'POST' && path === '/entityOperations/create') {
      const wanted = JSON.parse(request.body) as Attributes[];
      const fresh = wanted.filter(({ id }) => !entities.has(String(id)));
      for (const entity of fresh) entities.set(String(entity.id), entity);
      return answer(fresh.length === wanted.length ? 201 : 207, []);
    }
    if (request.method === 'GET' && path === '/entities') {
      const type = url.searchParams.get('type');
      const limit = Number(url.searchParams.get('limit'));
      const found = ids.map((id) => entities.get(id)).filter((entity) => entity?.type === type);
      return answer(200, found.slice(0, limit));
    }
    const [, id = '', rest] = /^\/entities\/([^/]+)(\/attrs)?$/.exec(path) ?? [];
    const entity = entities.get(decodeURIComponent(id));
    if (!entity) return answer(404, { title: 'Not Found' });
    if (request.method === 'GET' && !rest) return answer(200, entity);
    if (request.method === 'PATCH' && rest) {
      entities.set(decodeURIComponent(id), { ...entity, ...(JSON.parse(request.body) as Attributes) });
      return answer(204);
    }
    if (request.method === 'PUT') {
      const { id: _id, type: _type, ...attributes } = JSON.parse(request.body) as Attributes;
      entities.set(decodeURIComponent(id), { id: entity.id, type: entity.type, ...attributes });
      return answer(204);
    }
    if (request.method === 'DELETE') {
      entities.delete(decodeURIComponent(id));
      return answer(204);
    }
    return answer(405, {});
  }

  #tenant(name: string): Map<string, Attributes> {
    let tenant = this.#tenants.get(name);
    if (!tenant) {
      tenant = new Map();
      this.#tenants.set(name, tenant);
    }
    return tenant;
  }
}

/** The ledger's text out of an attribute of either dialect; '' when there is none. */
export function textOf(attribute: unknown): string {
  const { json, value } = (attribute ?? {}) as { json?: { text?: string }; value?: unknown };
  if (json?.text !== undefined) return json.text;
  return typeof value !== 'string' ? '' : Buffer.from(value, 'base64url').toString('utf8');
}

export function answer(status: number, json?: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const all: Record<string, string> = {
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const text = json === undefined ? '' : JSON.stringify(json);
  return {
    status,
    headers: { get: (name) => all[name.toLowerCase()] ?? null },
    body: bytesOf(text),
  };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  if (text) yield Buffer.from(text);
}
