import type { KindName } from '../kinds/fieldTypes.ts';

/** Removals that would be sent, of records that others have. */
export interface KindDeletions {
  readonly kind: KindName;
  readonly deleted: number;
  /** Records of the kind that would be there without these removals. */
  readonly of: number;
}

const mostDeletions = 20;
const mostShare = 0.1;

/**
 * Whether so much is to be removed that a person should say that it is meant: more than 20 records, or more
 * than a tenth of a kind. A single removal is never asked about.
 */
export function needsConsent(deletions: readonly KindDeletions[]): boolean {
  const all = deletions.reduce((sum, { deleted }) => sum + deleted, 0);
  return all > mostDeletions || deletions.some(({ deleted, of }) => deleted > 1 && deleted > of * mostShare);
}
