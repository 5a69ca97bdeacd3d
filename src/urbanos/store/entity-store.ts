import type Database from 'better-sqlite3';
import type { StoredEntity } from '#urbanos/ld/model.ts';
import { shownText } from '#urbanos/ld/shown.ts';

/** Which entities a read is about. Types are full names, any of them suffices. */
export interface EntityFilter {
  ids?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
}

/** An entity as JSON in UTF-8. */
export interface ShownEntity {
  id: string;
  types: string[];
  text: Buffer;
}

/** The name of the tenant of requests that name none. It always exists. */
export const defaultTenant = '';

/** NGSI-LD entities of all tenants, in the order of their creation. */
export class EntityStore {
  readonly #database: Database.Database;
  readonly #get: Database.Statement<[string, string], { body: string }>;
  readonly #insert: Database.Statement<[string, string, string, Buffer | null]>;
  readonly #update: Database.Statement<[string, Buffer | null, string, string], { seq: number }>;
  readonly #delete: Database.Statement<[string, string]>;
  readonly #addType: Database.Statement<[string, string, number]>;
  readonly #dropTypes: Database.Statement<[number]>;
  readonly #shown: Database.Statement<[string, string], { id: string; types: string; shown: Buffer | null }>;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#get = database.prepare('SELECT body FROM entity WHERE tenant = ? AND id = ?');
    this.#insert = database.prepare(
      'INSERT INTO entity (tenant, id, body, shown) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#update = database.prepare(
      'UPDATE entity SET body = ?, shown = ? WHERE tenant = ? AND id = ? RETURNING seq',
    );
    this.#delete = database.prepare('DELETE FROM entity WHERE tenant = ? AND id = ?');
    this.#addType = database.prepare(
      'INSERT OR IGNORE INTO entity_type (tenant, type, seq) VALUES (?, ?, ?)',
    );
    this.#dropTypes = database.prepare('DELETE FROM entity_type WHERE seq = ?');
    this.#shown = database.prepare(
      `SELECT id, shown, (SELECT json_group_array(type) FROM entity_type WHERE entity_type.seq = entity.seq) AS types
       FROM entity WHERE tenant = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY +seq`,
    );
  }

  /** Runs reads and writes as one unit that is on disk when this returns, or not at all when it throws. */
  write<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  /** Runs several reads on one state of the data. */
  read<T>(work: () => T): T {
    return this.#database.transaction(work).deferred();
  }

  hasTenant(name: string): boolean {
    if (name === defaultTenant) return true;
    return this.#database.prepare('SELECT 1 FROM tenant WHERE name = ?').get(name) !== undefined;
  }

  /** Tenants come into being with the first thing that is created in them (clause 5.5.10). */
  ensureTenant(name: string, now: string): void {
    if (name === defaultTenant) return;
    this.#database.prepare('INSERT OR IGNORE INTO tenant (name, created_at) VALUES (?, ?)').run(name, now);
  }

  /** An entity that is there and has not expired. */
  get(tenant: string, id: string): StoredEntity | undefined {
    const row = this.#get.get(tenant, id);
    return row === undefined ? undefined : current(readBody(row.body));
  }

  /** Stores a new entity; false when the id is taken. */
  insert(tenant: string, entity: StoredEntity): boolean {
    this.#dropExpired(tenant, entity.id);
    const { changes, lastInsertRowid } = this.#insert.run(
      tenant,
      entity.id,
      JSON.stringify(entity),
      shownBytes(entity),
    );
    if (changes === 0) return false;
    for (const type of entity.types) this.#addType.run(tenant, type, Number(lastInsertRowid));
    return true;
  }

  /** Stores the new content of an entity that is there. */
  update(tenant: string, entity: StoredEntity): void {
    const row = this.#update.get(JSON.stringify(entity), shownBytes(entity), tenant, entity.id);
    if (row === undefined) throw new Error('The entity to update is not there.');
    this.#dropTypes.run(row.seq);
    for (const type of entity.types) this.#addType.run(tenant, type, row.seq);
  }

  /** True when there was such an entity. */
  delete(tenant: string, id: string): boolean {
    const known = this.get(tenant, id) !== undefined;
    this.#delete.run(tenant, id);
    return known;
  }

  /**
   * Entities for a query, oldest first, read one by one: those with the ids, else those with any of the types, else
   * all. With ids the types are left to the caller, because a look-up by id is far cheaper than a walk over a type.
   */
  *select(tenant: string, filter: EntityFilter): Generator<StoredEntity> {
    const { where, values } = restrict(tenant, filter);
    const statement = this.#database.prepare<string[], { body: string }>(
      `SELECT body FROM entity WHERE ${where} ORDER BY ${filter.ids === undefined ? 'seq' : '+seq'}`,
    );
    for (const row of statement.iterate(...values)) {
      const entity = current(readBody(row.body));
      if (entity !== undefined) yield entity;
    }
  }

  /**
   * Entities by name, oldest first, as they are shown to whoever asks for nothing in particular.
   * @returns undefined when one of them has to be made from its body
   */
  shown(tenant: string, ids: readonly string[]): ShownEntity[] | undefined {
    const found: ShownEntity[] = [];
    for (const { id, types, shown } of this.#shown.all(tenant, JSON.stringify(ids))) {
      if (shown === null) return undefined;
      found.push({ id, types: JSON.parse(types) as string[], text: shown });
    }
    return found;
  }

  #dropExpired(tenant: string, id: string): void {
    if (this.#get.get(tenant, id) !== undefined && this.get(tenant, id) === undefined)
      this.#delete.run(tenant, id);
  }
}

function restrict(tenant: string, { ids, types }: EntityFilter): { where: string; values: string[] } {
  if (ids !== undefined) {
    return {
      where: 'tenant = ? AND id IN (SELECT value FROM json_each(?))',
      values: [tenant, JSON.stringify(ids)],
    };
  }
  if (types !== undefined) {
    const where =
      'seq IN (SELECT seq FROM entity_type WHERE tenant = ? AND type IN (SELECT value FROM json_each(?)))';
    return { where, values: [tenant, JSON.stringify(types)] };
  }
  return { where: 'tenant = ?', values: [tenant] };
}

function shownBytes(entity: StoredEntity): Buffer | null {
  const text = shownText(entity);
  return text === undefined ? null : Buffer.from(text);
}

function readBody(body: string): StoredEntity {
  return JSON.parse(body) as StoredEntity;
}

/** Entities and attributes whose `expiresAt` has passed are no longer there (clause 4.22). */
function current(entity: StoredEntity): StoredEntity | undefined {
  const now = Date.now();
  const expired = (expiresAt: string | undefined): boolean =>
    expiresAt !== undefined && Date.parse(expiresAt) <= now;
  if (expired(entity.expiresAt)) return undefined;
  for (const [name, instances] of Object.entries(entity.attributes)) {
    const kept = instances.filter((instance) => !expired(instance.expiresAt));
    if (kept.length === 0) delete entity.attributes[name];
    else if (kept.length < instances.length) entity.attributes[name] = kept;
  }
  return entity;
}
