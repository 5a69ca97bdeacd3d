import type { Head } from './fieldState.ts';
import type { Operation } from './operation.ts';

/**
 * The heads of a set of operations: those that stand, because no other one of the set names them. With the
 * operations up to a moment these are the heads of that moment; order and repetition do not matter.
 */
export function headsOf(operations: Iterable<Operation>): Head[] {
  const all = [...operations];
  const replaced = new Set(all.flatMap((operation) => operation.previous));
  return all.filter((operation) => operation.action !== 'remove' && !replaced.has(operation.id));
}
