import type { MapFeature } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';

/** How a place is called: in all languages, and which of them is the place's own. */
export interface PlaceName {
  readonly label: LanguageMap;
  readonly localLanguage: string | undefined;
}

/** Names of all places: cities and countries by id, and records that stand at a place of their own. */
export function placeNames(features: readonly MapFeature[]): Map<string, PlaceName> {
  const names = new Map<string, PlaceName>();
  for (const feature of features)
    if (feature.id === feature.placeId || feature.kind === 'country')
      names.set(feature.id, { label: feature.label, localLanguage: feature.localLanguage });
  return names;
}

/** The name in the place's own script, unless the reader already sees that very text. */
export function localName(name: PlaceName | undefined, shown: string): { text: string; lang: string } | null {
  const lang = name?.localLanguage;
  const text = lang === undefined ? undefined : name?.label[lang];
  if (lang === undefined || !text || text === shown) return null;
  // Malay, Indonesian, Vietnamese and Filipino names often differ from the English one in marks only; they are still
  // the place's own spelling. A name that differs in nothing but case is not worth a second line.
  return text.toLowerCase() === shown.toLowerCase() ? null : { text, lang };
}

/**
 * The features with the countries of their own place. A record about several countries stands at a place in each, and
 * whoever asks for one country wants the places there, not the record's places elsewhere.
 */
export function withCountryOfPlace(features: readonly MapFeature[]): MapFeature[] {
  const countryOf = new Map<string, readonly string[]>();
  for (const feature of features) {
    if (feature.kind === 'country') countryOf.set(feature.id, [feature.id]);
    if (feature.kind === 'city') countryOf.set(feature.id, feature.countries);
  }
  return features.map((feature) => {
    const countries = countryOf.get(feature.placeId);
    return countries && countries.length > 0 ? { ...feature, countries: [...countries] } : feature;
  });
}
