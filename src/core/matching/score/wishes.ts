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
  const values: number[] = [];
  const wantedCountries = wants.countries ?? [];
  if (wantedCountries.length > 0 && countries.length > 0)
    values.push(countries.some((country) => wantedCountries.includes(country)) ? 1 : 0);
  const wantedSectors = wants.sectors ?? [];
  if (wantedSectors.length > 0 && sectors.length > 0)
    values.push(sectors.filter((sector) => wantedSectors.includes(sector)).length / sectors.length);
  const minimum = wants.size?.minimum ?? 0;
  const maximum = wants.size?.maximum ?? Number.POSITIVE_INFINITY;
  if (wants.size && populations.length > 0)
    values.push(populations.some((population) => population >= minimum && population <= maximum) ? 1 : 0);
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Harmonic mean of two values in [0, 1]. */
export function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
