import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';

it('a file from before missions keeps its notes, needs and follow-ups and gets room for missions and drafts', () => {
  const own = migrations.findIndex(({ sql }) => sql.includes('CREATE TABLE mission ('));
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.pragma('foreign_keys = OFF');
  database.exec(`INSERT INTO mission_note (id, title, date) VALUES ('n1', '{"ja":"面談"}', '2026-10-01');
    INSERT INTO need (id, title) VALUES ('d1', '{"en":"Flood warning"}');
    INSERT INTO follow_up (id, title) VALUES ('f1', '{"en":"Call back"}')`);

  database.exec(migrations[own]?.sql ?? '');

  expect(database.prepare('SELECT id, title, date, mission FROM mission_note').get()).toEqual({
    id: 'n1',
    title: '{"ja":"面談"}',
    date: '2026-10-01',
    mission: null,
  });
  for (const table of ['need', 'follow_up'])
    expect(database.prepare(`SELECT mission FROM ${table}`).all()).toEqual([{ mission: null }]);
  const plan = database.prepare('EXPLAIN QUERY PLAN SELECT content FROM draft WHERE key = ?').all('k');
  expect(JSON.stringify(plan)).toContain('PRIMARY KEY');
  database.close();
});
