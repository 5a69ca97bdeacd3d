import type { MatchingContext } from '../context.ts';
import type { Profile } from '../profile/profile.ts';
import { rankColumns } from './forward.ts';
import type { NeedQuery } from './need-query.ts';
import { topRows } from './top-rows.ts';

/** Organisations by how much they have behind them. */
export const sizeClasses = ['noEvidence', 'oneOrTwo', 'threeToNine', 'tenOrMore'] as const;
export type SizeClass = (typeof sizeClasses)[number];

/** How often organisations of one class are seen. */
export interface Exposure {
  readonly size: SizeClass;
  readonly organisations: number;
  /** Share of all organisations. */
  readonly share: number;
  /** Share of all places among the first `depth` rows of all needs. */
  readonly shareOfPlaces: number;
  /** Organisations of this class that are seen at least once. */
  readonly seen: number;
}

function sizeOf(profile: Profile): SizeClass {
  const pieces = profile.items.length;
  if (pieces === 0) return 'noEvidence';
  if (pieces <= 2) return 'oneOrTwo';
  return pieces <= 9 ? 'threeToNine' : 'tenOrMore';
}

/** Who is shown to whom: nothing is boosted, but it can be seen whether small and new firms are seen at all. */
export function exposureBySize(
  context: MatchingContext,
  queries: readonly NeedQuery[],
  depth: number,
): Exposure[] {
  const { profiles } = context.organisations;
  const places = new Map<SizeClass, number>();
  const seen = new Map<SizeClass, Set<number>>(sizeClasses.map((size) => [size, new Set()]));
  let total = 0;
  for (const query of queries) {
    const { columns, passes } = rankColumns(context, query, undefined);
    for (const position of topRows(columns.scores, passes, depth)) {
      const profile = profiles[position];
      if (!profile) continue;
      const size = sizeOf(profile);
      places.set(size, (places.get(size) ?? 0) + 1);
      seen.get(size)?.add(position);
      total += 1;
    }
  }
  return sizeClasses.map((size) => {
    const organisations = profiles.filter((profile) => sizeOf(profile) === size).length;
    return {
      size,
      organisations,
      share: profiles.length > 0 ? organisations / profiles.length : 0,
      shareOfPlaces: total > 0 ? (places.get(size) ?? 0) / total : 0,
      seen: seen.get(size)?.size ?? 0,
    };
  });
}
