import { fold } from '#core/search/fold.ts';
import { indexText, isUnspacedToken, tokensOfFolded } from '#core/search/tokens.ts';

/** One thing that must occur: its tokens next to each other and in this order. */
export interface SearchWord {
  /** At least one. */
  readonly tokens: readonly string[];
  /** Whether the last token may be the beginning of a longer word. */
  readonly prefix: boolean;
}

/** What somebody looks for: all of the words. No words: nothing searchable was typed. */
export interface SearchQuery {
  readonly words: readonly SearchWord[];
}

/**
 * Bounds for pasted text. What lies beyond a bound is left out of the question, which can only find
 * more, never less: the words kept must still all occur.
 */
export const MAXIMUM_QUERY_LENGTH = 2000;
export const MAXIMUM_QUERY_WORDS = 16;
export const MAXIMUM_WORD_TOKENS = 64;

/** A quoted phrase (its closing mark may be missing), or a run without spaces and ideographic commas. */
const QUERY_PART = /["“”„‟]([^"“”„‟]*)(["“”„‟]|$)|[^\s、"“”„‟]+/g;

/**
 * Reads what a person typed. Words are parted by any white space (the ideographic space too) or 、;
 * each word is one phrase, whose last token matches as a beginning when it is of a spaced script.
 * Text in double quotes is one phrase of whole words; while the closing quote is missing it counts as
 * still being typed. There are no operators: AND, NEAR, *, :, ^ and brackets are words or punctuation.
 */
export function parseQuery(text: string): SearchQuery {
  const folded = fold(text.trimStart().slice(0, MAXIMUM_QUERY_LENGTH));
  const words: SearchWord[] = [];
  for (const match of folded.matchAll(QUERY_PART)) {
    if (words.length === MAXIMUM_QUERY_WORDS) break;
    const isClosedPhrase = match[2] !== undefined && match[2] !== '';
    const word = toWord(match[1] ?? match[0], isClosedPhrase);
    if (word !== undefined) words.push(word);
  }
  return { words };
}

/**
 * The FTS5 MATCH expression of a query, or null when there is nothing to search for. Tokens hold only
 * letters, digits and marks and stand in quotes, so no input can be read as FTS5 syntax.
 */
export function toFtsMatch(query: SearchQuery): string | null {
  if (query.words.length === 0) return null;
  return query.words.map((word) => `"${word.tokens.join(' ')}"${word.prefix ? '*' : ''}`).join(' ');
}

/**
 * Whether every word of the query occurs in the text: anywhere in unspaced scripts, at the beginning of
 * a word in spaced ones. Like FTS5, phrases look past punctuation and line ends. A query without words
 * matches nothing, as it is never sent to the index.
 */
export function matches(text: string, query: SearchQuery): boolean {
  return matchesIndexed(indexText(text), query);
}

/** `matches` for a text that has been through `indexText` already. */
export function matchesIndexed(indexed: string, query: SearchQuery): boolean {
  const row = ` ${indexed} `;
  return (
    query.words.length > 0 &&
    query.words.every((word) => row.includes(` ${word.tokens.join(' ')}${word.prefix ? '' : ' '}`))
  );
}

function toWord(part: string, isClosedPhrase: boolean): SearchWord | undefined {
  const all = tokensOfFolded(part).map((token) => token.text);
  const tokens = all.slice(0, MAXIMUM_WORD_TOKENS);
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  const isCut = tokens.length < all.length;
  return { tokens, prefix: !isClosedPhrase && !isCut && !isUnspacedToken(last) };
}
