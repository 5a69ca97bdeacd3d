import type { LanguageMap } from '#core/kinds/fieldTypes.ts';

export interface ChosenText {
  readonly text: string;
  readonly lang: string;
}

/**
 * Which text of a language map a reader gets: their own language, else the other written one (Japanese and
 * English stand in for each other; everybody else is served English, then Japanese), else whatever there is.
 * Undefined when the map holds no text.
 */
export function chooseText(map: LanguageMap | null | undefined, reader: string): ChosenText | undefined {
  if (!map) return undefined;
  const wanted = reader === 'ja' ? ['ja', 'en'] : [reader, 'en', 'ja'];
  for (const lang of [...wanted, ...Object.keys(map)]) {
    const text = map[lang];
    if (typeof text === 'string' && text.trim() !== '') return { text, lang };
  }
  return undefined;
}
