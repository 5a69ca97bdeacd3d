/// <reference types="vite/types/importMeta.d.ts" />
import type english from '#locales/en/menu.json';

/** Texts of the menu and of the shell's own dialogs; English is the complete set, others may lag behind. */
export type MenuTexts = typeof english;

const files = import.meta.glob<MenuTexts>('../../locales/*/menu.json', { eager: true, import: 'default' });

const textsByLanguage: ReadonlyMap<string, MenuTexts> = new Map(
  Object.entries(files).map(([file, texts]) => [file.split('/').at(-2) ?? '', texts]),
);

/** Whether there is a menu in this language. */
export function hasMenuIn(language: string): boolean {
  return textsByLanguage.has(languageOf(language));
}

/**
 * The texts of the first wished language that there is a menu in, else English.
 *
 * @param wishes BCP 47 tags, most wanted first
 */
export function menuTextsFor(wishes: readonly string[]): MenuTexts {
  for (const language of [...wishes.map(languageOf), 'en']) {
    const texts = textsByLanguage.get(language);
    if (texts !== undefined) {
      return texts;
    }
  }
  throw new Error('The English menu texts are missing from the build');
}

function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
