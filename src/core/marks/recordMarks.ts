import { latestDay } from '../calendar/days.ts';
import { reviewBandOf, reviewedKinds, reviewOf } from '../completeness/review.ts';
import { dueDate, dueTime, isOpen, type WorkItem } from '../followUps/workList.ts';
import type { KindName } from '../kinds/fieldTypes.ts';
import { isInForce, type MouStanding } from '../mous/mouStanding.ts';

/** What somebody who only sees a record's name has to know before relying on it, the most urgent first. */
export const markTypes = [
  'overdue',
  'expired',
  'expiring',
  'stale',
  'due-soon',
  'derived',
  'general',
] as const;
export type MarkType = (typeof markTypes)[number];

export interface RecordMark {
  readonly type: MarkType;
  /** The day by which it was due, or the last day on which it counts; ISO, known to some precision. */
  readonly date?: string;
}

/** The fields that the rules look at. */
export interface MarkedFacts extends WorkItem {
  readonly kind: KindName;
  readonly confidence?: unknown;
  readonly reviewDate?: unknown;
  readonly state?: unknown;
  readonly derived?: unknown;
  readonly validUntil?: unknown;
  /** Of a memorandum, what it is worth today. */
  readonly standing?: MouStanding;
}

/** Kinds that are general knowledge by nature: to mark each of them would say nothing. */
const commonKnowledge: ReadonlySet<KindName> = new Set<KindName>(['country', 'concept']);

/** @param today `YYYY-MM-DD` */
export function marksOf(facts: MarkedFacts, today: string): RecordMark[] {
  const certainty: RecordMark[] = [];
  if (facts.derived === true) certainty.push({ type: 'derived' });
  if (facts.confidence === 'general' && !commonKnowledge.has(facts.kind)) certainty.push({ type: 'general' });
  return [...marksOfDates(facts, today), ...certainty];
}

function marksOfDates(facts: MarkedFacts, today: string): RecordMark[] {
  const { kind, validUntil, standing } = facts;
  if (kind === 'followUp') {
    const due = dueDate(facts);
    return isOpen(facts) && due !== undefined && dueTime(facts, today) === 'overdue'
      ? [{ type: 'overdue', date: due }]
      : [];
  }
  if (kind === 'mou' && typeof validUntil === 'string') {
    if (standing === 'expiring') return [{ type: 'expiring', date: validUntil }];
    // One that is recorded as ended says so itself.
    return standing === 'expired' && isInForce(facts.status) ? [{ type: 'expired', date: validUntil }] : [];
  }
  if (kind === 'need' && typeof validUntil === 'string') {
    const last = latestDay(validUntil);
    const settled = facts.state === 'covered' || facts.state === 'expired';
    return last !== undefined && last < today && !settled ? [{ type: 'expired', date: validUntil }] : [];
  }
  return reviewedKinds.includes(kind) ? marksOfReview(facts.reviewDate, today) : [];
}

function marksOfReview(reviewDate: unknown, today: string): RecordMark[] {
  const band = reviewBandOf(reviewDate, today);
  const { until } = reviewOf(reviewDate, today);
  return until !== undefined && (band === 'stale' || band === 'due-soon')
    ? [{ type: band, date: until }]
    : [];
}
