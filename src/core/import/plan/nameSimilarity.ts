/** Pairs of neighbouring characters; a name of one character is its own pair. */
export function pairsOf(name: string): Set<string> {
  const characters = [...name];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/**
 * How alike two folded names are, 0 … 1: shared pairs of characters (Sørensen–Dice). Names that differ in a
 * number are different things: the first and the second phase of a study.
 */
export function nameSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  if (numbersIn(a) !== numbersIn(b)) return 0;
  const left = pairsOf(a);
  const right = pairsOf(b);
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}

/** The numbers of a name, in order. */
export function numbersIn(name: string): string {
  return (name.match(/\d+/g) ?? []).join(' ');
}
