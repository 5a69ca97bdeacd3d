/** Letters that belong to one of the ten languages only. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Han}]/u, 'ja'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Myanmar}/u, 'my'],
];
const vietnamese = /[đĐơƠưƯ\u1ea0-\u1ef9]/u;

/** The language that a text's letters give away; undefined for plain Latin letters. */
export function languageOfScript(text: string): string | undefined {
  return scripts.find(([letters]) => letters.test(text))?.[1];
}

/**
 * The language of an untagged column: what most of its texts are in, the reader's own for Latin letters where
 * that is written in them, else English.
 */
export function languageOfColumn(texts: readonly string[], reading: string): string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const language = languageOfScript(text) ?? (vietnamese.test(text) ? 'vi' : latin(reading));
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const most = [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
  return most ?? reading;
}

function latin(reading: string): string {
  return ['ja', 'th', 'lo', 'km', 'my'].includes(reading) ? 'en' : reading;
}
