import { familiesFor } from './fontFamilies.ts';
import { type FontPart, type FontWeight, fontData, fontParts } from './fontFiles.ts';

/** The characters of a page by the language and weight that they are set in. */
export class UsedLetters {
  readonly #letters = new Map<string, Set<number>>();

  add(text: string, language: string, weight: FontWeight): void {
    const key = `${weight} ${language}`;
    const letters = this.#letters.get(key) ?? new Set();
    for (const character of text) letters.add(character.codePointAt(0) ?? 0);
    this.#letters.set(key, letters);
  }

  entries(): { language: string; weight: FontWeight; letters: ReadonlySet<number> }[] {
    return [...this.#letters].map(([key, letters]) => {
      const [weight, language = ''] = key.split(' ');
      return { language, weight: weight === '700' ? 700 : 400, letters };
    });
  }
}

/**
 * `@font-face` rules with the font files inside, for the parts that the letters need and no others. A letter that no
 * family has is left to the machine's fonts.
 */
export async function fontFaceRules(used: UsedLetters, directory: string): Promise<string> {
  const wanted = new Map<string, { part: FontPart; weight: FontWeight }>();
  for (const { language, weight, letters } of used.entries()) {
    const families = await Promise.all(familiesFor(language).map((family) => fontParts(directory, family)));
    const ordered = families.flat();
    for (const letter of letters) {
      const part = ordered.find(({ ranges }) =>
        ranges.some(([first, last]) => letter >= first && letter <= last),
      );
      if (part) wanted.set(`${weight} ${part.family.folder} ${part.name}`, { part, weight });
    }
  }
  const sorted = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1));
  const rules = await Promise.all(
    sorted.map(async ([, { part, weight }]) => {
      const data = await fontData(directory, part, weight);
      return `@font-face{font-family:'${part.family.name}';font-weight:${weight};src:url(${data}) format('woff2');unicode-range:${part.unicodeRange}}`;
    }),
  );
  return rules.join('\n');
}
