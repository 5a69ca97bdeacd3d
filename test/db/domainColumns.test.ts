import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';

it('a file from before events had follow-ups keeps its rows and knows nothing of the new columns', () => {
  const own = migrations.findIndex(({ name }) => name.endsWith('_domain'));
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.exec(`
    INSERT INTO record (row, id, kind, visibility, label, sort_japanese, sort_latin, created_at, created_by, created_how, updated_at, updated_by, updated_how)
      VALUES (1, 'f', 'followUp', 'government', '{"en":"Call"}', 'call', 'call', '2026-01-01', 'a', 'hand', '2026-01-01', 'a', 'hand');
    INSERT INTO follow_up (id, title, status) VALUES ('f', '{"en":"Call"}', 'planned');`);

  database.exec(migrations[own]?.sql ?? '');

  expect(database.prepare('SELECT id, status, event FROM follow_up').all()).toEqual([
    { id: 'f', status: 'planned', event: null },
  ]);
  // Follow-ups of an event are found by their link, in both directions, from an index.
  const plan = database
    .prepare("EXPLAIN QUERY PLAN SELECT from_id FROM link WHERE to_id = 'hlm1-2019' AND field = 'event'")
    .all();
  expect(JSON.stringify(plan)).toContain('link_back');
  expect(() => database.exec(`INSERT INTO event (id, sessions) VALUES ('e', 'no json')`)).toThrow();
  database.close();
});
