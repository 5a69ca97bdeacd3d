/**
 * Calendar days as numbers, without clocks: matching depends on a day, never on the moment it runs.
 */

const DAY_MILLISECONDS = 86_400_000;
const DAYS_PER_YEAR = 365.2425;
const PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/** Days since 1970-01-01 of the first day that a partial date may mean; undefined when it is no date. */
export function firstDay(date: string | null | undefined): number | undefined {
  const match = PATTERN.exec(date ?? '');
  if (!match) return undefined;
  return Date.UTC(Number(match[1]), Number(match[2] ?? '1') - 1, Number(match[3] ?? '1')) / DAY_MILLISECONDS;
}

/** As {@link firstDay}, the last day that it may mean: `2026` is 2026-12-31. */
export function lastDay(date: string | null | undefined): number | undefined {
  const match = PATTERN.exec(date ?? '');
  if (!match) return undefined;
  const year = Number(match[1]);
  if (match[2] === undefined) return Date.UTC(year, 11, 31) / DAY_MILLISECONDS;
  if (match[3] === undefined) return Date.UTC(year, Number(match[2]), 0) / DAY_MILLISECONDS;
  return firstDay(date);
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Years from a day to a later one; 0 when it is not later. */
export function yearsBetween(from: number, to: number): number {
  return Math.max(0, to - from) / DAYS_PER_YEAR;
}

/** Last day of a Japanese fiscal year: FY2021 ends on 2022-03-31. */
export function fiscalYearEnd(fiscalYear: number): string {
  return `${String(fiscalYear + 1).padStart(4, '0')}-03-31`;
}

/**
 * The calendar day in a time zone at an instant. A memorandum that runs until 31 March is in force in Bangkok while
 * Tokyo already has 1 April.
 * @param instant milliseconds since 1970-01-01T00:00Z
 * @param timeZone IANA name, e.g. `Asia/Tokyo`
 */
export function calendarDay(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
