import { isDate } from '#core/records/validateRecord.ts';

/** First years of the Japanese eras in which records may be dated. Source: Cabinet Office, list of era names. */
const eras: Readonly<Record<string, number>> = {
  令和: 2019,
  r: 2019,
  平成: 1989,
  h: 1989,
  昭和: 1926,
  s: 1926,
};

/**
 * Reads a date as people type it, to the precision they know: `2025`, `2025-04`, `2025/4/1`, `2025年4月1日`,
 * `令和7年4月1日`, `R7.4.1`, `20250401`, also in full-width digits.
 * @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined when it cannot be read so
 */
export function readPartialDate(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  // Digits alone are a year or a whole day; anything between could be read in two ways.
  if (/^\d+$/.test(text) && text.length !== 4 && text.length !== 8) return undefined;
  const parts =
    /^(令和|平成|昭和|[rhs])?\.?\s*(元|\d{1,4})\s*(?:年度?|[-/.])?\s*(?:(\d{1,2})\s*(?:月|[-/.])?\s*(?:(\d{1,2})\s*日?)?)?(?:\s*\([^)]*\))?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const [, era, count = '', month, day] = parts;
  const counted = count === '元' ? 1 : Number(count);
  const first = era === undefined ? undefined : eras[era];
  if (first === undefined && count.length !== 4) return undefined;
  const year = first === undefined ? counted : first + counted - 1;
  const date = [String(year).padStart(4, '0'), month, day]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return isDate(date) ? date : undefined;
}
