const scripts: readonly (readonly [language: string, pattern: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u],
  ['th', /\p{Script=Thai}/u],
  ['km', /\p{Script=Khmer}/u],
  ['lo', /\p{Script=Lao}/u],
  ['my', /\p{Script=Myanmar}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['mn', /\p{Script=Cyrillic}/u],
];

/**
 * The language that a plain text (a source's title, a note) is most likely in, as far as its script tells; undefined
 * for Latin letters, which ten languages share. Han alone is taken for Japanese, the language the data is kept in.
 */
export function scriptLanguage(text: string): string | undefined {
  return scripts.find(([, pattern]) => pattern.test(text))?.[0];
}
