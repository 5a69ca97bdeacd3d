import { likenessOf, numbersIn, pairsOf } from './nameSimilarity.ts';

/**
 * Names with the same numbers in them, by place. What every comparison looks at lies in plain rows of numbers, for
 * most comparisons end there.
 */
interface Block {
  /** Whose name it is. */
  readonly owners: number[];
  /** How many pairs it has. */
  readonly sizes: number[];
  /** Its signature, see `signatureOf`. */
  readonly lowBits: number[];
  readonly highBits: number[];
  /** See `pairsOf`. */
  readonly pairs: Int32Array[];
  /** The question that last came upon it. */
  readonly asked: number[];
  /** By pair, the names that have it. */
  readonly postings: Map<number, number[]>;
}

/** A name that is like so many others tells none of them from the rest. */
export const mostAlike = 100;

/** What rounding may take from a bound. */
const rounding = 1e-9;

/**
 * Folded names, and which of them are at least as alike as `nearest` (0 … 1) by the measure of `nameSimilarity`,
 * without comparing all with all. Nothing is left to chance: a name is passed over only where it can be shown that it
 * shares too few pairs.
 *
 * - Two names that are near share a certain number of pairs at least, as many as the smaller one has at most.
 * - Any n - s + 1 of a name's n pairs have one in common with a name that shares s of them: the rarest are looked up
 *   (prefix filtering: Chaudhuri, Ganti and Kaushik 2006, A primitive operator for similarity joins in data cleaning).
 *   What is come upon late shares none of the pairs before.
 * - A bit of one name's signature that the other lacks is a pair at least that they do not share.
 */
export class AlikeNames {
  readonly #nearest: number;
  /** By the numbers in a name. */
  readonly #blocks = new Map<string, Block>();
  /** By the size of a name, see `#fewestOf`. */
  readonly #fewest: (readonly number[] | undefined)[] = [];
  #question = 0;

  constructor(nearest: number) {
    this.#nearest = nearest;
  }

  /** @param owner comes back from `find`; one owner may have several names */
  add(name: string, owner: number) {
    const pairs = pairsOf(name);
    const [low, high] = signatureOf(pairs);
    const block = this.#blockOf(numbersIn(name));
    const place = block.pairs.push(pairs) - 1;
    block.owners.push(owner);
    block.sizes.push(pairs.length);
    block.lowBits.push(low);
    block.highBits.push(high);
    block.asked.push(0);
    for (const pair of pairs) {
      const posting = block.postings.get(pair);
      if (posting) posting.push(place);
      else block.postings.set(pair, [place]);
    }
  }

  /** The owners of names that are like this one; of more than `mostAlike` of them, some. */
  find(name: string): Set<number> {
    const found = new Set<number>();
    const block = this.#blocks.get(numbersIn(name));
    if (!block) return found;
    const { asked, sizes, lowBits, highBits } = block;
    this.#question += 1;
    const question = this.#question;
    const pairs = pairsOf(name);
    const size = pairs.length;
    const [low, high] = signatureOf(pairs);
    const fewestOf = this.#fewestOf(size);
    const postings = Array.from(pairs, (pair) => block.postings.get(pair) ?? nobody);
    postings.sort((a, b) => a.length - b.length);
    const telling = size - fewestOfAny(this.#nearest, size) + 1;
    for (let at = 0; at < telling; at += 1) {
      const posting = postings[at] ?? nobody;
      for (let index = 0; index < posting.length; index += 1) {
        const place = posting[index] as number;
        const otherSize = sizes[place] as number;
        const fewest = fewestOf[otherSize] ?? Number.POSITIVE_INFINITY;
        if (size - at < fewest || asked[place] === question) continue;
        asked[place] = question;
        const otherLow = lowBits[place] as number;
        const otherHigh = highBits[place] as number;
        if (size - bitsIn(low & ~otherLow) - bitsIn(high & ~otherHigh) < fewest) continue;
        if (otherSize - bitsIn(otherLow & ~low) - bitsIn(otherHigh & ~high) < fewest) continue;
        if (!shareAtLeast(fewest, pairs, block.pairs[place] as Int32Array)) continue;
        found.add(block.owners[place] as number);
        if (found.size === mostAlike) return found;
      }
    }
    return found;
  }

  /**
   * By another name's size, how many pairs it shares at least with a name of this size that it is near; more than
   * there are where it cannot be near.
   */
  #fewestOf(size: number): readonly number[] {
    const known = this.#fewest[size];
    if (known) return known;
    const fewest: number[] = [];
    const largest = Math.floor((size * (2 - this.#nearest)) / this.#nearest + rounding);
    for (let other = 0; other <= largest; other += 1) {
      let shared = 0;
      while (likenessOf(shared, size + other) < this.#nearest) shared += 1;
      fewest.push(shared > other ? size + 1 : shared);
    }
    this.#fewest[size] = fewest;
    return fewest;
  }

  #blockOf(numbers: string): Block {
    let block = this.#blocks.get(numbers);
    if (!block) {
      block = { owners: [], sizes: [], lowBits: [], highBits: [], pairs: [], asked: [], postings: new Map() };
      this.#blocks.set(numbers, block);
    }
    return block;
  }
}

/** How many pairs a name shares at least with any name near it: s, which that one has, and 2s ≥ nearest · (size + s). */
function fewestOfAny(nearest: number, size: number): number {
  return Math.ceil((nearest * size) / (2 - nearest) - rounding);
}

const nobody: readonly number[] = [];

/** 64 bits, one set for each pair; several pairs may set the same. */
function signatureOf(pairs: Int32Array): [low: number, high: number] {
  let low = 0;
  let high = 0;
  for (const pair of pairs) {
    // Multiplied by 2^32 over the golden ratio, the first bits tell neighbouring characters apart best.
    const bit = Math.imul(pair, 0x9e37_79b1) >>> 26;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return [low, high];
}

/** How many bits are set (Warren, Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  const twos = word - ((word >>> 1) & 0x5555_5555);
  const fours = (twos & 0x3333_3333) + ((twos >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

function shareAtLeast(fewest: number, own: Int32Array, other: Int32Array): boolean {
  let shared = 0;
  let at = 0;
  let otherAt = 0;
  while (shared + Math.min(own.length - at, other.length - otherAt) >= fewest) {
    const pair = own[at];
    const otherPair = other[otherAt];
    if (pair === undefined || otherPair === undefined) return true;
    if (pair === otherPair) shared += 1;
    if (pair <= otherPair) at += 1;
    if (pair >= otherPair) otherAt += 1;
  }
  return false;
}
