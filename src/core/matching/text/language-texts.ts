import type { LanguageTexts } from '../types.ts';

/** Languages in which any of the texts says something, sorted. */
export function languagesOf(...texts: readonly (LanguageTexts | null | undefined)[]): string[] {
  const languages = new Set<string>();
  for (const text of texts) {
    for (const [language, value] of Object.entries(text ?? {}))
      if (typeof value === 'string' && value.trim() !== '') languages.add(language);
  }
  return [...languages].sort();
}

/** The text in a language, or nothing. */
export function textIn(text: LanguageTexts | null | undefined, language: string): string {
  const value = text?.[language];
  return typeof value === 'string' ? value : '';
}
