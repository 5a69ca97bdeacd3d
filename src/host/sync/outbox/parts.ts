import type { Chosen } from './owed.ts';

/**
 * In order of the log, but classes first: whoever reads a record in parts must not take it for narrower than
 * it is.
 */
export function inOrder(chosen: ReadonlyMap<number, readonly Chosen[]>): [number, readonly Chosen[]][] {
  const saysClass = (choices: readonly Chosen[]) =>
    choices.some(({ operation }) => operation.field === 'visibility' && operation.isHead);
  return [...chosen].sort(
    ([a, ours], [b, theirs]) => Number(saysClass(theirs)) - Number(saysClass(ours)) || a - b,
  );
}

/** Parts of one transaction that each fit into a request. */
export function split(choices: readonly Chosen[], largest: number): Chosen[][] {
  const parts: Chosen[][] = [];
  let size = 0;
  for (const choice of choices) {
    const { value, previous, field } = choice.operation;
    const own = Buffer.byteLength(value ?? '') * 1.1 + field.length + previous.length * 45 + 250;
    const part = parts.at(-1);
    if (part && size + own <= largest) {
      part.push(choice);
      size += own;
    } else {
      parts.push([choice]);
      size = own;
    }
  }
  return parts;
}
