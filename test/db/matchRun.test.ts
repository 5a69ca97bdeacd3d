import BetterSqlite3 from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { matchRun } from '#db/schema/index.ts';

it('a file from before there were runs of matching gets their table and keeps what it has', () => {
  const own = migrations.findIndex(({ name }) => name === '0004_match_run');
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.exec(`INSERT INTO setting (key, value) VALUES ('language', '"ja"')`);

  database.exec(migrations[own]?.sql ?? '');
  database.exec(`INSERT INTO match_run (id, at, question, audience, input, fingerprint, settings, result)
    VALUES ('old', '2026-01-01T00:00:00Z', 'need', 'private', '{}', '{}', '{}', '[]')`);
  for (const { sql } of migrations.slice(own + 1)) database.exec(sql);

  const columns = database.pragma('table_info(match_run)') as { name: string }[];
  expect(columns.map(({ name }) => name).sort()).toEqual(
    Object.values(getTableColumns(matchRun))
      .map((column) => column.name)
      .sort(),
  );
  expect(database.prepare('SELECT key, value FROM setting').all()).toEqual([
    { key: 'language', value: '"ja"' },
  ]);
  expect(database.prepare('SELECT id, actor, position FROM match_run').all()).toEqual([
    { id: 'old', actor: null, position: null },
  ]);
  const plan = database.prepare('EXPLAIN QUERY PLAN SELECT id FROM match_run ORDER BY at DESC LIMIT 5').all();
  expect(JSON.stringify(plan)).toContain('match_run_at');
  database.close();
});
