import { toPlainLetters } from '#core/search/letters.ts';

/**
 * Version of the folding and token rules. A stored search index is only right for the version that
 * wrote it: raise this number with every change of `fold` or `indexText`, and rebuild on a difference.
 */
export const FOLDING_VERSION = 1;

/** A folded text and, for each of its UTF-16 indexes i, the original range [starts[i], ends[i]). */
export interface FoldMap {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const PRINTABLE_ASCII = /^[\t\n\r -~]*$/;
const WHITE_SPACE = /[\s\u0085]/;
const WHITE_SPACE_RUN = /[\s\u0085]+/g;
const UNTIDY_SPACE = /[\s\u0085]{2}|[^\S ]|\u0085/;

/** Zero-width space and joiners, byte-order mark, soft hyphen, bidi marks, variation selectors … */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;
const TRAILING_IGNORABLE = /\p{Default_Ignorable_Code_Point}+$/u;
/** Marks that may sit on a Latin letter. The kana voicing marks U+3099 and U+309A are not among them. */
const DIACRITICS = /[\u{300}-\u{36f}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}]+/gu;
/** Blocks whose characters decompose to, or are, diacritics or letters of the plain-letter list. */
const MAY_CARRY_DIACRITICS =
  /[\u{300}-\u{36f}\u{1ab0}-\u{1aff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}\u{c0}-\u{2ff}\u{370}-\u{52f}\u{1d00}-\u{1fff}\u{2100}-\u{22ff}\u{2900}-\u{2aff}\u{2c60}-\u{2c7f}\u{105c0}-\u{105ff}]/u;

const SPACING_VOICING_MARK = /[\u309b\u309c]/g;
const KATAKANA = /[\u30a1-\u30fa\u30fd\u30fe]/g;
const KATAKANA_TO_HIRAGANA = 0x60;
/** ヷヸヹヺ have no single hiragana counterpart: base letter and voicing mark instead. */
const VOICED_W_KATAKANA: ReadonlyMap<string, string> = new Map([
  ['ヷ', 'わ\u3099'],
  ['ヸ', 'ゐ\u3099'],
  ['ヹ', 'ゑ\u3099'],
  ['ヺ', 'を\u3099'],
]);

/** SARA AM (Thai ำ, Lao ຳ) typed before its tone mark looks the same as after it. */
const SARA_AM_BEFORE_TONE = /(\u0e33)([\u0e48-\u0e4b]+)|(\u0eb3)([\u0ec8-\u0ecb]+)/g;
/** The ring of a decomposed SARA AM (Thai U+0E4D, Lao U+0ECD) in front of a tone mark. */
const RING_BEFORE_TONE =
  /\u0e4d[\u0e4d\u0e48-\u0e4b]*[\u0e48-\u0e4b]|\u0ecd[\u0ecd\u0ec8-\u0ecb]*[\u0ec8-\u0ecb]/g;
const RING = /[\u0e4d\u0ecd]/g;
const NOT_RING = /[^\u0e4d\u0ecd]/g;

/**
 * A character with everything that folding could join to it: marks, ignorables, SARA AM, half-width
 * and spacing voicing marks, and Hangul jamo (which compose with what stands before them). Folding such
 * pieces one by one gives the same text as folding the whole.
 */
const PIECE =
  /[\s\S][\p{M}\p{Default_Ignorable_Code_Point}\u0e33\u0eb3\u309b\u309c\uff9e\uff9f\u1160-\u11ff\u3131-\u318e\uffa0-\uffdc\ud7b0-\ud7fb]*/gu;

/**
 * The form in which texts and queries are compared: compatibility-normalised (NFKC), lower case in no
 * particular locale, without Latin diacritics, katakana as hiragana (ー kept), without zero-width
 * characters, one space between words and none at the ends. 'Đà Nẵng' becomes 'da nang'.
 * Folding twice changes nothing. Never throws; lone surrogates and control characters pass through.
 */
export function fold(text: string): string {
  const folded = PRINTABLE_ASCII.test(text) ? text.toLowerCase() : foldCharacters(text);
  return (UNTIDY_SPACE.test(folded) ? folded.replace(WHITE_SPACE_RUN, ' ') : folded).trim();
}

/**
 * Folds and remembers where each folded UTF-16 unit came from, for marking matches in the original.
 * `foldWithMap(text).text` always equals `fold(text)`. Slower than `fold`: for shown text, not indexing.
 */
export function foldWithMap(text: string): FoldMap {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  const foldedPieces = new Map<string, FoldedPiece>();
  for (const match of text.matchAll(PIECE)) {
    const piece = foldedPieces.get(match[0]) ?? foldPiece(match[0]);
    foldedPieces.set(match[0], piece);
    const end = match.index + piece.visibleLength;
    for (const unit of piece.units) {
      if (!WHITE_SPACE.test(unit)) {
        folded += unit;
        starts.push(match.index);
        ends.push(end);
      } else if (folded.endsWith(' ')) {
        ends[ends.length - 1] = end;
      } else if (folded !== '') {
        folded += ' ';
        starts.push(match.index);
        ends.push(end);
      }
    }
  }
  if (folded.endsWith(' ')) {
    folded = folded.slice(0, -1);
    starts.pop();
    ends.pop();
  }
  return { text: folded, starts, ends };
}

interface FoldedPiece {
  /** The folded piece as UTF-16 units. */
  readonly units: readonly string[];
  /** Length of the original piece without the zero-width characters at its end. */
  readonly visibleLength: number;
}

function foldPiece(piece: string): FoldedPiece {
  const folded = PRINTABLE_ASCII.test(piece) ? piece.toLowerCase() : foldCharacters(piece);
  return { units: folded.split(''), visibleLength: piece.replace(TRAILING_IGNORABLE, '').length };
}

/** All of `fold` but the white space. */
function foldCharacters(text: string): string {
  let folded = text
    .replace(IGNORABLE, '')
    .replace(SPACING_VOICING_MARK, toCombiningVoicingMark)
    .replace(SARA_AM_BEFORE_TONE, '$2$1$4$3')
    .normalize('NFKC')
    .toLowerCase();
  if (MAY_CARRY_DIACRITICS.test(folded)) {
    folded = toPlainLetters(folded.normalize('NFD').replace(DIACRITICS, ''));
  }
  return folded.replace(KATAKANA, toHiragana).replace(RING_BEFORE_TONE, putRingLast).normalize('NFC');
}

function toCombiningVoicingMark(mark: string): string {
  return mark === '\u309b' ? '\u3099' : '\u309a';
}

function toHiragana(katakana: string): string {
  const voiced = VOICED_W_KATAKANA.get(katakana);
  return voiced ?? String.fromCharCode(katakana.charCodeAt(0) - KATAKANA_TO_HIRAGANA);
}

function putRingLast(run: string): string {
  return run.replace(RING, '') + run.replace(NOT_RING, '');
}
