import type { MatchingContext } from '../context.ts';
import { sortedSet } from '../order.ts';
import type { QueryReading } from '../results.ts';
import { guessLanguage } from '../text/language.ts';
import type { NeedParts } from './need-query.ts';

/** What a typed or pasted sentence asks for. */
export interface FreeTextOptions {
  /** Language of the text; guessed from script and function words when absent. */
  readonly language?: string;
  /** Country, when the text does not name a place. */
  readonly country?: string;
  readonly city?: string;
}

/** Reads a text as an unsaved need: concepts, places and what is left to compare as words. */
export function readFreeText(
  context: MatchingContext,
  text: string,
  options: FreeTextOptions,
): { readonly parts: NeedParts; readonly reading: Pick<QueryReading, 'spans'> } {
  const found = context.text.read(text);
  const language = options.language ?? guessLanguage(text);
  const cities = options.city ? [options.city] : found.cities;
  const countries = sortedSet([
    ...cities.map((city) => context.city(city)?.country),
    ...(options.country ? [options.country] : found.countries),
  ]);
  return {
    parts: {
      about: [],
      levels: context.levelsFromText(text),
      cities,
      countries,
      texts: [{ [language]: text }],
      excludedCountries: [],
      excludedOrganisations: [],
      conditions: [],
    },
    reading: { spans: found.spans },
  };
}
