/**
 * Which characters belong to scripts that are written without spaces between words.
 *
 * These ranges decide two things: where a dictionary segmenter is needed, and how long a character n-gram is
 * (2 for Han and kana, where a character carries a lot, 3 for everything else).
 */

/** Han, hiragana, katakana with their marks (々, ー, half-width forms are already folded by normalisation). */
export function isHanOrKana(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    code === 0x3005 ||
    code === 0x3006 ||
    code === 0x3007 ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x31f0 && code <= 0x31ff) ||
    (code >= 0x20000 && code <= 0x3ffff)
  );
}

/** Katakana and the long vowel mark. */
export function isKatakana(code: number): boolean {
  return (code >= 0x30a0 && code <= 0x30ff && code !== 0x30fb) || (code >= 0x31f0 && code <= 0x31ff);
}

/** Thai, Lao, Myanmar and Khmer. */
export function isSoutheastAsianWithoutSpaces(code: number): boolean {
  return (
    (code >= 0x0e00 && code <= 0x0eff) ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1780 && code <= 0x17ff) ||
    (code >= 0xaa60 && code <= 0xaa7f) ||
    (code >= 0xa9e0 && code <= 0xa9ff)
  );
}

/** True for a character of a script that does not put spaces between words. */
export function isWithoutSpaces(code: number): boolean {
  return code >= 0x0e00 && (isHanOrKana(code) || isSoutheastAsianWithoutSpaces(code));
}
