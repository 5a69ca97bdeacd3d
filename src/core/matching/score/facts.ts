import type { MatchingContext } from '../context.ts';
import { compareText } from '../order.ts';
import type { FactToAsk, FactVariant } from '../results.ts';
import type { NeedLevel } from '../types.ts';
import { type MatchOptions, rankColumns } from './forward.ts';
import type { NeedParts } from './need-query.ts';
import { topRows } from './top-rows.ts';

const DEPTH = 10;
const FACTS_SHOWN = 5;

/**
 * The questions to ask the city first: for each wanted concept the ranking is made again with "this is a must" and
 * with "this is not wanted"; what moves the first ten rows most comes first.
 */
export function factsToAsk(
  context: MatchingContext,
  parts: NeedParts,
  constraints: MatchOptions['constraints'],
): FactToAsk[] {
  const rank = (levels: ReadonlyMap<string, NeedLevel>): string[] => {
    const { columns, passes } = rankColumns(context, context.query({ ...parts, levels }), constraints);
    return topRows(columns.scores, passes, DEPTH).map(
      (position) => context.organisations.profiles[position]?.organisation.id ?? '',
    );
  };
  const base = rank(parts.levels);
  const variant = (levels: ReadonlyMap<string, NeedLevel>): FactVariant => {
    const rows = rank(levels);
    return { moved: 1 - averageOverlap(base, rows), ...(rows[0] === undefined ? {} : { first: rows[0] }) };
  };
  return context
    .query(parts, false)
    .concepts.map(({ id, level }): FactToAsk => {
      const without = new Map(parts.levels);
      without.delete(id);
      return {
        conceptId: id,
        level,
        ifConfirmed: variant(new Map([...parts.levels, [id, 'must' as const]])),
        ifDenied: variant(without),
      };
    })
    .filter((fact) => moveOf(fact) > 0)
    .sort((a, b) => moveOf(b) - moveOf(a) || compareText(a.conceptId, b.conceptId))
    .slice(0, FACTS_SHOWN);
}

function moveOf(fact: FactToAsk): number {
  return Math.max(fact.ifConfirmed.moved, fact.ifDenied.moved);
}

/**
 * Agreement of two rankings with more weight on the first rows: the mean, over every depth, of the share of rows
 * that both have down to there (average overlap). 1 for the same ranking.
 */
function averageOverlap(a: readonly string[], b: readonly string[]): number {
  const depth = Math.max(a.length, b.length);
  if (depth === 0) return 1;
  let sum = 0;
  for (let upTo = 1; upTo <= depth; upTo += 1) {
    const first = new Set(a.slice(0, upTo));
    sum += b.slice(0, upTo).filter((id) => first.has(id)).length / upTo;
  }
  return sum / depth;
}
