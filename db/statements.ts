import type { Statement } from 'better-sqlite3';
import type { RegistryDatabase } from './open.ts';

/**
 * Statements prepared once per connection and text. Preparing anew per call costs ten times the query
 * on the hot paths.
 */
export class Statements {
  readonly database: RegistryDatabase;
  readonly #prepared = new Map<string, Statement<unknown[]>>();

  constructor(database: RegistryDatabase) {
    this.database = database;
  }

  prepare(sql: string): Statement<unknown[]> {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.database.prepare<unknown[]>(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }

  get<Row>(sql: string, ...parameters: unknown[]): Row | undefined {
    return this.prepare(sql).get(...parameters) as Row | undefined;
  }

  all<Row>(sql: string, ...parameters: unknown[]): Row[] {
    return this.prepare(sql).all(...parameters) as Row[];
  }

  run(sql: string, ...parameters: unknown[]) {
    return this.prepare(sql).run(...parameters);
  }
}
