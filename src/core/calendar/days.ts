/** Calendar days as ISO text. A day has no time zone; whose day it is, its caller says. */

/** What an ISO date known to some precision can mean, from its first day to its last. */
export interface DaySpan {
  readonly first: string;
  readonly last: string;
}

const dayMilliseconds = 86_400_000;

/** Reads `2025`, `2025-04` or `2025-04-01`; undefined for anything else. */
export function daySpan(date: unknown): DaySpan | undefined {
  if (typeof date !== 'string') return undefined;
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!parts) return undefined;
  const [, year = '', month, day] = parts;
  if (day) return { first: date, last: date };
  if (month) {
    const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return { first: `${date}-01`, last: `${date}-${days}` };
  }
  return { first: `${year}-01-01`, last: `${year}-12-31` };
}

/** The first day that a date can mean; undefined when it is no date. */
export function earliestDay(date: unknown): string | undefined {
  return daySpan(date)?.first;
}

/** The last day that a date can mean: of `2024-02` it is 2024-02-29. */
export function latestDay(date: unknown): string | undefined {
  return daySpan(date)?.last;
}

/** The day so many days after another; before it when the number is negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The same day so many months later (earlier when negative), or the last day of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds);
}

/** Monday is 0. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The calendar day of a moment on the clock of this machine. */
export function localDay(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
