import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { isObject, type Json, parseJson } from '#urbanos/json.ts';

/** Where hosted contexts live, as the path of a URL. */
export const contextPath = '/ngsi-ld/v1/jsonldContexts';

/** A context that clients uploaded. */
export interface HostedContext {
  id: string;
  body: Json;
  createdAt: string;
}

const implicitLimit = 500;

/**
 * The @contexts that can be named by URL without fetching anything: uploaded ones, inline ones of recent queries, and
 * those in `contexts.json` of the data directory (an object from URL to context document), read once at the start.
 */
export class ContextStore {
  readonly #database: Database.Database;
  readonly #given: ReadonlyMap<string, Json>;
  readonly #implicit = new Map<string, Json>();

  constructor(database: Database.Database, dataDirectory: string) {
    this.#database = database;
    this.#given = readGiven(join(dataDirectory, 'contexts.json'));
  }

  /** The document behind a URL, or undefined. Only the path counts for hosted ones: this endpoint has many names. */
  find(url: string): Json | undefined {
    const given = this.#given.get(url);
    if (given !== undefined) return given;
    const match = /^https?:\/\/[^/]+(\/.*)$/u.exec(url);
    const path = match?.[1] ?? url;
    if (!path.startsWith(`${contextPath}/`)) return undefined;
    return this.get(decodeURIComponent(path.slice(contextPath.length + 1)))?.body;
  }

  get(id: string): HostedContext | undefined {
    const implicit = this.#implicit.get(id);
    if (implicit !== undefined) return { id, body: { '@context': implicit }, createdAt: '' };
    const row = this.#database
      .prepare<[string], { body: string; created_at: string }>(
        'SELECT body, created_at FROM context WHERE id = ?',
      )
      .get(id);
    return row === undefined
      ? undefined
      : { id, body: JSON.parse(row.body) as Json, createdAt: row.created_at };
  }

  list(): HostedContext[] {
    return this.#database
      .prepare<[], { id: string; body: string; created_at: string }>(
        'SELECT * FROM context ORDER BY created_at, id',
      )
      .all()
      .map((row) => ({ id: row.id, body: JSON.parse(row.body) as Json, createdAt: row.created_at }));
  }

  /** Stores a context document; returns its local id. */
  add(body: Json, now: string): string {
    const id = randomUUID();
    this.#database
      .prepare('INSERT INTO context (id, body, created_at) VALUES (?, ?, ?)')
      .run(id, JSON.stringify(body), now);
    return id;
  }

  delete(id: string): boolean {
    return this.#database.prepare('DELETE FROM context WHERE id = ?').run(id).changes > 0;
  }

  /** Gives an inline context an address for the Link header of an answer; the oldest are forgotten first. */
  remember(context: Json): string {
    const id = createHash('sha256').update(JSON.stringify(context)).digest('hex');
    this.#implicit.delete(id);
    this.#implicit.set(id, context);
    const oldest = this.#implicit.keys().next().value;
    if (this.#implicit.size > implicitLimit && oldest !== undefined) this.#implicit.delete(oldest);
    return id;
  }
}

function readGiven(file: string): ReadonlyMap<string, Json> {
  if (!existsSync(file)) return new Map();
  const content = parseJson(readFileSync(file, 'utf8'));
  if (!isObject(content)) throw new Error(`${file} has to be a JSON object from URL to @context document.`);
  return new Map(Object.entries(content));
}
