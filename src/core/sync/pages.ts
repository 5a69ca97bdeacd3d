/** Slots are looked up in blocks of this many names. */
export const slotBlock = 100;

/** The slots of the block that begins after `after`. */
export function slotsAfter(after: number, size: number, most: number): number[] {
  const slots: number[] = [];
  for (let slot = after + 1; slot <= Math.min(after + size, most); slot++) slots.push(slot);
  return slots;
}

/**
 * The numbers to ask for: the last one applied, which anchors the page, and what may follow it.
 * @param position 0 when nothing of the slot has been applied yet: then there is no anchor
 */
export function numbersOfPage(position: number, size: number): number[] {
  const first = Math.max(1, position);
  return Array.from({ length: size }, (_, index) => first + index);
}

/**
 * What of a page follows `position` without a gap. A number that is missing is later, never absent:
 * brokers show parts of a result.
 */
export function contiguousPrefix<Change>(
  position: number,
  found: ReadonlyMap<number, Change>,
): [number, Change][] {
  const prefix: [number, Change][] = [];
  for (let number = position + 1; ; number++) {
    const change = found.get(number);
    if (change === undefined) return prefix;
    prefix.push([number, change]);
  }
}
