import { MusubiError } from '#core/errors/musubiError.ts';
import { isStorageFailure, storageError } from '#db/storageError.ts';
import type { Store } from '#db/store.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import type { HostServices } from '../services.ts';

/** Milliseconds of work after which others get their turn. */
const slice = 40;
/** Of a change whose texts have to be indexed again, writing it takes about this share. */
const writingShare = 0.5;

export interface LongTransactionOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: JobProgress | undefined;
}

/**
 * Runs work as one transaction that takes longer than a call may block the host. It has a connection of its own,
 * so that readers see the registry as it was until all is done; between its steps other calls run, a cancel among
 * them. Writes of this process are refused meanwhile, others wait for the lock as ever. What is found by text follows
 * when all is written, in the same transaction.
 * @param begin makes the steps, and says how far they are; each `yield` is a place where the work may be interrupted
 * @throws MusubiError CANCELLED, STORAGE_…; nothing is half-applied
 */
export async function longTransaction<Result>(
  services: Pick<HostServices, 'store' | 'openStore'>,
  begin: (store: Store, onProgress: JobProgress) => Generator<void, Result, void>,
  { signal, onProgress }: LongTransactionOptions = {},
): Promise<Result> {
  const release = services.store.hold();
  let own: Store | undefined;
  try {
    own = services.openStore();
    own.database.exec('BEGIN IMMEDIATE');
    const steps = own.indexingAtEnd(
      begin(own, (step, fraction) => onProgress?.(step, fraction * writingShare)),
    );
    let started = Date.now();
    for (;;) {
      const step = steps.next();
      if (step.done) {
        if (signal?.aborted) throw new MusubiError('CANCELLED');
        own.database.exec('COMMIT');
        onProgress?.('done', 1);
        return step.value;
      }
      if (step.value > 0) onProgress?.('index', writingShare + step.value * (1 - writingShare));
      if (Date.now() - started < slice) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) throw new MusubiError('CANCELLED');
      started = Date.now();
    }
  } catch (cause) {
    throw isStorageFailure(cause) ? storageError(cause, services.store.path) : cause;
  } finally {
    // What has not been committed goes with the connection.
    if (own?.database.inTransaction) own.database.exec('ROLLBACK');
    own?.close();
    release();
  }
}
