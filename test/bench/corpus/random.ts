/** Repeatable random numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer in [0, limit). */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Up to `count` different members, in random order. */
  sample<Item>(items: readonly Item[], count: number): Item[];
}

/** sfc32, a small fast counting generator (Chris Doty-Humphrey, PractRand), seeded from a text. */
export function createRandom(seed: string): Random {
  const state = seedOf(seed);
  const next = () => {
    const [a = 0, b = 0, c = 0, counter = 0] = state;
    const sum = (a + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    state[3] = (counter + 1) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) next();
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[below(items.length)] as Item;
  };
  return {
    next,
    below,
    pick,
    chance: (probability) => next() < probability,
    sample: (items, count) => {
      const chosen = new Set<number>();
      const wanted = Math.min(count, items.length);
      while (chosen.size < wanted) chosen.add(below(items.length));
      return [...chosen].map((index) => items[index] as (typeof items)[number]);
    },
  };
}

/** Four words from a text by FNV-1a, each from another offset. */
function seedOf(text: string): Int32Array {
  return Int32Array.from([1, 2, 3, 4], (offset) => {
    let hash = 0x811c9dc5 ^ offset;
    for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    return hash;
  });
}
