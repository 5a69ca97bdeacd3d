import { addDays, addMonths, latestDay } from '../calendar/days.ts';
import type { KindName } from '../kinds/fieldTypes.ts';

/** Kinds whose facts an organisation keeps itself, and which therefore grow old. */
export const reviewedKinds: readonly KindName[] = ['organisation', 'solution'];

/** A profile counts as current for a year after somebody looked at it. */
export const reviewMonths = 12;

/** In its last days a profile counts as due soon: time enough to ask the organisation and hear back. */
export const reviewNoticeDays = 60;

export interface Review {
  /** `never` = no day of review is recorded. */
  readonly state: 'current' | 'stale' | 'never';
  /** The last day on which the profile counts as current. */
  readonly until?: string;
}

/** What lists of profiles are grouped and filtered by, the most urgent first. */
export const reviewBands = ['stale', 'due-soon', 'current', 'never'] as const;
export type ReviewBand = (typeof reviewBands)[number];

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

export function reviewBandOf(reviewDate: unknown, today: string): ReviewBand {
  const { state, until } = reviewOf(reviewDate, today);
  return state === 'current' && until !== undefined && until <= addDays(today, reviewNoticeDays)
    ? 'due-soon'
    : state;
}

/**
 * The same rule as days to compare with, for a list that reads no record: reviewed before `stale` a profile is stale,
 * before `dueSoon` it will soon be. Of a month or year as many signs of the day count as are known of the date.
 */
export function reviewLimits(today: string): { readonly stale: string; readonly dueSoon: string } {
  return {
    stale: firstReviewLasting(today),
    dueSoon: firstReviewLasting(addDays(today, reviewNoticeDays + 1)),
  };
}

/** The first day on which a review lets a profile count as current on that day still. */
function firstReviewLasting(day: string): string {
  let reviewed = addMonths(day, -reviewMonths);
  // Of a leap day there is none a year before: the month's last day then is one day too early.
  while (addMonths(reviewed, reviewMonths) < day) reviewed = addDays(reviewed, 1);
  return reviewed;
}
