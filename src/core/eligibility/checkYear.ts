import type { Decision } from './decision.ts';

interface YearWindow {
  readonly startFy?: number | null | undefined;
  readonly endFy?: number | null | undefined;
}

/**
 * Whether the fiscal year of the application lies in the programme's years, the first and last one included.
 * @param ongoing whether the programme is recorded as going on, so that a missing end means "no end yet"
 */
export function checkYear({ startFy, endFy }: YearWindow, year: number, ongoing: boolean): Decision {
  const values = {
    year,
    ...(startFy ? { start: startFy } : {}),
    ...(endFy ? { end: endFy } : {}),
  };
  if (typeof startFy === 'number' && year < startFy)
    return { outcome: 'fails', because: { code: 'yearBefore', values } };
  if (typeof endFy === 'number' && year > endFy)
    return { outcome: 'fails', because: { code: 'yearAfter', values } };
  const known = typeof startFy === 'number' && (typeof endFy === 'number' || ongoing);
  return known
    ? { outcome: 'holds', because: { code: 'yearInside', values } }
    : { outcome: 'unknown', because: { code: 'yearUnclear', values }, ask: 'year' };
}
