import { addMonths, earliestDay, latestDay } from '../calendar/days.ts';

/** What a memorandum is worth on a day. Only `in-force` and `expiring` bind anybody. */
export type MouStanding = 'planned' | 'in-force' | 'expiring' | 'expired' | 'superseded' | 'unknown';

/** A memorandum takes months to renew. */
export const renewalWarningMonths = 6;

/** The fields that the rule looks at; dates are known to the year, the month or the day. */
export interface MouTerm {
  readonly status?: unknown;
  readonly date?: unknown;
  readonly validFrom?: unknown;
  readonly validUntil?: unknown;
}

/** Recorded states that end a memorandum whatever its dates say. */
const over = new Set(['completed', 'expired']);
/** Recorded states of documents that were really signed. */
const concluded = new Set(['in-force', 'signed', 'agreed']);

/**
 * Status by date. A term begins on `validFrom`, else on the day of signing, and includes its last day; both are days in
 * Japan (see tokyoDay). Of a date known to the month or year, the memorandum is given the benefit: it has expired only
 * when no day that the end can mean is left, while the warning begins early enough for the first.
 * @param renewals memorandums that name this one as what they renew
 * @param today `YYYY-MM-DD`
 * @returns `unknown` when the dates do not decide; a memorandum without a known end is never "in force" by itself
 */
export function mouStanding(
  mou: MouTerm,
  renewals: readonly MouTerm[],
  today: string,
  warningMonths = renewalWarningMonths,
): MouStanding {
  if (renewals.some((renewal) => hasBegun(renewal, today))) return 'superseded';
  if (mou.status === 'superseded-or-updated') return 'superseded';
  const start = mou.validFrom ?? mou.date;
  const lastEnd = latestDay(mou.validUntil);
  if (over.has(String(mou.status)) || (lastEnd !== undefined && lastEnd < today)) return 'expired';
  const firstStart = earliestDay(start);
  if (firstStart !== undefined && firstStart > today) return 'planned';
  const firstEnd = earliestDay(mou.validUntil);
  if (firstEnd === undefined) {
    return mou.status === 'expired-unless-renewed' ? 'expired' : 'unknown';
  }
  if (!hasBegun(mou, today)) return 'unknown';
  // From the day so many months before the end, that day included.
  return addMonths(firstEnd, -warningMonths) <= today ? 'expiring' : 'in-force';
}

/** Whether a memorandum has certainly begun: all days that its start can mean are past, or it is recorded as signed. */
function hasBegun(mou: MouTerm, today: string): boolean {
  const start = mou.validFrom ?? mou.date;
  const first = earliestDay(start);
  const last = latestDay(start);
  if (first === undefined || last === undefined) return false;
  return last <= today || (first <= today && concluded.has(String(mou.status)));
}

/** Whether a memorandum is recorded as one that may still bind somebody, whatever its dates say. */
export function isInForce(status: unknown): boolean {
  return status === undefined || concluded.has(String(status));
}

/** Whether somebody may rely on it: what has expired or was replaced is no memorandum. */
export function binds(standing: MouStanding): boolean {
  return standing === 'in-force' || standing === 'expiring';
}
