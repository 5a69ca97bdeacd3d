import type Database from 'better-sqlite3';
import type { V2Entity } from '#urbanos/v2/v2-model.ts';

/** Which entities a read is about. Paths are exact ("/a"), or with "/#" at the end everything below as well. */
export interface V2Filter {
  ids?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
  paths: readonly string[];
}

/** NGSIv2 entities of all tenants, in the order of their creation. */
export class V2Store {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  write<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  select(tenant: string, filter: V2Filter): V2Entity[] {
    const clauses = ['tenant = ?'];
    const values: string[] = [tenant];
    const restrict = (column: string, list: readonly string[] | undefined): void => {
      if (list === undefined) return;
      clauses.push(`${column} IN (SELECT value FROM json_each(?))`);
      values.push(JSON.stringify(list));
    };
    restrict('id', filter.ids);
    restrict('type', filter.types);
    return this.#database
      .prepare<string[], { body: string }>(
        `SELECT body FROM v2_entity WHERE ${clauses.join(' AND ')} ORDER BY ${filter.ids === undefined ? 'seq' : '+seq'}`,
      )
      .all(...values)
      .map((row) => JSON.parse(row.body) as V2Entity)
      .filter((entity) => filter.paths.some((path) => inPath(entity.path, path)));
  }

  /** Stores an entity, new or changed. */
  put(tenant: string, entity: V2Entity): void {
    this.#database
      .prepare(
        `INSERT INTO v2_entity (tenant, path, id, type, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (tenant, id, type, path) DO UPDATE SET body = excluded.body`,
      )
      .run(tenant, entity.path, entity.id, entity.type, JSON.stringify(entity));
  }

  delete(tenant: string, { path, id, type }: V2Entity): void {
    this.#database
      .prepare('DELETE FROM v2_entity WHERE tenant = ? AND path = ? AND id = ? AND type = ?')
      .run(tenant, path, id, type);
  }
}

function inPath(path: string, wanted: string): boolean {
  if (!wanted.endsWith('/#')) return path === wanted;
  const base = wanted.slice(0, -2);
  return path === base || path.startsWith(`${base}/`);
}
