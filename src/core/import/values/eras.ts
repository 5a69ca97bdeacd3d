/** First years of the Japanese eras in which records may be dated. Source: Cabinet Office, list of era names. */
const firstYears: Readonly<Record<string, number>> = {
  令和: 2019,
  令: 2019,
  r: 2019,
  平成: 1989,
  平: 1989,
  h: 1989,
  昭和: 1926,
  昭: 1926,
  s: 1926,
};

/** Begins a pattern: an era's name, sign or letter, and its count of years (元 is the first). */
export const eraPattern = String.raw`(令和|平成|昭和|[令平昭rhs])\.?\s*(元|\d{1,2})`;

/** The year that an era's count means: 令和7 is 2025. @param era in lower case */
export function yearOfEra(era: string, count: string): number | undefined {
  const first = firstYears[era];
  const number = count === '元' ? 1 : Number(count);
  return first === undefined || number < 1 ? undefined : first + number - 1;
}
