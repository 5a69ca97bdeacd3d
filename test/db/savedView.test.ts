import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

it('a file from before there were saved views gets their table, keeps its records, and finds removed ones by an index', () => {
  const own = migrations.findIndex(({ name }) => name.endsWith('_saved_view'));
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.exec(
    `INSERT INTO record (id, kind, visibility, sort_japanese, sort_latin, created_at, created_by, created_how,
       updated_at, updated_by, updated_how, deleted_at)
     VALUES ('old', 'city', 'public', '', '', '', '', '', '', '', '', '2025-04-01T00:00:00Z')`,
  );
  for (const { sql } of migrations.slice(own)) database.exec(sql);

  expect(database.prepare('SELECT count(*) AS n FROM saved_view').get()).toEqual({ n: 0 });
  const removed = `SELECT row FROM record WHERE kind = 'city' AND deleted_at IS NOT NULL`;
  expect(database.prepare(removed).all()).toHaveLength(1);
  expect(JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${removed}`).all())).toContain('record_removed');
  database.close();
});

it('a saved view is a record like any other, but no search shows it and the check misses nothing', async () => {
  const { writer, reader, store, actor } = await temporaryRegistry();
  const context = { actor, language: 'en' };
  const { id, changeId } = writer.create(
    'savedView',
    {
      title: 'Zebra crossing view',
      listKind: 'city',
      filters: { conditions: [{ field: 'country', operator: 'is', values: ['VN'] }] },
      columns: { shown: ['name', 'country'] },
    },
    context,
  );
  expect(reader.get(id, 'private').record).toMatchObject({ listKind: 'city', visibility: 'private' });
  expect(() => reader.get(id, 'government')).toThrow('NOT_FOUND');
  const found = searchRecords(store.statements, {
    text: 'zebra crossing',
    kinds: [],
    limit: 10,
    offset: 0,
    audience: 'private',
  });
  expect(found.items.map((item) => item.id)).not.toContain(id);
  expect(checkRegistry(store)).toEqual({ ok: true, problems: [] });
  writer.undo(changeId ?? '', context);
  expect(reader.get(id, 'private').record.deletedAt).toBeDefined();
});
