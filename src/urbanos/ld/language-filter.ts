import { isObject, type Json, member } from '#urbanos/json.ts';

/** The text of a language map in the wanted language, and which one that is (clause 4.15). */
export interface ChosenText {
  value: Json;
  language: string;
}

/** Language ranges of a `lang` parameter, best first: "fr-CH,fr;q=0.9,*;q=0.5". */
export function parseLanguageFilter(text: string): string[] {
  return text
    .split(',')
    .map((part, index) => {
      const [range = '', ...parameters] = part.trim().split(';');
      const quality = parameters
        .map((parameter) => /^\s*q=([0-9.]+)$/u.exec(parameter)?.[1])
        .find((found) => found !== undefined);
      return { range: range.trim(), quality: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ range, quality }) => range !== '' && quality > 0)
    .sort((left, right) => right.quality - left.quality || left.index - right.index)
    .map(({ range }) => range);
}

/** Lookup as in RFC 4647: each range exactly, then shortened; then any language, so that there always is a text. */
export function chooseText(languageMap: Json, ranges: readonly string[]): ChosenText {
  if (!isObject(languageMap)) return { value: languageMap, language: '@none' };
  const tags = Object.keys(languageMap);
  const pick = (tag: string): ChosenText => ({ value: member(languageMap, tag) ?? null, language: tag });
  for (const range of ranges) {
    if (range === '*') break;
    for (
      let wanted = range.toLowerCase();
      wanted !== '';
      wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('-')))
    ) {
      const found = tags.find((tag) => tag.toLowerCase() === wanted);
      if (found !== undefined) return pick(found);
    }
  }
  return pick(tags.find((tag) => tag === '@none') ?? tags.find((tag) => tag === 'en') ?? tags[0] ?? '@none');
}
