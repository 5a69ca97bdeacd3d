import { eraPattern, yearOfEra } from './eras.ts';
import { readDate } from './readDate.ts';
import { tidy } from './tidy.ts';

const inEra = new RegExp(`^${eraPattern}\\s*(?:年度?|fy)?$`, 'i');
const western = /^(?:fy|jfy|平年度)?\s*'?(\d{4})\s*(?:年度?|fy)?(?:\s*[-/]\s*\d{2,4})?$/i;
const shortWestern = /^j?fy\s*'?(\d{2})$/i;

/**
 * A Japanese fiscal year by the year in which it begins: `R7`, `令和7年度`, `2025年度`, `FY2025`, `FY25` and a day
 * in it (15 January 2026 lies in fiscal 2025) are all 2025.
 */
export function readFiscalYear(value: string | number): number | undefined {
  if (typeof value === 'number') return isYear(value) ? value : undefined;
  const text = tidy(value);
  const era = inEra.exec(text);
  if (era) return yearOfEra((era[1] ?? '').toLowerCase(), era[2] ?? '');
  const year = western.exec(text);
  if (year) return isYear(Number(year[1])) ? Number(year[1]) : undefined;
  const short = shortWestern.exec(text);
  if (short) return 2000 + Number(short[1]);
  const date = readDate(text);
  return date && date.length > 4 ? fiscalYearOf(date) : undefined;
}

/** The fiscal year, from April to March, that a month or a day lies in. */
function fiscalYearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  return Number(date.slice(5, 7)) < 4 ? year - 1 : year;
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2200;
}
