import { FOLDING_VERSION } from '#core/search/fold.ts';
import { finish } from './finish.ts';
import { readMeta, writeMeta } from './meta.ts';
import type { Store } from './store.ts';

export const foldingVersionKey = 'search.pairs.folding';

/** Makes the whole search index anew from the log. @returns how many records were indexed */
export function rebuildSearchIndex(store: Store): number {
  return store.write(() => finish(rebuildingSearchIndex(store)));
}

/** The same in steps, each with the share that is done, 0 … 1; the caller holds the transaction. */
export function* rebuildingSearchIndex(store: Store): Generator<number, number, void> {
  store.database.exec("INSERT INTO search_text (search_text) VALUES ('delete-all')");
  store.database.exec('DELETE FROM search_key; DELETE FROM search_stale;');
  const records = store.statements.all<{ row: number; id: string }>(
    'SELECT row, id FROM record WHERE deleted_at IS NULL ORDER BY row',
  );
  yield* store.rows.indexing(records);
  tidySearchIndex(store);
  markSearchIndexCurrent(store);
  return records.length;
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

function markSearchIndexCurrent(store: Store) {
  writeMeta(store.statements, foldingVersionKey, String(FOLDING_VERSION));
}

/** Rebuilds when the folding rules of this version differ from those that the index was made with. */
export function ensureSearchIndex(store: Store): boolean {
  if (isSearchIndexCurrent(store)) return false;
  rebuildSearchIndex(store);
  return true;
}

const staleBatch = 500;
/** Records whose text is indexed in one transaction while a window waits for nothing: a few tenths of a second. */
const staleStep = 200;

/** Indexes again what waits for it; cheap when there is nothing to do. */
export function refreshStaleSearch(store: Store) {
  if (!isAnythingStale(store)) return;
  store.write(() => {
    while (store.rows.refreshStale(staleBatch) === staleBatch);
  });
}

/** The same before records are chosen by their text; other conditions read the rows. */
export function refreshStaleSearchFor(store: Store, where: readonly { readonly field: string }[]) {
  if (where.some(({ field }) => field === 'text')) refreshStaleSearch(store);
}

/** The same in steps of one transaction each, between which others get their turn. */
export function* refreshingStaleSearch(store: Store): Generator<void, void, void> {
  if (!isAnythingStale(store)) return;
  while (store.write(() => store.rows.refreshStale(staleStep)) === staleStep) yield;
}

function isAnythingStale({ statements }: Store): boolean {
  return statements.get('SELECT 1 FROM search_stale LIMIT 1') !== undefined;
}
