import type { MatchingContext } from '../context.ts';
import { sortedSet } from '../order.ts';
import type { QueryReading } from '../results.ts';
import { guessLanguage } from '../text/language.ts';
import { unreadWords } from '../text/unread-words.ts';
import type { NeedParts } from './need-query.ts';

/** What a typed or pasted sentence asks for. */
export interface FreeTextOptions {
  /** Language of the text; guessed from script and function words when absent, or when its script says otherwise. */
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
): { readonly parts: NeedParts; readonly reading: Pick<QueryReading, 'language' | 'spans' | 'unread'> } {
  const found = context.text.read(text);
  const language = languageOf(text, options.language);
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
    reading: {
      language,
      spans: found.spans,
      unread: unreadWords(text, found.spans, language, context.text.segmenter),
    },
  };
}

/** Languages that share no script with any other one here. */
const OWN_SCRIPT = new Set(['ja', 'th', 'lo', 'km', 'my']);

/** A sentence in Thai letters is Thai, whatever it was said to be: words are cut by the language. */
function languageOf(text: string, told: string | undefined): string {
  const guessed = guessLanguage(text);
  if (told === undefined) return guessed;
  return OWN_SCRIPT.has(told) || OWN_SCRIPT.has(guessed) ? guessed : told;
}
