/** Pairs of neighbouring characters; a name of one character is its own pair. */
export function pairsOf(name: string): Set<string> {
  const characters = [...name];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** A folded name with what it is compared by; made once for a name that is compared often. */
export interface NameShape {
  readonly name: string;
  readonly numbers: string;
  readonly pairs: ReadonlySet<string>;
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
  let shared = 0;
  for (const pair of a.pairs) if (b.pairs.has(pair)) shared += 1;
  return (2 * shared) / (a.pairs.size + b.pairs.size);
}

/** The numbers of a name, in order. */
export function numbersIn(name: string): string {
  return (name.match(/\d+/g) ?? []).join(' ');
}
