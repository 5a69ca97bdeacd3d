import { addDays, daySpan, weekday } from '../calendar/days.ts';

export interface WorkItem {
  readonly [field: string]: unknown;
  readonly date?: unknown;
  readonly due?: unknown;
  readonly status?: unknown;
}

/** When something has to be done, the most urgent first. */
export const dueTimes = ['overdue', 'today', 'thisWeek', 'thisMonth', 'later', 'undated'] as const;
export type DueTime = (typeof dueTimes)[number];

export function isOpen({ status }: WorkItem): boolean {
  return status !== 'done' && status !== 'dropped';
}

/** The date by which something is due: its term, else the day for which it was planned. */
export function dueDate(item: WorkItem): string | undefined {
  return [item.due, item.date].find(
    (date): date is string => typeof date === 'string' && daySpan(date) !== undefined,
  );
}

/**
 * When an open follow-up is due, by the reader's day. A date known to the month or the year is due on its last day.
 * Weeks end on Sunday.
 */
export function dueTime(item: WorkItem, today: string): DueTime {
  const day = daySpan(dueDate(item))?.last;
  if (day === undefined) return 'undated';
  if (day < today) return 'overdue';
  if (day === today) return 'today';
  if (day <= addDays(today, 6 - weekday(today))) return 'thisWeek';
  return day.slice(0, 7) === today.slice(0, 7) ? 'thisMonth' : 'later';
}

/** Sorts by the day on which something is due; what has none comes last. */
export function compareDue(a: WorkItem, b: WorkItem): number {
  const [left, right] = [a, b].map((item) => daySpan(dueDate(item))?.last ?? '~');
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

export function countDue(items: readonly WorkItem[], today: string): Record<DueTime, number> {
  const counts: Record<DueTime, number> = {
    overdue: 0,
    today: 0,
    thisWeek: 0,
    thisMonth: 0,
    later: 0,
    undated: 0,
  };
  for (const item of items) if (isOpen(item)) counts[dueTime(item, today)] += 1;
  return counts;
}
