import { isDate } from '../../records/validateRecord.ts';
import { eraPattern, yearOfEra } from './eras.ts';
import { tidy } from './tidy.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What may stand behind a date: a weekday in brackets, a time of day. */
const tail = String.raw`(?:\s*\([^)]{1,12}\))?(?:[\sT]\s*\d{1,2}[:時].*)?`;
const monthAndDay = String.raw`(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})?)?)?\s*[年月日]?`;

const inEra = new RegExp(`^${eraPattern}(?:年度)?${monthAndDay}${tail}$`, 'i');
const yearFirst = new RegExp(String.raw`^(\d{4})(?:年度)?${monthAndDay}${tail}$`, 'i');
const digitsOnly = /^(\d{4})(\d{2})(\d{2})$/;
const eraDigits = /^([rhs])(\d{2})(\d{2})(\d{2})$/i;
const yearLast = new RegExp(String.raw`^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})${tail}$`);
const dayNamedMonth = /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([a-z]{3,9})\.?[\s,-]+(\d{4}|\d{2})$/i;
const namedMonthDay = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;

/** The days that a workbook may mean: 1954 to 2119. Smaller and larger numbers are something else. */
const smallestSerial = 20_000;
const largestSerial = 80_000;

/**
 * Reads a date to the precision that it is written in: `2025`, `2025-04`, `2025/4/1`, `2025年4月1日(火)`,
 * `令和7年4月1日`, `R7.4.1`, `1 April 2025`, `Apr 2025`, `20250401`, `13/4/2025`, a spreadsheet's day number,
 * also in full-width digits.
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined when it cannot be read, or could be read in two ways
 */
export function readDate(value: string | number): string | undefined {
  if (typeof value === 'number') return readNumericDate(value);
  if (value.length > longestPeriod) return undefined;
  const text = tidy(value);
  const found =
    fromEra(text) ?? fromYearFirst(text) ?? fromDigits(text) ?? fromYearLast(text) ?? fromNamedMonth(text);
  return found ?? (/^\d{5}$/.test(text) ? readNumericDate(Number(text)) : undefined);
}

function readNumericDate(value: number): string | undefined {
  if (Number.isInteger(value) && value >= 1900 && value <= 2200) return String(value);
  if (value >= 10_000_000 && Number.isInteger(value)) return fromDigits(String(value));
  return value >= smallestSerial && value <= largestSerial ? dayOfSerial(value, false) : undefined;
}

/**
 * The day that a spreadsheet counts as `serial` (ECMA-376 part 1, 18.17.4.1): from 1900, where 60 is a day that
 * never was, or from 1904.
 */
export function dayOfSerial(serial: number, from1904: boolean): string | undefined {
  const whole = Math.floor(serial);
  const days = from1904 ? whole + 1462 : whole;
  if (days < 1 || days > 2_958_465 || days === 60) return undefined;
  const epoch = days < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  return new Date(epoch + days * 86_400_000).toISOString().slice(0, 10);
}

function fromEra(text: string): string | undefined {
  const compact = eraDigits.exec(text);
  if (compact) {
    const [, era = '', count = '', month, day] = compact;
    return build(yearOfEra(era.toLowerCase(), String(Number(count))), month, day);
  }
  const parts = inEra.exec(text);
  if (!parts) return undefined;
  const [, era = '', count = '', month, day] = parts;
  return build(yearOfEra(era.toLowerCase(), count), month, day);
}

function fromYearFirst(text: string): string | undefined {
  const parts = yearFirst.exec(text);
  return parts ? build(Number(parts[1]), parts[2], parts[3]) : undefined;
}

function fromDigits(text: string): string | undefined {
  const parts = digitsOnly.exec(text);
  return parts ? build(Number(parts[1]), parts[2], parts[3]) : undefined;
}

/** `13/4/2025` can only be a day first, `4/13/2025` only a month; `4/5/2025` says neither. */
function fromYearLast(text: string): string | undefined {
  const parts = yearLast.exec(text);
  if (!parts) return undefined;
  const [, first = '', second = '', year] = parts;
  if (Number(first) > 12) return build(Number(year), second, first);
  if (Number(second) > 12 || first === second) return build(Number(year), first, second);
  return undefined;
}

function fromNamedMonth(text: string): string | undefined {
  const dayFirst = dayNamedMonth.exec(text);
  if (dayFirst) return named(dayFirst[2], dayFirst[1], dayFirst[3]);
  const monthFirst = namedMonthDay.exec(text);
  return monthFirst ? named(monthFirst[1], monthFirst[2], monthFirst[3]) : undefined;
}

function named(name = '', day: string | undefined, year = ''): string | undefined {
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  return build(year.length === 2 ? 2000 + Number(year) : Number(year), String(month), day);
}

function build(year: number | undefined, month: string | undefined, day: string | undefined) {
  if (year === undefined) return undefined;
  const date = [String(year).padStart(4, '0'), month, day]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return isDate(date) ? date : undefined;
}

const longestPeriod = 100;

/** Two dates with a wave, an arrow or a long dash between them: `2024年8月～2025年3月`; either may be missing. */
export function readPeriod(text: string): { start?: string; end?: string } | undefined {
  if (text.length > longestPeriod) return undefined;
  const parts = tidy(text).split(/\s*(?:[～〜~→–—]|から|\bto\b|\s-\s|\.{2,})\s*/u);
  if (parts.length > 2) return undefined;
  const [from = '', until] = parts.map((part) => part.replace(/まで$/u, '').trim());
  const start = from === '' ? undefined : readDate(from);
  const end = until ? readDate(until) : undefined;
  if ((from !== '' && start === undefined) || (until && end === undefined) || (!start && !end))
    return undefined;
  return { ...(start ? { start } : {}), ...(end ? { end } : {}) };
}
