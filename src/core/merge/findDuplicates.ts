import { type KnownRecord, RecordIndex } from '../import/plan/recordIndex.ts';
import type { KindName } from '../kinds/fieldTypes.ts';

/** Two records that may be one, and what speaks for it. */
export interface DuplicatePair {
  /** The two ids in order, so that a pair has one form. */
  readonly ids: readonly [string, string];
  /** 0 … 1, as an import scores a row against a record. */
  readonly score: number;
  /** Keys of `import:because` in locales. */
  readonly because: readonly string[];
}

/** Below this a list of pairs is mostly names that happen to be alike. */
export const fewestPairScore = 0.7;

/**
 * Pairs of records of one kind that may be the same, the likeliest first: by folded name, other names, country
 * or the like, unique values and web address. Yields the share that is done, so that the caller can let others
 * work, or stop.
 */
export function* findDuplicates(
  kind: KindName,
  records: readonly KnownRecord[],
): Generator<number, DuplicatePair[], void> {
  const index = new RecordIndex(kind, records);
  const pairs = new Map<string, DuplicatePair>();
  for (const [place, record] of records.entries()) {
    if (place % 50 === 0) yield place / records.length;
    for (const { id, score, because } of index.candidates(record.values, record.id)) {
      if (score < fewestPairScore) continue;
      const ids: DuplicatePair['ids'] = record.id < id ? [record.id, id] : [id, record.id];
      const key = pairKey(ids);
      // A name may be like another one in one direction more than in the other.
      if ((pairs.get(key)?.score ?? 0) < score) pairs.set(key, { ids, score, because });
    }
  }
  return [...pairs.values()].sort((a, b) => b.score - a.score || (pairKey(a.ids) < pairKey(b.ids) ? -1 : 1));
}

/** Ids hold no blanks. */
export function pairKey([a, b]: readonly [string, string]): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
