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
): Promise<Undone> {
  const size = services.store.statements.get<{ n: number }>(
    `SELECT count(*) AS n FROM operation JOIN change ON change.sequence = operation.change WHERE change.id = ?`,
    changeId,
  )?.n;
  if ((size ?? 0) <= doneAtOnce) return services.writer.undo(changeId, context);
  return longTransaction(services, (store) => new RegistryWriter(store).undoing(changeId, context), signal);
}
