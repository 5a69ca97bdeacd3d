import { stemEnglish } from './english-stemmer.ts';
import { englishStopWords } from './english-stop-words.ts';
import { normaliseText } from './normalise.ts';
import { isHanOrKana, isWithoutSpaces } from './scripts.ts';
import type { WordSegmenter } from './segmenter.ts';

/** Terms of one text: words (stemmed for English) and character n-grams, in reading order, repeats kept. */
export interface Tokens {
  readonly words: string[];
  readonly grams: string[];
}

/** Runs of letters, digits and marks; an apostrophe inside a word belongs to it. */
const RUNS = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)*/gu;

/**
 * Cuts text into terms. Runs of scripts with spaces are words as they stand; runs without spaces go through the
 * segmenter. N-grams never cross a run, are 2 long for Han and kana and 3 for the rest, and are kept apart from
 * words by a leading mark.
 */
export function tokenise(text: string, language: string, segmenter: WordSegmenter, withGrams = true): Tokens {
  const tokens: Tokens = { words: [], grams: [] };
  for (const piece of piecesOf(text)) tokenisePiece(piece, language, segmenter, withGrams, tokens);
  return tokens;
}

/** The runs of one script in a text, folded; each is cut into terms by itself. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const run of normaliseText(text).match(RUNS) ?? []) splitByScript(run, pieces);
  return pieces;
}

/** True for a piece in a script that does not put spaces between words. */
export function isUnspaced(piece: string): boolean {
  const first = piece.charCodeAt(0);
  return isWithoutSpaces(first) || isSurrogate(first);
}

/** Length of the n-grams of Han and kana, which carry more in a character than others do. */
export const PAIR = 2;

/** How long the n-grams of an unspaced piece are. */
export function gramSizeOf(piece: string): number {
  return isHanOrKana(piece.codePointAt(0) ?? 0) ? PAIR : 3;
}

/** Adds the terms of one piece. */
export function tokenisePiece(
  piece: string,
  language: string,
  segmenter: WordSegmenter,
  withGrams: boolean,
  into: Tokens,
): void {
  const { words, grams } = into;
  if (isUnspaced(piece)) {
    for (const word of segmenter.words([piece], language)) words.push(word);
    if (withGrams) pushGrams(piece, gramSizeOf(piece), grams);
    return;
  }
  if (language === 'en') {
    if (englishStopWords.has(piece.replace(/['’]/g, ''))) return;
    words.push(stemEnglish(piece));
  } else {
    words.push(piece);
  }
  if (withGrams) pushGrams(`^${piece}$`, 3, grams);
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

type Family = 'han' | 'southeast' | 'spaced';

function familyOf(code: number): Family {
  if (isHanOrKana(code) || isSurrogate(code)) return 'han';
  return isWithoutSpaces(code) ? 'southeast' : 'spaced';
}

/** "AI水位予測" is a spaced piece and a Han piece. */
function splitByScript(run: string, into: string[]): void {
  if (!containsUnspaced(run)) {
    into.push(run);
    return;
  }
  let start = 0;
  let family = familyOf(run.charCodeAt(0));
  for (let index = 1; index < run.length; index += 1) {
    const next = familyOf(run.charCodeAt(index));
    if (next !== family) {
      into.push(run.slice(start, index));
      start = index;
      family = next;
    }
  }
  into.push(run.slice(start));
}

function containsUnspaced(run: string): boolean {
  for (let index = 0; index < run.length; index += 1) {
    if (run.charCodeAt(index) >= 0x0e00 && isWithoutSpaces(run.charCodeAt(index))) return true;
    if (isSurrogate(run.charCodeAt(index))) return true;
  }
  return false;
}

function pushGrams(piece: string, size: number, into: string[]): void {
  if (piece.length <= size) {
    into.push(piece);
    return;
  }
  for (let start = 0; start + size <= piece.length; start += 1) into.push(piece.slice(start, start + size));
}
