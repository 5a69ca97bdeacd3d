import type { RegistryDatabase } from '#db/open.ts';

/** Makes a file large by rows that no list shows and that no log knows: only to see what is said of a large file. */
export function addRemovedRecords(database: RegistryDatabase, count = 20_000) {
  database
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO record (id, kind, visibility, sort_japanese, sort_latin,
         created_at, created_by, created_how, updated_at, updated_by, updated_how, deleted_at)
       SELECT 'removed-' || i, 'event', 'public', '', '', '', '', 'hand', '', '', 'hand', '2026-01-01' FROM n`,
    )
    .run(count);
}
