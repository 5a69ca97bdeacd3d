import BetterSqlite3 from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { migrations } from '#db/migrations/index.ts';
import { importBatch } from '#db/schema/index.ts';

it('a file from before imports were noted gets their table and keeps its changes', () => {
  const own = migrations.findIndex(({ name }) => name.endsWith('_import_batch'));
  const database = new BetterSqlite3(':memory:');
  for (const { sql } of migrations.slice(0, own)) database.exec(sql);
  database.exec(`INSERT INTO actor (id) VALUES ('device');
    INSERT INTO change (id, at, actor, origin, batch) VALUES ('one', '2025-04-01', 'device', 'import', 'batch')`);

  database.exec(migrations[own]?.sql ?? '');

  const columns = database.pragma('table_info(import_batch)') as { name: string }[];
  expect(columns.map(({ name }) => name).sort()).toEqual(
    Object.values(getTableColumns(importBatch))
      .map((column) => column.name)
      .sort(),
  );
  const known = `SELECT change.id, import_batch.file_name AS file FROM change
    LEFT JOIN import_batch ON import_batch.id = change.batch WHERE change.batch = 'batch'`;
  expect(database.prepare(known).all()).toEqual([{ id: 'one', file: null }]);
  const plan = JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${known}`).all());
  expect(plan).toContain('change_batch');
  expect(plan).toContain('import_batch USING PRIMARY KEY');
  database.close();
});
