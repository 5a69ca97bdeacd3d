import type { MatchingContext } from '../context.ts';
import { sortedSet } from '../order.ts';
import type { CityRecord } from '../types.ts';

/** What is known about a place, for comparing; absent means not known. */
export interface PlaceProfile {
  readonly challenges: readonly string[];
  readonly hazards: readonly string[];
  readonly urbanForm: readonly string[];
  readonly climate?: string;
  readonly population?: number;
  readonly income?: number;
  readonly governance?: number;
  readonly dataReadiness?: number;
  readonly countries: readonly string[];
  readonly legalFrames: readonly string[];
}

/** One or several cities (where a study ran in several) as one place: lists joined, figures averaged over what is known. */
export function placeProfile(
  context: MatchingContext,
  cities: readonly CityRecord[],
  countries: readonly string[],
  challenges: readonly string[],
): PlaceProfile {
  const all = sortedSet([...countries, ...cities.map((city) => city.country)]);
  const records = context.data.countries.filter((country) => all.includes(country.id));
  const climates = sortedSet(cities.map((city) => city.climate?.koppen));
  const optional = <Key extends string>(key: Key, value: number | undefined): { [name in Key]?: number } =>
    (value === undefined ? {} : { [key]: value }) as { [name in Key]?: number };
  return {
    challenges: sortedSet(challenges),
    hazards: sortedSet(cities.flatMap((city) => city.hazards ?? [])),
    urbanForm: sortedSet(cities.flatMap((city) => city.urbanForm ?? [])),
    ...(climates.length === 1 && climates[0] !== undefined ? { climate: climates[0] } : {}),
    ...optional('population', average(cities.map((city) => city.population?.value))),
    ...optional('income', average(records.map((country) => country.incomePerHead))),
    ...optional('governance', average(cities.map((city) => city.governanceReadiness))),
    ...optional('dataReadiness', average(cities.map((city) => city.dataReadiness))),
    countries: all,
    legalFrames: sortedSet(records.map((country) => country.legalFrame)),
  };
}

function average(values: readonly (number | null | undefined)[]): number | undefined {
  const known = values.filter((value): value is number => typeof value === 'number').sort((a, b) => a - b);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
