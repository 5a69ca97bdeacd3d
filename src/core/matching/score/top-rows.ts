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
