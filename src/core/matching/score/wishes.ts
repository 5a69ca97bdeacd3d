import type { OrganisationRecord } from '../types.ts';

/**
 * How well a place and subject fit what a firm says it wants, in [0, 1]; undefined when it wants nothing in
 * particular or nothing is known to compare with.
 */
export function wishMatch(
  organisation: OrganisationRecord,
  countries: readonly string[],
  sectors: readonly string[],
  populations: readonly number[],
): number | undefined {
  const { wants } = organisation;
  if (!wants) return undefined;
  let sum = 0;
  let count = 0;
  const { countries: wantedCountries, sectors: wantedSectors, size } = wants;
  if (wantedCountries && wantedCountries.length > 0 && countries.length > 0) {
    sum += countries.some((country) => wantedCountries.includes(country)) ? 1 : 0;
    count += 1;
  }
  if (wantedSectors && wantedSectors.length > 0 && sectors.length > 0) {
    let shared = 0;
    for (const sector of sectors) if (wantedSectors.includes(sector)) shared += 1;
    sum += shared / sectors.length;
    count += 1;
  }
  if (size && populations.length > 0) {
    const minimum = size.minimum ?? 0;
    const maximum = size.maximum ?? Number.POSITIVE_INFINITY;
    sum += populations.some((population) => population >= minimum && population <= maximum) ? 1 : 0;
    count += 1;
  }
  return count === 0 ? undefined : sum / count;
}

/** Harmonic mean of two values in [0, 1]. */
export function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
