/**
 * Days of partial dates. A date is known to the year, the month or the day (`2025`, `2025-04`, `2025-04-01`); a day is
 * `YYYY-MM-DD`, and days compare as text. Nothing here asks a clock.
 */

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The first day that a partial date can mean; undefined when it is no date. */
export function earliestDay(date: unknown): string | undefined {
  const match = typeof date === 'string' ? pattern.exec(date) : null;
  return match ? `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}` : undefined;
}

/** The last day that a partial date can mean: `2024-02` is 2024-02-29. */
export function latestDay(date: unknown): string | undefined {
  const match = typeof date === 'string' ? pattern.exec(date) : null;
  if (!match) return undefined;
  const [, year, month, day] = match;
  if (day) return `${year}-${month}-${day}`;
  return month ? `${year}-${month}-${two(lengthOfMonth(Number(year), Number(month)))}` : `${year}-12-31`;
}

/**
 * A day so many calendar months later (earlier when negative). A day that the month does not have becomes its last:
 * one month after 31 January 2024 is 29 February 2024.
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, own = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  const last = lengthOfMonth(newYear, newMonth);
  return `${String(newYear).padStart(4, '0')}-${two(newMonth)}-${two(Math.min(own, last))}`;
}

/** Days from one day to another; negative when the other is earlier. */
export function daysFrom(day: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

/** The Japanese fiscal year (1 April to 31 March) that a day lies in: 2026-03-31 is in FY2025. */
export function fiscalYearOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month >= 4 ? year : year - 1;
}

function lengthOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
