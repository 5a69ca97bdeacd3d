import { functionWordsOf, isSoutheastFunctionWord } from './language.ts';
import { normaliseText } from './normalise.ts';
import { isHanOrKana, isWithoutSpaces } from './scripts.ts';
import type { WordSegmenter } from './segmenter.ts';

/** A word that no name of the taxonomy accounts for. UTF-16 offsets into the text as given. */
export interface UnreadWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const RUN = /[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}]+)*/gu;
const NUMBER = /^[\p{N}\p{P}]+$/u;
/** Particles, endings and auxiliaries; a Japanese term of the trade has Han or katakana in it. */
const HIRAGANA = /^[\u3040-\u309fー]+$/;
const MOST = 40;
const SHORTEST_SPACED = 3;
const SHORTEST_SOUTHEAST = 3;
const SHORTEST_HAN = 2;

/**
 * What a text says beside the names that were recognised in it, word by word: what may be a name that the taxonomy
 * lacks. Han and katakana that stand side by side are one word, as terms of the trade are written.
 *
 * @param read where names were recognised
 * @param language of the text; decides how scripts without spaces are cut
 */
export function unreadWords(
  text: string,
  read: readonly Place[],
  language: string,
  segmenter: WordSegmenter,
): UnreadWord[] {
  const found: UnreadWord[] = [];
  const seen = new Set<string>();
  for (const gap of gapsOf(text, read)) {
    for (const match of text.slice(gap.start, gap.end).matchAll(RUN)) {
      for (const word of wordsOf(match[0], gap.start + match.index, language, segmenter)) {
        const key = normaliseText(word.text);
        if (seen.has(key) || !saysSomething(word.text, key, language)) continue;
        seen.add(key);
        found.push(word);
        if (found.length === MOST) return found;
      }
    }
  }
  return found;
}

function gapsOf(text: string, read: readonly Place[]): Place[] {
  const gaps: Place[] = [];
  let at = 0;
  for (const { start, end } of [...read].sort((a, b) => a.start - b.start)) {
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < text.length) gaps.push({ start: at, end: text.length });
  return gaps;
}

function wordsOf(run: string, offset: number, language: string, segmenter: WordSegmenter): UnreadWord[] {
  return pieces(run).flatMap(({ start, end }) => {
    const piece = run.slice(start, end);
    const whole = { start: offset + start, end: offset + end, text: piece };
    if (!isWithoutSpaces(piece.codePointAt(0) ?? 0)) return [whole];
    const words: UnreadWord[] = [];
    let at = 0;
    for (const text of segmenter.words([piece], language)) {
      const from = piece.indexOf(text, at);
      if (from < 0) continue;
      at = from + text.length;
      const last = words.at(-1);
      const place = { start: whole.start + from, end: whole.start + at, text };
      if (last?.end === place.start && isTerm(last.text) && isTerm(text))
        words[words.length - 1] = { ...last, end: place.end, text: last.text + text };
      else words.push(place);
    }
    return words;
  });
}

/** Where a run changes between a script with spaces, Han with kana, and the others without. */
function pieces(run: string): Place[] {
  const found: Place[] = [];
  let start = 0;
  for (let index = 1; index <= run.length; index += 1) {
    if (index < run.length && familyAt(run, index) === familyAt(run, index - 1)) continue;
    found.push({ start, end: index });
    start = index;
  }
  return found;
}

function familyAt(run: string, index: number): 'han' | 'southeast' | 'spaced' {
  const code = run.charCodeAt(index);
  if (isHanOrKana(code) || (code >= 0xd800 && code <= 0xdfff)) return 'han';
  return isWithoutSpaces(code) ? 'southeast' : 'spaced';
}

function isTerm(word: string): boolean {
  return isHanOrKana(word.codePointAt(0) ?? 0) && !HIRAGANA.test(word);
}

function saysSomething(word: string, folded: string, language: string): boolean {
  if (NUMBER.test(word) || HIRAGANA.test(word)) return false;
  const family = familyAt(word, 0);
  if (family === 'han') return word.length >= SHORTEST_HAN;
  if (family === 'southeast') return word.length >= SHORTEST_SOUTHEAST && !isSoutheastFunctionWord(folded);
  if (word.length < SHORTEST_SPACED) return false;
  return !functionWordsOf(language).has(folded.replace(/['’]/g, ''));
}
