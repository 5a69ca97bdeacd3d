import { type DaySpan, daySpan } from './days.ts';

/** The Japanese fiscal year (April to March, named after the year in which it begins) of an ISO day. */
export function fiscalYearOfDay(day: string): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1;
}

/**
 * The fiscal year of an ISO date known to some precision. A year alone lies in two fiscal years; it counts for the
 * one that has nine of its months.
 * @returns undefined when it is no date
 */
export function fiscalYearOf(date: unknown): number | undefined {
  const span = daySpan(date);
  return span && fiscalYearOfDay(span.last);
}

/** FY2025 is 2025-04-01 … 2026-03-31. */
export function fiscalYearSpan(year: number): DaySpan {
  return { first: `${year}-04-01`, last: `${year + 1}-03-31` };
}

/** The months of a fiscal year, `2025-04` … `2026-03`. */
export function fiscalMonths(year: number): string[] {
  return Array.from({ length: 12 }, (_month, index) => {
    const month = ((index + 3) % 12) + 1;
    return `${month >= 4 ? year : year + 1}-${String(month).padStart(2, '0')}`;
  });
}
