/**
 * Every pair of neighbouring characters of a name once, as numbers in ascending order; a name of one character is its
 * own pair. A character beyond the first plane counts as the two that UTF-16 writes it with.
 */
export function pairsOf(name: string): Int32Array {
  if (name.length < 2) return Int32Array.from([...name], (character) => character.charCodeAt(0));
  const pairs = new Int32Array(name.length - 1);
  for (let at = 0; at < pairs.length; at += 1)
    pairs[at] = (name.charCodeAt(at) << 16) | name.charCodeAt(at + 1);
  pairs.sort();
  let count = 1;
  for (let at = 1; at < pairs.length; at += 1) {
    if (pairs[at] === pairs[count - 1]) continue;
    pairs[count] = pairs[at] as number;
    count += 1;
  }
  return pairs.subarray(0, count);
}

/** A folded name with what it is compared by; made once for a name that is compared often. */
export interface NameShape {
  readonly name: string;
  readonly numbers: string;
  /** See `pairsOf`. */
  readonly pairs: Int32Array;
}

export function shapeOf(name: string): NameShape {
  return { name, numbers: numbersIn(name), pairs: pairsOf(name) };
}

/**
 * How alike two folded names are, 0 … 1: shared pairs of characters (Sørensen–Dice). Names that differ in a
 * number are different things: the first and the second phase of a study.
 */
export function nameSimilarity(a: NameShape, b: NameShape): number {
  if (a.name === b.name) return 1;
  if (a.numbers !== b.numbers) return 0;
  const others = new Set(b.pairs);
  const shared = a.pairs.filter((pair) => others.has(pair)).length;
  return likenessOf(shared, a.pairs.length + b.pairs.length);
}

/** @param together how many pairs the two names have, those that they share counted twice */
export function likenessOf(shared: number, together: number): number {
  return (2 * shared) / together;
}

/** The numbers of a name, in order. */
export function numbersIn(name: string): string {
  return (name.match(/\d+/g) ?? []).join(' ');
}
