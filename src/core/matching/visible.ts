import type { MatchingData, MatchingRecord } from './types.ts';

const ORDER = ['public', 'member', 'government', 'private'] as const;
export type Audience = (typeof ORDER)[number];

/**
 * Only the records that an audience may see. A record without a visibility is private. The engine sees nothing
 * else, so that frequencies, ranks and hashes cannot give a hidden record away.
 */
export function visibleMatchingData(data: MatchingData, audience: Audience): MatchingData {
  const reach = ORDER.indexOf(audience);
  const entries = Object.entries(data).map(([table, rows]) => [
    table,
    (rows as readonly MatchingRecord[]).filter((row) => {
      const level = ORDER.findIndex((name) => name === (row.visibility ?? 'private'));
      return level >= 0 && level <= reach;
    }),
  ]);
  return Object.fromEntries(entries) as MatchingData;
}
