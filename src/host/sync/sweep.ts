import { readMeta, writeMeta } from '#db/meta.ts';
import { tidySearchIndex } from '#db/searchVersion.ts';
import type { Store } from '#db/store.ts';

const pendingKey = 'sync.sweepPending';

/** To be called in the transaction that takes values out of the log: a crash does not forget the sweep. */
export function demandSweep(store: Store) {
  writeMeta(store.statements, pendingKey, '1');
}

/**
 * Makes withdrawn values unreadable in the file itself: words of the full-text index, and pages that were
 * freed. Rewrites the file; while another window keeps it busy it stays pending.
 */
export function sweepWithdrawn(store: Store) {
  if (readMeta(store.statements, pendingKey) !== '1') return;
  try {
    tidySearchIndex(store);
    store.database.exec('VACUUM');
    store.database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (cause) {
    if (isBusy(cause)) return;
    throw cause;
  }
  store.write(() => writeMeta(store.statements, pendingKey, '0'));
}

function isBusy(cause: unknown): boolean {
  const code = (cause as { code?: unknown }).code;
  return typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'));
}
