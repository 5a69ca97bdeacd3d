import { fold } from '#core/search/fold.ts';
import type { SearchQuery, SearchWord } from '#core/search/query.ts';
import { asciiIndexText, characterKind, characterKinds, isUnspacedToken } from '#core/search/tokens.ts';

/*
 * Scripts without spaces are searched by any run of characters. A character of such a script stands in
 * most records, so looking for a run character by character means to go through most of the index. Here
 * each such character is kept together with the one after it: 'น้ำท่วม' becomes 'น้ ้ํ ํา าท …'. A run of
 * n characters is then n - 1 rare tokens side by side, and one character alone the beginning of a token.
 * What is found is the same.
 */

const known = new Map<string, boolean>();

/** `isUnspacedToken`, remembered: there are some thousand characters, and a thousand tokens in a record. */
function isUnspaced(token: string): boolean {
  if (token.length > 2) return false;
  let answer = known.get(token);
  if (answer === undefined) {
    answer = isUnspacedToken(token);
    known.set(token, answer);
  }
  return answer;
}

/**
 * What goes into the full-text index for a text: `indexText` in pairs. As many tokens as there. In one pass over the
 * characters, for megabytes of text go through here whenever others' edits arrive.
 */
export function pairedIndexText(text: string): string {
  const folded = fold(text);
  const plain = asciiIndexText(folded);
  if (plain !== undefined) return plain;
  const tokens: string[] = [];
  // A character of a script without spaces that waits for the one after it.
  let waiting = '';
  let wordStart = -1;
  for (let at = 0, width = 1; at < folded.length; at += width) {
    const codePoint = folded.codePointAt(at) ?? 0;
    width = codePoint > 0xffff ? 2 : 1;
    const kind = characterKind(codePoint);
    if (kind === characterKinds.word) {
      if (wordStart < 0) {
        wordStart = at;
        if (waiting !== '') tokens.push(waiting);
        waiting = '';
      }
      continue;
    }
    if (wordStart >= 0) {
      tokens.push(folded.slice(wordStart, at));
      wordStart = -1;
    }
    if (kind === characterKinds.separator) continue;
    const character = folded.slice(at, at + width);
    if (waiting !== '') tokens.push(waiting + character);
    waiting = character;
  }
  if (wordStart >= 0) tokens.push(folded.slice(wordStart));
  if (waiting !== '') tokens.push(waiting);
  return tokens.join(' ');
}

/** The FTS5 MATCH expression of a query over paired text, or null when there is nothing to search for. */
export function toPairedMatch(query: SearchQuery): string | null {
  return query.words.length === 0 ? null : query.words.map(wordMatch).join(' ');
}

function wordMatch({ tokens, prefix }: SearchWord): string {
  const paired = pairs(tokens);
  const last = tokens.at(-1) ?? '';
  if (!isUnspaced(last)) return quoted(paired, prefix);
  // The last character is in the pair before it already; alone, it is the beginning of its pair.
  const isInPair = isUnspaced(tokens.at(-2) ?? ' ');
  return isInPair ? quoted(paired.slice(0, -1), false) : quoted(paired, true);
}

function pairs(tokens: readonly string[]): string[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    return next !== undefined && isUnspaced(token) && isUnspaced(next) ? token + next : token;
  });
}

function quoted(tokens: readonly string[], prefix: boolean): string {
  return `"${tokens.join(' ')}"${prefix ? '*' : ''}`;
}
