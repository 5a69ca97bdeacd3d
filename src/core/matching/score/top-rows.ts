/**
 * The best rows of a column of scores without sorting all of it: highest score first, ties by position (positions
 * are in order of id).
 * @param passes 1 where a row may be taken
 */
export function topRows(scores: Float64Array, passes: Uint8Array, limit: number): number[] {
  const chosen: number[] = [];
  let lowest = Number.NEGATIVE_INFINITY;
  if (limit * 8 > scores.length) {
    for (let row = 0; row < scores.length; row += 1) if (passes[row] === 1) chosen.push(row);
    chosen.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    return chosen.slice(0, limit);
  }
  for (let row = 0; row < scores.length; row += 1) {
    if (passes[row] !== 1) continue;
    const score = scores[row] as number;
    if (chosen.length >= limit && score <= lowest) continue;
    let at = chosen.length;
    while (at > 0 && (scores[chosen[at - 1] as number] as number) < score) at -= 1;
    chosen.splice(at, 0, row);
    if (chosen.length > limit) chosen.pop();
    lowest = scores[chosen[chosen.length - 1] as number] as number;
  }
  return chosen;
}

/** Rank that a score takes among the rows that pass, its own row left out. */
export function rankOf(
  scores: Float64Array,
  passes: Uint8Array | undefined,
  own: number,
  score: number,
): number {
  let rank = 1;
  for (let row = 0; row < scores.length; row += 1) {
    if (row === own || (passes && passes[row] !== 1)) continue;
    const other = scores[row] as number;
    if (other > score || (other === score && row < own)) rank += 1;
  }
  return rank;
}

/** Where a row stands: among the rows that pass, and among all. */
export interface RowPlace {
  readonly rank: number;
  readonly rankOfAll: number;
  /** Other rows of all that score lower or the same. */
  readonly lowerOrSame: number;
}

/**
 * The places of a few rows, as `rankOf` gives them one by one, in one pass over the column: most rows score lower than
 * all of the few, which one comparison tells.
 */
export function placesOf(scores: Float64Array, passes: Uint8Array, rows: readonly number[]): RowPlace[] {
  const own = Float64Array.from(rows, (row) => scores[row] as number);
  const lowest = own.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
  const above = new Int32Array(rows.length);
  const aboveOfAll = new Int32Array(rows.length);
  const lowerOrSame = new Int32Array(rows.length);
  let lower = 0;
  for (let other = 0; other < scores.length; other += 1) {
    const score = scores[other] as number;
    if (score < lowest) {
      lower += 1;
      continue;
    }
    const passing = passes[other] === 1 ? 1 : 0;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as number;
      if (row === other) continue;
      const mine = own[index] as number;
      if (score <= mine) lowerOrSame[index] = (lowerOrSame[index] as number) + 1;
      if (score > mine || (score === mine && other < row)) {
        above[index] = (above[index] as number) + passing;
        aboveOfAll[index] = (aboveOfAll[index] as number) + 1;
      }
    }
  }
  return rows.map((_row, index) => ({
    rank: (above[index] as number) + 1,
    rankOfAll: (aboveOfAll[index] as number) + 1,
    lowerOrSame: lower + (lowerOrSame[index] as number),
  }));
}
