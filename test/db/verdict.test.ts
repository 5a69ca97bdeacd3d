import BetterSqlite3 from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { verdict } from '#db/schema/kinds.ts';

it('a file from before there were verdicts gets their table and keeps its records', () => {
  const own = migrations.findIndex(({ name }) => name.endsWith('_verdict'));
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.exec(`INSERT INTO setting (key, value) VALUES ('language', '"ja"')`);

  database.exec(migrations[own]?.sql ?? '');

  const columns = database.pragma('table_info(verdict)') as { name: string }[];
  expect(columns.map(({ name }) => name).sort()).toEqual(
    Object.values(getTableColumns(verdict))
      .map((column) => column.name)
      .sort(),
  );
  expect(database.prepare('SELECT key FROM setting').all()).toEqual([{ key: 'language' }]);
  const plan = database.prepare("EXPLAIN QUERY PLAN SELECT * FROM verdict WHERE id = 'x'").all();
  expect(JSON.stringify(plan)).toContain('sqlite_autoindex_verdict_1');
  database.close();
});
