import { fold } from '#core/search/fold.ts';

/** A token of a folded text with its UTF-16 range [start, end) in that text. */
export interface SearchToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Letters, digits and marks of scripts written without spaces between words. Script extensions are
 * asked for, so that ー 々 〆 〇 and the kana voicing marks belong here too.
 */
const UNSPACED = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{N}\p{M}]]`;
/** The same general categories as in `FTS_TOKENIZER`, so that one token here is one token there. */
const SEARCHABLE = String.raw`[\p{L}\p{N}\p{M}\p{Co}]`;

/** Made when first asked for: compiling them takes 3 to 4 ms, which a list without a search need not wait for. */
let unspacedStart: RegExp | undefined;
let tokens: RegExp | undefined;
const tokenPattern = () => {
  tokens ??= new RegExp(`${UNSPACED}|[${SEARCHABLE}--${UNSPACED}]+`, 'gv');
  return tokens;
};
const ASCII_ONLY = /^[\t\n\r -~]*$/;
const ASCII_SEPARATORS = /[^a-z0-9]+/g;

/**
 * The tokenizer that an FTS5 table over `indexText` must be created with. Marks (M*) are named because
 * each Thai, Lao, Khmer or Burmese vowel sign is a token of its own.
 */
export const FTS_TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'";

/**
 * Folded text as a row of tokens with one space between: words of spaced scripts as they are, every
 * character (and every mark) of an unspaced script alone, no punctuation. '水位AI' gives '水 位 ai'.
 * This is what goes into the full-text index.
 */
export function indexText(text: string): string {
  const folded = fold(text);
  return asciiIndexText(folded) ?? (folded.match(tokenPattern()) ?? []).join(' ');
}

/** `indexText` of a folded text that is plain ASCII; undefined for any other. */
export function asciiIndexText(folded: string): string | undefined {
  return ASCII_ONLY.test(folded) ? folded.replace(ASCII_SEPARATORS, ' ').trim() : undefined;
}

/** The tokens of a text that is already folded, with their places in it. */
export function tokensOfFolded(folded: string): SearchToken[] {
  return Array.from(folded.matchAll(tokenPattern()), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** What a character is to the index: nothing, part of a word, or a token of its own. */
export const characterKinds = { separator: 1, word: 2, unspaced: 3 } as const;
export type CharacterKind = (typeof characterKinds)[keyof typeof characterKinds];

/** By code point; 0 for one that nobody has asked about yet. */
let kinds: Uint8Array | undefined;
let searchable: RegExp | undefined;

export function characterKind(codePoint: number): CharacterKind {
  kinds ??= new Uint8Array(0x110000);
  const known = kinds[codePoint];
  if (known) return known as CharacterKind;
  searchable ??= new RegExp(SEARCHABLE, 'v');
  const character = String.fromCodePoint(codePoint);
  const kind = isUnspacedToken(character)
    ? characterKinds.unspaced
    : searchable.test(character)
      ? characterKinds.word
      : characterKinds.separator;
  kinds[codePoint] = kind;
  return kind;
}

/** Whether a token is a single character of a script without spaces (else it is a whole word). */
export function isUnspacedToken(token: string): boolean {
  unspacedStart ??= new RegExp(`^${UNSPACED}`, 'v');
  return unspacedStart.test(token);
}
