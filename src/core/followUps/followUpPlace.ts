import { type DaySpan, daySpan } from '../calendar/days.ts';
import { dueDate, isOpen, type WorkItem } from './workList.ts';

/**
 * The day, month or year on which a follow-up stands in a calendar: what is open when it is due, what is closed when it
 * was done. Undefined where nothing of that is known.
 */
export function followUpPlace(item: WorkItem): string | undefined {
  return isOpen(item) ? dueDate(item) : dueDate({ due: item.date, date: item.due });
}

/** When a follow-up was done, or by when it is due; neither for one without a date. */
export function followUpSpans(item: WorkItem): { readonly done?: DaySpan; readonly due?: DaySpan } {
  const span = daySpan(isOpen(item) ? dueDate(item) : item.date);
  if (!span) return {};
  return isOpen(item) ? { due: span } : { done: span };
}
