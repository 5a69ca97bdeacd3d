import { foldWithMap } from '#core/search/fold.ts';
import { matchesIndexed, type SearchQuery, type SearchWord } from '#core/search/query.ts';
import { indexText, type SearchToken, tokensOfFolded } from '#core/search/tokens.ts';

/** A run of the original text, matched or not. */
export interface HighlightSegment {
  readonly text: string;
  readonly hit: boolean;
}

/** UTF-16 range [start, end) of an original text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const ELLIPSIS = '…';
/** Excerpts shorter than this would be all ellipsis; smaller lengths are taken as this one. */
const MINIMUM_EXCERPT_LENGTH = 16;

/** Grapheme rules do not depend on the language; naming one keeps the machine's locale out of it. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Parts the original text into matched and other runs, compared in folded form ('da nang' marks
 * 'Đà Nẵng'). No run cuts a grapheme cluster, and the runs joined together are the original exactly.
 */
export function highlight(text: string, query: SearchQuery): HighlightSegment[] {
  return segmentsBetween(text, findSpans(text, query), 0, text.length);
}

/**
 * At most `maxLength` UTF-16 units (ellipses counted; at least 16) around the first match, with '…'
 * where text was left out; the beginning of the text when nothing matches.
 */
export function excerpt(text: string, query: SearchQuery, maxLength: number): HighlightSegment[] {
  const limit = Math.max(maxLength, MINIMUM_EXCERPT_LENGTH);
  const spans = findSpans(text, query);
  if (text.length <= limit) return segmentsBetween(text, spans, 0, text.length);

  const start = excerptStart(text, spans[0], limit);
  const room = limit - (start > 0 ? ELLIPSIS.length : 0);
  const isLastPart = start + room >= text.length;
  const end = isLastPart
    ? text.length
    : clusterAt(graphemes.segment(text), start + room - ELLIPSIS.length).start;
  return [
    ...(start > 0 ? [{ text: ELLIPSIS, hit: false }] : []),
    ...segmentsBetween(text, spans, start, end),
    ...(isLastPart ? [] : [{ text: ELLIPSIS, hit: false }]),
  ];
}

/** The index at which an excerpt begins: some words before the match, at a word or cluster boundary. */
function excerptStart(text: string, firstHit: Span | undefined, limit: number): number {
  if (firstHit === undefined || firstHit.end <= limit - ELLIPSIS.length) return 0;
  const lead = Math.floor(limit / 4);
  const wanted = Math.min(firstHit.start - lead, text.length - limit + ELLIPSIS.length);
  if (wanted <= 0) return 0;
  const space = text.slice(wanted, Math.min(firstHit.start, wanted + lead)).search(/\s\S/);
  if (space >= 0) return wanted + space + 1;
  const cluster = clusterAt(graphemes.segment(text), wanted);
  return cluster.start === wanted ? wanted : cluster.end;
}

/** Matched ranges in order, apart from each other, widened to grapheme clusters. */
function findSpans(text: string, query: SearchQuery): Span[] {
  if (!holdsSomeWord(text, query)) return [];
  const folded = foldWithMap(text);
  const tokens = tokensOfFolded(folded.text);
  const clusters = graphemes.segment(text);
  const spans: Span[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    for (const word of query.words) {
      const range = matchedRange(tokens, index, word);
      if (range === undefined) continue;
      const start = folded.starts[range.start] ?? 0;
      const end = folded.ends[range.end - 1] ?? text.length;
      spans.push({
        start: clusterAt(clusters, start).start,
        end: clusterAt(clusters, end - 1).end,
      });
    }
  }
  return mergeSpans(spans);
}

/** A quick answer for most fields of a record: mapping a text costs ten times as much as folding it. */
function holdsSomeWord(text: string, query: SearchQuery): boolean {
  if (query.words.length === 0) return false;
  const indexed = indexText(text);
  return query.words.some((word) => matchesIndexed(indexed, { words: [word] }));
}

/** The folded range of a word found from the token at `index` on; of a prefix, only what was typed. */
function matchedRange(tokens: readonly SearchToken[], index: number, word: SearchWord): Span | undefined {
  const lastIndex = word.tokens.length - 1;
  for (const [offset, wanted] of word.tokens.entries()) {
    const found = tokens[index + offset]?.text;
    const mayBePrefix = word.prefix && offset === lastIndex;
    if (found === undefined) return undefined;
    if (mayBePrefix ? !found.startsWith(wanted) : found !== wanted) return undefined;
  }
  const first = tokens[index];
  const last = tokens[index + lastIndex];
  const typed = word.tokens[lastIndex];
  if (first === undefined || last === undefined || typed === undefined) return undefined;
  return { start: first.start, end: last.start + typed.length };
}

function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const previous = merged.at(-1);
    if (previous === undefined || span.start > previous.end) {
      merged.push(span);
    } else if (span.end > previous.end) {
      merged[merged.length - 1] = { start: previous.start, end: span.end };
    }
  }
  return merged;
}

/** The runs of text[start, end): matched where a span lies, else not. */
function segmentsBetween(
  text: string,
  spans: readonly Span[],
  start: number,
  end: number,
): HighlightSegment[] {
  const segments: HighlightSegment[] = [];
  let position = start;
  for (const span of spans) {
    const from = Math.max(span.start, start);
    const to = Math.min(span.end, end);
    if (from >= to) continue;
    if (from > position) segments.push({ text: text.slice(position, from), hit: false });
    segments.push({ text: text.slice(from, to), hit: true });
    position = to;
  }
  if (position < end) segments.push({ text: text.slice(position, end), hit: false });
  return segments;
}

/** The grapheme cluster that holds the UTF-16 unit at `index`. */
function clusterAt(clusters: Intl.Segments, index: number): Span {
  const cluster = clusters.containing(index);
  return cluster === undefined
    ? { start: index, end: index + 1 }
    : { start: cluster.index, end: cluster.index + cluster.segment.length };
}
