import { setTimeout } from 'node:timers/promises';
import { MusubiError } from '#core/errors/musubiError.ts';
import { isStorageFailure, storageError } from '#db/storageError.ts';
import type { Store } from '#db/store.ts';
import type { OnShare } from './opening.ts';
import type { OpeningPart } from './openingWork.ts';

/** Milliseconds of work after which others get their turn: a window that asks how far it is, a person who closes it. */
const slice = 40;
/** Milliseconds that others have then: a window's files are read and sent in many small steps, not in one. */
const turn = 4;

/**
 * Does one part after the other, each as one transaction. Nobody else has the connection yet.
 * @throws MusubiError CANCELLED, STORAGE_…; of the part under way nothing is applied then, and it is done at the next start
 */
export async function doOpeningWork(
  store: Store,
  parts: readonly OpeningPart[],
  onShare: OnShare = () => {},
  signal?: AbortSignal,
): Promise<void> {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  for (const part of parts) {
    const tell = (share: number) => onShare((before + share * part.weight) / whole);
    await inOneTransaction(store, part.steps(), tell, signal);
    before += part.weight;
    tell(0);
  }
}

async function inOneTransaction(
  store: Store,
  steps: Generator<number, unknown, void>,
  onShare: OnShare,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    store.database.exec('BEGIN IMMEDIATE');
    // The first turn is others' at once, so that a window hears what it waits for.
    let started = 0;
    for (let step = steps.next(); !step.done; step = steps.next()) {
      if (Date.now() - started < slice) continue;
      onShare(step.value);
      await setTimeout(turn);
      if (signal?.aborted) throw new MusubiError('CANCELLED');
      started = Date.now();
    }
    store.database.exec('COMMIT');
  } catch (cause) {
    throw isStorageFailure(cause) ? storageError(cause, store.path) : cause;
  } finally {
    if (store.database.inTransaction) store.database.exec('ROLLBACK');
  }
}
