import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { ensureSearchIndex, isSearchIndexCurrent } from '#db/searchVersion.ts';
import { Store } from '#db/store.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

const key = new Uint8Array(32).fill(7);

/** A file as the first version left it, with one indexed record. */
function oldFile(): string {
  const path = join(temporaryDirectory(), 'registry.db');
  const database = new Database(path);
  database.pragma("cipher = 'chacha20'");
  database.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
  database.exec(migrations[0]?.sql ?? '');
  database.exec(`
    INSERT INTO actor (id) VALUES ('device-a');
    INSERT INTO change (id, at, actor, origin) VALUES ('0190a0000000-0000-00000000000000aa', '2026-01-01T00:00:00.000Z', 'device-a', 'hand');
    INSERT INTO operation (id, change, record_id, field, action, value, previous, salt) VALUES
      ('0190a0000000-0001-00000000000000aa', 1, 'x', '__kind', 'set', '"city"', NULL, 'aabb'),
      ('0190a0000000-0002-00000000000000aa', 1, 'x', 'name/ja', 'set', '"水の都"', NULL, 'ccdd');
    INSERT INTO head (record_id, field, operation_id) VALUES
      ('x', '__kind', '0190a0000000-0001-00000000000000aa'), ('x', 'name/ja', '0190a0000000-0002-00000000000000aa');
    INSERT INTO record (row, id, kind, visibility, label, sort_japanese, sort_latin, created_at, created_by, created_how, updated_at, updated_by, updated_how)
      VALUES (1, 'x', 'city', 'private', '{"ja":"水の都"}', '水の都', '水の都', '2026-01-01', 'a', 'hand', '2026-01-01', 'a', 'hand');
    INSERT INTO city (id, name) VALUES ('x', '{"ja":"水の都"}');
    INSERT INTO search_text (rowid, title) VALUES (1, '水 の 都');
    INSERT INTO search_key (key, row) VALUES ('水の都', 1);
    INSERT INTO meta (key, value) VALUES ('search.folding', '1');
    PRAGMA user_version = 1;`);
  database.close();
  return path;
}

it('indexes the records of an older file anew, once', () => {
  const store = new Store({ path: oldFile(), key });
  expect(isSearchIndexCurrent(store)).toBe(false);
  expect(ensureSearchIndex(store)).toBe(true);
  expect(
    store.statements.all('SELECT rowid AS row FROM search_text WHERE search_text MATCH ?', '"水の の都"'),
  ).toEqual([{ row: 1 }]);
  expect(store.statements.all('SELECT key, row FROM search_key')).toEqual([{ key: '水の都', row: 1 }]);
  expect(ensureSearchIndex(store)).toBe(false);
  store.close();
});
