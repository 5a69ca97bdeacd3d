import type { JobProgress } from '../jobs/runAsJob.ts';
import type { HostServices } from '../services.ts';
import { longTransaction } from './longTransaction.ts';
import { type ChangeContext, RegistryWriter, type Undone } from './writer.ts';

/** Changes with more operations than this are taken back in steps, so that everything else goes on. */
const doneAtOnce = 400;

/**
 * Takes a change back, whatever its size.
 * @throws MusubiError NOT_FOUND, NOTHING_TO_UNDO, CANCELLED, STORAGE_…
 */
export async function undoChange(
  services: HostServices,
  changeId: string,
  context: ChangeContext,
  signal?: AbortSignal,
  onProgress?: JobProgress,
): Promise<Undone> {
  const size = services.store.statements.get<{ n: number }>(
    `SELECT count(*) AS n FROM operation JOIN change ON change.sequence = operation.change WHERE change.id = ?`,
    changeId,
  )?.n;
  if ((size ?? 0) <= doneAtOnce) return services.writer.undo(changeId, context);
  return longTransaction(
    services,
    (store, onUndone) => counted(new RegistryWriter(store).undoing(changeId, context), size ?? 0, onUndone),
    { signal, onProgress },
  );
}

/** About three steps for each operation: its inverse is found, written, and a row follows; never told as more than done. */
function* counted(
  steps: Generator<void, Undone, void>,
  operations: number,
  onProgress: JobProgress,
): Generator<void, Undone, void> {
  for (let done = 0; ; done += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    if (done % 50 === 0) onProgress('undo', Math.min(0.99, done / (3 * operations)));
    yield;
  }
}
