import { FOLDING_VERSION } from '#core/search/fold.ts';
import { readMeta, writeMeta } from './meta.ts';
import type { Store } from './store.ts';

export const foldingVersionKey = 'search.pairs.folding';

/** Makes the whole search index anew from the log. @returns how many records were indexed */
export function rebuildSearchIndex(store: Store): number {
  return store.write(() => {
    store.database.exec("INSERT INTO search_text (search_text) VALUES ('delete-all')");
    store.database.exec('DELETE FROM search_key; DELETE FROM search_stale;');
    const rows = store.statements.all<{ row: number; id: string }>(
      `SELECT row, id FROM record WHERE deleted_at IS NULL
       ORDER BY CASE kind WHEN 'concept' THEN 0 WHEN 'country' THEN 1 WHEN 'city' THEN 2 WHEN 'organisation' THEN 3 ELSE 4 END, row`,
    );
    for (const { row, id } of rows) store.rows.index(row, id);
    // Names that were indexed after a record that shows them.
    store.database.exec(`INSERT OR IGNORE INTO search_stale (row)
      SELECT DISTINCT origin.row FROM link
      JOIN record AS origin ON origin.id = link.from_id AND origin.deleted_at IS NULL
      JOIN record AS target ON target.id = link.to_id
      WHERE target.row > origin.row`);
    tidySearchIndex(store);
    markSearchIndexCurrent(store);
    return rows.length;
  });
}

/**
 * Joins the parts in which the full-text index was written; questions then take two thirds of the time.
 * For after a rebuild or an import of thousands: about 0.1 ms per record of the whole registry.
 */
export function tidySearchIndex(store: Store) {
  store.write(() => store.database.exec("INSERT INTO search_text (search_text) VALUES ('optimize')"));
}

export function isSearchIndexCurrent(store: Store): boolean {
  return readMeta(store.statements, foldingVersionKey) === String(FOLDING_VERSION);
}

export function markSearchIndexCurrent(store: Store) {
  writeMeta(store.statements, foldingVersionKey, String(FOLDING_VERSION));
}

/** Rebuilds when the folding rules of this version differ from those that the index was made with. */
export function ensureSearchIndex(store: Store): boolean {
  if (isSearchIndexCurrent(store)) return false;
  rebuildSearchIndex(store);
  return true;
}

const staleBatch = 500;

/** Indexes again what points to renamed records; cheap when there is nothing to do. */
export function refreshStaleSearch(store: Store) {
  const stale = store.statements.get<{ n: number }>('SELECT EXISTS (SELECT 1 FROM search_stale) AS n');
  if (!stale?.n) return;
  store.write(() => {
    while (store.rows.refreshStale(staleBatch) === staleBatch);
  });
}
