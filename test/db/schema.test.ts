import { join } from 'node:path';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { migrations } from '#db/migrations/index.ts';
import { openRegistryFile } from '#db/open.ts';
import * as schema from '#db/schema/index.ts';
import { kindTables } from '#db/schema/kinds.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

function freshDatabase() {
  return openRegistryFile({
    path: join(temporaryDirectory(), 'registry.db'),
    key: new Uint8Array(32).fill(1),
  });
}

interface ColumnInfo {
  name: string;
  type: string;
}

describe('the schema', () => {
  it('has a STRICT table for every kind, keyed by its record', () => {
    const database = freshDatabase();
    const tables = database.pragma('table_list') as { name: string; strict: number; type: string }[];
    for (const kind of kindNames) {
      const table = tables.find((candidate) => candidate.name === getTableName(kindTables[kind]));
      expect(table?.strict, kind).toBe(1);
      const keys = database.pragma(`foreign_key_list(${table?.name})`) as { table: string; from: string }[];
      expect(keys).toEqual([expect.objectContaining({ table: 'record', from: 'id' })]);
    }
    const loose = tables.filter(
      (table) => table.type === 'table' && !table.strict && !/^(search_text|sqlite_)/.test(table.name),
    );
    expect(loose).toEqual([]);
    database.close();
  });

  it.each(kindNames)(
    'keeps every field of %s in a column of its own, in drizzle and in SQLite alike',
    (kind: KindName) => {
      const database = freshDatabase();
      const fields = Object.keys(definitionOf(kind).fields);
      const declared = getTableColumns(kindTables[kind]);
      expect(Object.keys(declared).sort()).toEqual(['id', ...fields].sort());
      const stored = (database.pragma(`table_info(${getTableName(kindTables[kind])})`) as ColumnInfo[]).map(
        ({ name }) => name,
      );
      expect(stored.sort()).toEqual(
        Object.values(declared)
          .map((column) => column.name)
          .sort(),
      );
      database.close();
    },
  );

  it('declares the tables of record, link and log as the migrations make them', () => {
    const database = freshDatabase();
    for (const table of [
      schema.record,
      schema.link,
      schema.change,
      schema.operation,
      schema.superseded,
      schema.head,
    ]) {
      const stored = (database.pragma(`table_info(${getTableName(table)})`) as ColumnInfo[]).map(
        ({ name }) => name,
      );
      const declared = Object.values(getTableColumns(table)).map((column) => column.name);
      expect(declared.sort()).toEqual(stored.sort());
    }
    database.close();
  });

  it('numbers its migrations and records how many a file has seen', () => {
    expect(migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(
      migrations.map((_, index) => index + 1),
    );
    const database = freshDatabase();
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    database.close();
  });

  it('answers lists, links and whole names from indexes', () => {
    const database = freshDatabase();
    const plan = (sql: string) =>
      (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join('\n');
    expect(
      plan(
        "SELECT id FROM record WHERE kind = 'city' AND deleted_at IS NULL ORDER BY sort_japanese, id LIMIT 20",
      ),
    ).toMatch(/record_by_reading/);
    expect(plan("SELECT from_id FROM link WHERE to_id = 'jakarta'")).toMatch(/link_back/);
    expect(plan("SELECT row FROM search_key WHERE key >= 'a' AND key < 'b'")).toMatch(/SEARCH search_key/);
    expect(plan("SELECT change FROM operation WHERE record_id = 'jakarta' ORDER BY change DESC")).toMatch(
      /operation_record/,
    );
    database.close();
  });
});
