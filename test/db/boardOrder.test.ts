import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';

it('a file from before the board keeps its projects, none of which has a place yet', () => {
  const own = migrations.findIndex(({ name }) => name.endsWith('_board_order'));
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.exec(`
    INSERT INTO record (id, kind, visibility, label, sort_japanese, sort_latin,
      created_at, created_by, created_how, updated_at, updated_by, updated_how)
    VALUES ('p', 'project', 'government', '{"en":"Buses"}', 'buses', 'buses',
      '2026-01-01', 'a', 'hand', '2026-01-01', 'a', 'hand');
    INSERT INTO project (id, title, stage) VALUES ('p', '{"en":"Buses"}', 'study')`);

  database.exec(migrations[own]?.sql ?? '');

  expect(database.prepare('SELECT id, stage, board_order FROM project').all()).toEqual([
    { id: 'p', stage: 'study', board_order: null },
  ]);
  const plan = database.prepare("EXPLAIN QUERY PLAN SELECT board_order FROM project WHERE id = 'p'").all();
  expect(JSON.stringify(plan)).toContain('sqlite_autoindex_project_1');
  database.close();
});
