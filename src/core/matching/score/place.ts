import { neighboursOf } from '../profile/markets.ts';
import type { MouInForce, Presence, Profile } from '../profile/profile.ts';
import type { MatchingSettings } from '../settings.ts';

export type Closeness = 'city' | 'country' | 'neighbour';

/** How near an organisation's work is to a place, and the record that shows it. */
export interface PlaceMatch {
  readonly value: number;
  readonly closeness?: Closeness;
  readonly presence?: Presence;
}

/** Same city, same country, neighbouring market: the best of them. */
export function matchPlace(
  profile: Profile,
  cities: readonly string[],
  countries: readonly string[],
  settings: MatchingSettings,
): PlaceMatch {
  let best: PlaceMatch = { value: 0 };
  const offer = (presence: Presence | undefined, factor: number, closeness: Closeness): void => {
    if (!presence) return;
    const value = presence.value * factor;
    if (value > best.value) best = { value, closeness, presence };
  };
  const { sameCity, sameCountry, neighbour } = settings.evidence;
  for (const city of cities) offer(profile.cities.get(city), sameCity, 'city');
  for (const country of countries) {
    offer(profile.countries.get(country), sameCountry, 'country');
    for (const other of neighboursOf(country)) offer(profile.countries.get(other), neighbour, 'neighbour');
  }
  return best;
}

/** A memorandum in force with the city or its country, or none. */
export function matchMou(
  profile: Profile,
  cities: readonly string[],
  countries: readonly string[],
  settings: MatchingSettings,
): { readonly value: number; readonly mou?: MouInForce } {
  let value = 0;
  let found: MouInForce | undefined;
  for (const mou of profile.mous) {
    const near = mou.cities.some((city) => cities.includes(city))
      ? settings.evidence.mouCity
      : mou.countries.some((country) => countries.includes(country))
        ? settings.evidence.mouCountry
        : 0;
    if (near > value) {
      value = near;
      found = mou;
    }
  }
  return found ? { value, mou: found } : { value };
}
