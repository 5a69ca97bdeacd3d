/**
 * One folding of text for index and query.
 *
 * NFKC makes full-width and half-width forms alike, but it also splits SARA AM of Thai (U+0E33) and Lao (U+0EB3)
 * into two characters; word dictionaries know only the joined letter, so it is put together again.
 */

const THAI_SARA_AM_SPLIT = /(?:([\u0e48-\u0e4b]?)\u0e4d|\u0e4d([\u0e48-\u0e4b]))\u0e32/g;
const LAO_SARA_AM_SPLIT = /(?:([\u0ec8-\u0ecb]?)\u0ecd|\u0ecd([\u0ec8-\u0ecb]))\u0eb2/g;
/** Format characters (zero-width joiners, soft hyphens, direction marks) and the grapheme joiner. */
const ZERO_WIDTH = /\p{Cf}|\u034f/gu;

/** Folds text for comparison: NFKC, SARA AM joined, lower case, zero-width characters dropped. */
export function normaliseText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const composed = text.replace(ZERO_WIDTH, '').normalize('NFKC');
  return joinSaraAm(composed).toLowerCase();
}

/** Of such text only the case can differ. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function joinSaraAm(text: string): string {
  if (!text.includes('\u0e4d') && !text.includes('\u0ecd')) return text;
  return text
    .replace(THAI_SARA_AM_SPLIT, (_whole, before: string | undefined, after: string | undefined) => {
      return `${before ?? after ?? ''}\u0e33`;
    })
    .replace(LAO_SARA_AM_SPLIT, (_whole, before: string | undefined, after: string | undefined) => {
      return `${before ?? after ?? ''}\u0eb3`;
    });
}

/** Normalised text with, for each of its UTF-16 units, where it came from in the original text. */
export interface NormalisedText {
  readonly text: string;
  /** Where unit `index` of `text` starts and ends in the original. */
  start(index: number): number;
  end(index: number): number;
}

/** A base character with everything that may combine with it under NFKC. */
const CHUNK = /[\s\S][\p{M}\uff9e\uff9f\u0e33\u0eb3\u0e32\u0eb2]*/gu;

/** As {@link normaliseText}, keeping the way back to the original positions. */
export function normaliseWithOffsets(original: string): NormalisedText {
  const whole = normaliseText(original);
  if (whole.length === original.length && whole === original.toLowerCase())
    return { text: whole, start: (index) => index, end: (index) => index + 1 };
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (const match of original.matchAll(CHUNK)) {
    const chunk = match[0];
    const folded = normaliseText(chunk);
    const sameLength = folded.length === chunk.length;
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(sameLength ? match.index + unit : match.index);
      ends.push(sameLength ? match.index + unit + 1 : match.index + chunk.length);
    }
    text += folded;
  }
  return { text, start: (index) => starts[index] ?? 0, end: (index) => ends[index] ?? 0 };
}
