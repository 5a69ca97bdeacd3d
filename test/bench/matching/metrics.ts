/** Ranking figures of one query. */
export interface QueryMetrics {
  readonly averagePrecision: number;
  readonly ndcg10: number;
  readonly reciprocalRank: number;
  readonly hit1: number;
}

/**
 * Average precision (binary), nDCG@10 with linear gains (Järvelin and Kekäläinen 2002), reciprocal rank and hit@1.
 * @param ranking document ids, best first
 * @param gains document id → gain; above 0 is relevant
 */
export function measureRanking(ranking: readonly string[], gains: ReadonlyMap<string, number>): QueryMetrics {
  const relevant = [...gains.values()].filter((gain) => gain > 0);
  if (relevant.length === 0) return { averagePrecision: 0, ndcg10: 0, reciprocalRank: 0, hit1: 0 };
  let found = 0;
  let precisionSum = 0;
  let reciprocalRank = 0;
  let gained = 0;
  for (const [index, id] of ranking.entries()) {
    const gain = gains.get(id) ?? 0;
    if (gain <= 0) continue;
    found += 1;
    precisionSum += found / (index + 1);
    if (reciprocalRank === 0) reciprocalRank = 1 / (index + 1);
    if (index < 10) gained += gain / Math.log2(index + 2);
  }
  const ideal = relevant
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
  return {
    averagePrecision: precisionSum / relevant.length,
    ndcg10: gained / ideal,
    reciprocalRank,
    hit1: reciprocalRank === 1 ? 1 : 0,
  };
}

/** Mean of a list; 0 for none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
