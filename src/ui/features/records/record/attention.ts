import type { Offer } from '#contract/schemas.ts';
import { isInForce, type MouStanding } from '#core/mous/mouStanding.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

/** One thing about a record that wants a person, the most urgent first. Dates are ISO dates, known to some precision. */
export type Attention =
  | { readonly type: 'offer'; readonly offer: Offer }
  | { readonly type: 'overdue'; readonly date: string }
  | { readonly type: 'due'; readonly date: string }
  | { readonly type: 'followUp'; readonly record: RegistryRecord; readonly late: boolean }
  | { readonly type: 'expired'; readonly date: string }
  | { readonly type: 'expiring'; readonly date: string }
  | { readonly type: 'mou'; readonly record: RegistryRecord; readonly expired: boolean }
  | { readonly type: 'wasHeld'; readonly date: string }
  | { readonly type: 'oldNeed'; readonly date: string }
  | { readonly type: 'review'; readonly date: string }
  | { readonly type: 'noFollowUp' };

export interface AttentionInput {
  readonly record: RegistryRecord;
  readonly offers: readonly Offer[];
  /** Follow-ups of this record that are not done or dropped. */
  readonly openFollowUps: readonly RegistryRecord[];
  /** MoUs of this record that have an end. */
  readonly mous: readonly RegistryRecord[];
  /** What memorandums are worth today, by id; one that is not among them is not judged (yet). */
  readonly standings: Readonly<Record<string, MouStanding>>;
  /** How many follow-ups there are at all. */
  readonly followUps: number;
  /** The reader's day, `YYYY-MM-DD`. */
  readonly today: string;
}

const soonDays = 30;
const oldNeedDays = 3 * 365;
const reviewDays = 365;

export function attentionOf(input: AttentionInput): Attention[] {
  const { record, today } = input;
  return [
    ...input.offers.map((offer) => ({ type: 'offer', offer }) as const),
    ...mouDates(record, input.standings),
    ...ownDates(record, today),
    ...input.openFollowUps
      .filter((followUp) => isDate(followUp.due) && daysUntil(followUp.due, today) <= soonDays)
      .map((followUp) => ({
        type: 'followUp' as const,
        record: followUp,
        late: daysUntil(String(followUp.due), today) < 0,
      })),
    ...input.mous
      .flatMap((mou) => mouDates(mou, input.standings).map(({ type }) => ({ mou, type })))
      .map(({ mou, type }) => ({ type: 'mou' as const, record: mou, expired: type === 'expired' })),
    ...(record.kind === 'study' && record.status === 'completed' && input.followUps === 0
      ? [{ type: 'noFollowUp' } as const]
      : []),
  ];
}

function ownDates(record: RegistryRecord, today: string): Attention[] {
  const { due, validUntil, start, statedOn, reviewDate } = record;
  if (record.kind === 'followUp' && isDate(due) && !isClosed(record.status)) {
    const days = daysUntil(due, today);
    if (days < 0) return [{ type: 'overdue', date: due }];
    return days <= soonDays ? [{ type: 'due', date: due }] : [];
  }
  if (
    record.kind === 'event' &&
    isDate(start) &&
    record.status === 'announced' &&
    daysUntil(start, today) < 0
  ) {
    return [{ type: 'wasHeld', date: start }];
  }
  if (record.kind === 'need') return needDates(record, statedOn, validUntil, today);
  if (isDate(reviewDate) && daysUntil(reviewDate, today) < -reviewDays) {
    return [{ type: 'review', date: reviewDate }];
  }
  return [];
}

/** A memorandum that ends, or has ended although it is still recorded as in force; what was renewed is neither. */
function mouDates(
  { id, kind, status, validUntil }: RegistryRecord,
  standings: AttentionInput['standings'],
): { type: 'expired' | 'expiring'; date: string }[] {
  if (kind !== 'mou' || !isDate(validUntil)) return [];
  const standing = standings[id];
  if (standing === 'expiring') return [{ type: 'expiring', date: validUntil }];
  return standing === 'expired' && isInForce(status) ? [{ type: 'expired', date: validUntil }] : [];
}

function needDates(
  record: RegistryRecord,
  statedOn: unknown,
  validUntil: unknown,
  today: string,
): Attention[] {
  const settled = record.state === 'covered' || record.state === 'expired';
  if (settled) return [];
  if (isDate(validUntil) && daysUntil(validUntil, today) < 0) return [{ type: 'expired', date: validUntil }];
  if (isDate(statedOn) && daysUntil(statedOn, today) < -oldNeedDays)
    return [{ type: 'oldNeed', date: statedOn }];
  return [];
}

function isClosed(status: unknown): boolean {
  return status === 'done' || status === 'dropped';
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value);
}

/** Days from today to the last day that a date known to the month or year can mean. */
export function daysUntil(date: string, today: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  const last = day
    ? Date.UTC(year, (month ?? 1) - 1, day)
    : month
      ? Date.UTC(year, month, 0)
      : Date.UTC(year, 11, 31);
  return Math.round((last - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
