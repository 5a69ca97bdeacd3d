import type { SettleChoice } from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { Store } from '#db/store.ts';
import type { ChangeContext, RegistryWriter } from '#host/registry/writer.ts';
import { type Conflict, listConflicts, settleFound } from '../conflicts.ts';

export interface SettledMany {
  readonly settled: { id: string; recordId: string; changeId: string | null }[];
  /** Those that the choice does not settle. */
  readonly left: string[];
}

/**
 * Settles conflicts in one transaction. One alone that cannot be settled is refused with its reason; of several, those
 * are named and the others settled.
 * @throws MusubiError NOT_FOUND, INVALID_INPUT for a single conflict
 */
export function settleMany(
  store: Store,
  writer: RegistryWriter,
  items: readonly { readonly id: string; readonly choice: SettleChoice }[],
  context: ChangeContext,
): SettledMany {
  return store.write(() => {
    const open = new Map(listConflicts(store).map((conflict) => [conflict.id, conflict]));
    const result: SettledMany = { settled: [], left: [] };
    for (const { id, choice } of items) {
      const conflict = open.get(id);
      try {
        if (!conflict) throw new MusubiError('NOT_FOUND', { id });
        const { changeId } = settleFound(store, writer, conflict, chosen(conflict, choice), context);
        result.settled.push({ id, recordId: conflict.recordId, changeId });
      } catch (cause) {
        if (!(cause instanceof MusubiError) || items.length === 1) throw cause;
        if (cause.code !== 'INVALID_INPUT' && cause.code !== 'NOT_FOUND') throw cause;
        result.left.push(id);
      }
    }
    return result;
  });
}

function chosen(conflict: Conflict, choice: SettleChoice): 'mine' | 'theirs' | { readonly value: unknown } {
  if (choice.take === 'mine' || choice.take === 'theirs') return choice.take;
  if (choice.take === 'value') return { value: choice.value };
  const one = conflict.values.find(({ operationId }) => operationId === choice.operationId);
  if (!one) throw new MusubiError('NOT_FOUND', { id: conflict.id, operationId: choice.operationId });
  return { value: one.value };
}
