import { addMonths, latestDay } from '../calendar/days.ts';
import type { KindName } from '../kinds/fieldTypes.ts';

/** Kinds whose facts an organisation keeps itself, and which therefore grow old. */
export const reviewedKinds: readonly KindName[] = ['organisation', 'solution'];

/** A profile counts as current for a year after somebody looked at it. */
export const reviewMonths = 12;

export interface Review {
  /** `never` = no day of review is recorded. */
  readonly state: 'current' | 'stale' | 'never';
  /** The last day on which the profile counts as current. */
  readonly until?: string;
}

/**
 * Whether a profile has to be looked at again.
 * @param reviewDate when it was last reviewed; of a month or year, its last day counts
 * @param today `YYYY-MM-DD`, the day in Japan
 */
export function reviewOf(reviewDate: unknown, today: string): Review {
  const reviewed = latestDay(reviewDate);
  if (reviewed === undefined) return { state: 'never' };
  const until = addMonths(reviewed, reviewMonths);
  return { state: until < today ? 'stale' : 'current', until };
}
