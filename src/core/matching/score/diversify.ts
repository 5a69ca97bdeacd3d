/**
 * xQuAD (R. Santos, C. Macdonald, I. Ounis 2010): takes rows one by one, weighing relevance against covering wanted
 * elements that the rows above do not cover yet.
 * @param coverage per row, per element: how well the row covers it, in [0, 1]
 * @param importance per element, adding up to 1
 * @param balance 0 keeps the order of relevance, 1 looks at coverage only
 * @returns row indexes in their new order
 */
export function diversify(
  relevance: readonly number[],
  coverage: readonly (readonly number[])[],
  importance: readonly number[],
  balance: number,
): number[] {
  const open = importance.map(() => 1);
  const left = relevance.map((_value, index) => index);
  const order: number[] = [];
  while (left.length > 0) {
    let best = 0;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const [slot, row] of left.entries()) {
      let novelty = 0;
      for (const [element, share] of importance.entries())
        novelty += share * (coverage[row]?.[element] ?? 0) * (open[element] ?? 0);
      const value = (1 - balance) * (relevance[row] ?? 0) + balance * novelty;
      if (value > bestValue) {
        bestValue = value;
        best = slot;
      }
    }
    const [row] = left.splice(best, 1);
    if (row === undefined) break;
    order.push(row);
    for (const element of importance.keys())
      open[element] = (open[element] ?? 1) * (1 - (coverage[row]?.[element] ?? 0));
  }
  return order;
}
