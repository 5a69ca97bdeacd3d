import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { openRegistryFile } from '#db/open.ts';
import * as schema from '#db/schema/index.ts';
import { Store } from '#db/store.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

const key = new Uint8Array(32).fill(5);
const before = migrations.findIndex(({ name }) => name === '0003_sync');

/** A file as the version before sync left it, with one record. */
function oldFile(): string {
  const path = join(temporaryDirectory(), 'registry.db');
  const database = new Database(path);
  database.pragma("cipher = 'chacha20'");
  database.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
  for (const { sql } of migrations.slice(0, before)) database.exec(sql);
  database.exec(`
    INSERT INTO actor (id) VALUES ('device-a');
    INSERT INTO change (id, at, actor, origin) VALUES ('0190a0000000-0000-00000000000000aa', '2026-01-01T00:00:00.000Z', 'device-a', 'hand');
    INSERT INTO operation (id, change, record_id, field, action, value, previous, salt) VALUES
      ('0190a0000000-0001-00000000000000aa', 1, 'x', '__kind', 'set', '"city"', NULL, 'aabb'),
      ('0190a0000000-0002-00000000000000aa', 1, 'x', 'name/en', 'set', '"Old town"', NULL, 'ccdd');
    INSERT INTO head (record_id, field, operation_id) VALUES
      ('x', '__kind', '0190a0000000-0001-00000000000000aa'), ('x', 'name/en', '0190a0000000-0002-00000000000000aa');
    PRAGMA user_version = ${before};`);
  database.close();
  return path;
}

it('keeps the log of an older file, with nothing redacted, and goes on from it', () => {
  const store = new Store({ path: oldFile(), key });
  expect(
    store.statements.all('SELECT id, value, salt, value_hash, erased FROM operation ORDER BY id'),
  ).toEqual([
    { id: '0190a0000000-0001-00000000000000aa', value: '"city"', salt: 'aabb', value_hash: null, erased: 0 },
    {
      id: '0190a0000000-0002-00000000000000aa',
      value: '"Old town"',
      salt: 'ccdd',
      value_hash: null,
      erased: 0,
    },
  ]);
  expect(store.ledger.heads('x').map((head) => head.value)).toEqual(['city', 'Old town']);
  const change = store.append({ actor: 'device-a', origin: 'hand' }, [
    { recordId: 'x', field: 'timezone', action: 'set', value: 'Asia/Manila', previous: [] },
  ]);
  expect(change.id > '0190a0000000-0002').toBe(true);
  expect(store.database.pragma('user_version', { simple: true })).toBe(migrations.length);
  store.close();
});

it('answers what sync asks most from indexes', () => {
  const database = openRegistryFile({ path: oldFile(), key });
  const plan = (sql: string) =>
    (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
      .map(({ detail }) => detail)
      .join('\n');
  const expectSearch = (sql: string, index: RegExp) => {
    const found = plan(sql);
    expect(found).toMatch(index);
    expect(found).not.toMatch(/SCAN (operation|sync_)/);
  };
  expectSearch("SELECT 1 FROM sync_operation WHERE operation_id = 'a' AND space = 1", /PRIMARY KEY/);
  expectSearch(
    'SELECT * FROM sync_operation WHERE space = 1 AND slot = 1 AND number = 1',
    /sync_operation_place/,
  );
  expectSearch("SELECT 1 FROM sync_redaction WHERE space = 1 AND operation_id = 'a'", /PRIMARY KEY/);
  expectSearch("SELECT 1 FROM sync_unread WHERE record_id = 'a' LIMIT 1", /PRIMARY KEY/);
  expectSearch('DELETE FROM sync_unread WHERE space = 1 AND slot = 1 AND number <= 9', /sync_unread_place/);
  expect(plan('SELECT 1 FROM sync_redaction WHERE space = 1 AND slot IS NULL')).toMatch(
    /sync_redaction_place/,
  );
  expect(plan("SELECT id FROM change WHERE origin <> 'sync' ORDER BY sequence DESC LIMIT 1")).toMatch(
    /change_local/,
  );
  expectSearch("SELECT max(id) FROM operation WHERE id < 'a'", /PRIMARY KEY/);
  database.close();
});

it('declares its columns to drizzle as the migrations make them', () => {
  const database = openRegistryFile({ path: oldFile(), key });
  for (const table of [
    schema.operation,
    schema.syncEndpoint,
    schema.syncSpace,
    schema.syncPosition,
    schema.syncOutgoing,
    schema.syncOperation,
    schema.syncRedaction,
    schema.syncUnread,
  ]) {
    const stored = (database.pragma(`table_info(${getTableName(table)})`) as { name: string }[]).map(
      ({ name }) => name,
    );
    expect(Object.values(getTableColumns(table)).map((column) => column.name)).toEqual(stored);
  }
  database.close();
});
