/**
 * Letters that Unicode does not decompose into a base letter and a mark, but that people type and
 * expect to find by their plain neighbours (đ by d, ø by o). Lower case only: they are looked up
 * after lower-casing. The two modifier apostrophes are written like the ASCII one by most keyboards,
 * and final sigma is only a position of sigma.
 */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
  ['ĳ', 'ij'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ɖ', 'd'],
  ['ɗ', 'd'],
  ['ø', 'o'],
  ['ɵ', 'o'],
  ['ɔ', 'o'],
  ['ł', 'l'],
  ['ƚ', 'l'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ⱦ', 't'],
  ['ƭ', 't'],
  ['ı', 'i'],
  ['ɨ', 'i'],
  ['ȷ', 'j'],
  ['ɉ', 'j'],
  ['ĸ', 'k'],
  ['ƙ', 'k'],
  ['ŋ', 'n'],
  ['ɲ', 'n'],
  ['ƒ', 'f'],
  ['ƀ', 'b'],
  ['ɓ', 'b'],
  ['ƈ', 'c'],
  ['ȼ', 'c'],
  ['ɇ', 'e'],
  ['ǥ', 'g'],
  ['ɠ', 'g'],
  ['ƥ', 'p'],
  ['ɍ', 'r'],
  ['ʉ', 'u'],
  ['ʋ', 'v'],
  ['ƴ', 'y'],
  ['ɏ', 'y'],
  ['ƶ', 'z'],
  ['ⱥ', 'a'],
  ['ς', 'σ'],
  ['ʻ', "'"],
  ['ʼ', "'"],
]);

const LETTER_TO_PLAIN = new RegExp(`[${[...PLAIN_LETTERS.keys()].join('')}]`, 'g');

/** Replaces each listed letter of a lower-cased text by its plain form; others stay. */
export function toPlainLetters(lowerCased: string): string {
  return lowerCased.replace(LETTER_TO_PLAIN, (letter) => PLAIN_LETTERS.get(letter) ?? letter);
}
