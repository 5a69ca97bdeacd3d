import { compareText } from '../order.ts';
import { stemEnglish } from '../text/english-stemmer.ts';
import { englishStopWords } from '../text/english-stop-words.ts';
import { normaliseText } from '../text/normalise.ts';
import { isHanOrKana, isWithoutSpaces } from '../text/scripts.ts';

/** A concept whose name a text comes near to, without naming it in full. */
export interface NearName {
  readonly target: string;
  /** Share of the name's terms that the text has. */
  readonly coverage: number;
}

interface Name {
  readonly target: string;
  readonly terms: readonly string[];
  readonly unspaced: boolean;
  /** How much of it a text must have. */
  readonly needed: number;
}

/** Languages whose blanks stand between syllables. */
const writtenInSyllables = new Set(['vi']);
const MINIMUM_COVERAGE = 0.5;
/** Syllables of Vietnamese, and letters of scripts without spaces, meet by accident more often than words do. */
const COVERAGE_OF_PIECES = 0.65;
const MINIMUM_SHARED_GRAMS = 4;
/** A word that stands in more of the names than this share points to nothing in particular ("water", "system"). */
const COMMON_SHARE = 0.02;
const COMMON_FLOOR = 5;
const MOST = 4;
/** Where a script without spaces meets another one. By name: letters of Vietnamese stand between the blocks. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー]`;
const BETWEEN_KINDS_OF_SCRIPT = new RegExp(
  `(?<=${UNSPACED})(?!${UNSPACED})|(?<!${UNSPACED})(?=${UNSPACED})`,
  'u',
);

/**
 * For text that names no concept in full: "flood" comes near "river flood". Used only on the words that exact
 * matching left over, and counted at the lowest level.
 */
export class NearNames {
  private readonly names: Name[] = [];
  private readonly namesOf = new Map<string, number[]>();

  add(name: string, target: string, language: string): void {
    const inPairs = writtenInSyllables.has(language);
    const terms = inPairs ? pairsOf(name) : termsOf(name);
    if (terms.length < 2) return;
    const first = terms[0]?.codePointAt(0) ?? 0;
    const unspaced = isWithoutSpaces(first);
    const needed = inPairs || (unspaced && !isHanOrKana(first)) ? COVERAGE_OF_PIECES : MINIMUM_COVERAGE;
    const index = this.names.length;
    this.names.push({ target, terms, unspaced, needed });
    for (const term of terms) {
      const list = this.namesOf.get(term);
      if (list) list.push(index);
      else this.namesOf.set(term, [index]);
    }
  }

  /** The concepts that a text comes nearest to, at most four. */
  find(text: string): NearName[] {
    const common = Math.max(COMMON_FLOOR, this.names.length * COMMON_SHARE);
    const shared = new Map<number, number>();
    for (const term of [...termsOf(text), ...pairsOf(text)]) {
      const names = this.namesOf.get(term) ?? [];
      const spaced = !isWithoutSpaces(term.codePointAt(0) ?? 0);
      if (spaced && names.length > common) continue;
      for (const name of names) shared.set(name, (shared.get(name) ?? 0) + 1);
    }
    const best = new Map<string, number>();
    for (const [index, count] of shared) {
      const name = this.names[index];
      if (!name || (name.unspaced && count < MINIMUM_SHARED_GRAMS)) continue;
      const coverage = count / name.terms.length;
      if (coverage >= name.needed) best.set(name.target, Math.max(coverage, best.get(name.target) ?? 0));
    }
    return [...best]
      .map(([target, coverage]) => ({ target, coverage }))
      .sort((a, b) => b.coverage - a.coverage || compareText(a.target, b.target))
      .slice(0, MOST);
  }
}

/**
 * Two syllables that stand side by side. In Vietnamese the blank parts syllables, not words: one of them ("cao",
 * "công") stands in words that have nothing to do with each other, two are mostly a word.
 */
function pairsOf(text: string): string[] {
  const pairs = new Set<string>();
  for (const clause of normaliseText(text).split(/[^\p{L}\p{N}\p{M}\s]+/u)) {
    const syllables = clause.split(/\s+/).filter(Boolean);
    for (const [index, syllable] of syllables.entries()) {
      const next = syllables[index + 1];
      if (next !== undefined) pairs.add(`${syllable} ${next}`);
    }
  }
  return [...pairs];
}

/** Stemmed words, and character n-grams of scripts without spaces; each once. */
function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const match of normaliseText(text).matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const piece of match[0].split(BETWEEN_KINDS_OF_SCRIPT)) {
      const code = piece.codePointAt(0) ?? 0;
      if (!isWithoutSpaces(code)) {
        if (!englishStopWords.has(piece) && piece.length > 1) terms.add(stemEnglish(piece));
        continue;
      }
      const size = isHanOrKana(code) ? 2 : 3;
      for (let start = 0; start + size <= piece.length; start += 1)
        terms.add(piece.slice(start, start + size));
    }
  }
  return [...terms];
}
