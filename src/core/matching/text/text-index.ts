import { BODY, type Postings, PostingsBuilder, TITLE } from './postings.ts';
import type { WordSegmenter } from './segmenter.ts';
import { ngramWeightOf, type TextSettings } from './text-settings.ts';
import { gramSizeOf, isUnspaced, PAIR, piecesOf, type Tokens, tokenise, tokenisePiece } from './tokens.ts';

/** One text to be found; both parts in the index's language. */
export interface TextDocument {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** A term of a query, with its number in the index that the query was made for, or −1. */
interface QueryTerm {
  readonly term: string;
  readonly id: number;
  readonly count: number;
}

/** A query cut into terms, each with its count, and the highest score that any document could reach. */
export interface TextQuery {
  /** In code-unit order, so that sums do not depend on the order of the words. */
  readonly words: readonly QueryTerm[];
  readonly grams: readonly QueryTerm[];
  readonly upperBound: number;
}

/** One query term in one document. */
export interface TextTermShare {
  readonly term: string;
  readonly channel: 'word' | 'ngram';
  /** Share of the scaled score, in [0, 1]. */
  readonly share: number;
}

/**
 * BM25F over words plus α × BM25F over character n-grams, for documents of one language.
 * Scores are scaled by the query's own upper bound: in [0, 1], and independent of what else is retrieved.
 */
export class TextIndex {
  readonly language: string;
  readonly documentIds: readonly string[];
  private readonly positions: ReadonlyMap<string, number>;
  private readonly words: Postings;
  private readonly grams: Postings;
  private readonly alpha: number;
  private readonly segmenter: WordSegmenter;

  constructor(
    documents: readonly TextDocument[],
    language: string,
    segmenter: WordSegmenter,
    settings: TextSettings,
  ) {
    this.language = language;
    this.segmenter = segmenter;
    this.alpha = ngramWeightOf(settings, language);
    this.documentIds = documents.map((document) => document.id);
    this.positions = new Map(this.documentIds.map((id, position) => [id, position]));
    const words = new PostingsBuilder();
    const grams = new PostingsBuilder();
    const numbersOf = termNumbers(words, grams, language, segmenter, this.alpha > 0);
    for (const document of documents) {
      words.startDocument();
      grams.startDocument();
      for (const field of [TITLE, BODY] as const) {
        const numbers = numbersOf(field === TITLE ? document.title : document.body);
        words.count(numbers.words, field);
        grams.count(numbers.grams, field);
      }
    }
    this.words = words.build(settings, settings.commonWords);
    this.grams = grams.build(settings, settings.commonGrams);
  }

  get postingCount(): number {
    return this.words.postingCount + this.grams.postingCount;
  }

  position(id: string): number | undefined {
    return this.positions.get(id);
  }

  /** Cuts a query into terms once; it can then be scored many times. */
  query(text: string): TextQuery {
    const tokens = tokenise(text, this.language, this.segmenter, this.alpha > 0);
    const words = countTerms(tokens.words, this.words);
    const grams = countTerms(tokens.grams, this.grams);
    let upperBound = 0;
    for (const { id, count } of words) upperBound += count * this.words.bound(id);
    for (const { id, count } of grams) upperBound += this.alpha * count * this.grams.bound(id);
    return { words, grams, upperBound };
  }

  /**
   * Scores of all documents in the order of `documentIds`, each in [0, 1].
   * @param into filled and returned when given, to spare an allocation
   */
  score(query: TextQuery, into?: Float64Array): Float64Array {
    const scores = into ? into.fill(0) : new Float64Array(this.documentIds.length);
    if (query.upperBound <= 0) return scores;
    for (const { id, count } of query.words) this.words.accumulate(id, count / query.upperBound, scores);
    for (const { id, count } of query.grams)
      this.grams.accumulate(id, (this.alpha * count) / query.upperBound, scores);
    return scores;
  }

  /** Which terms made a document's score, largest share first. */
  explain(query: TextQuery, document: number): TextTermShare[] {
    const shares: TextTermShare[] = [];
    if (query.upperBound <= 0) return shares;
    for (const { term, id, count } of query.words) {
      const share = (count * this.words.impact(id, document)) / query.upperBound;
      if (share > 0) shares.push({ term, channel: 'word', share });
    }
    for (const { term, id, count } of query.grams) {
      const share = (this.alpha * count * this.grams.impact(id, document)) / query.upperBound;
      if (share > 0) shares.push({ term, channel: 'ngram', share });
    }
    return shares.sort((a, b) => b.share - a.share || (a.term < b.term ? -1 : a.term > b.term ? 1 : 0));
  }
}

/** The terms of a text by their numbers in an index. */
interface TermNumbers {
  readonly words: number[];
  readonly grams: number[];
}

/** As {@link tokenise}, giving numbers. Words of one language come again and again: each is cut and looked up once. */
function termNumbers(
  words: PostingsBuilder,
  grams: PostingsBuilder,
  language: string,
  segmenter: WordSegmenter,
  withGrams: boolean,
): (text: string) => TermNumbers {
  const known = new Map<string, TermNumbers>();
  return (text) => {
    const numbers: TermNumbers = { words: [], grams: [] };
    const unspaced: string[] = [];
    for (const piece of piecesOf(text)) {
      if (isUnspaced(piece)) {
        unspaced.push(piece);
        if (withGrams) addGrams(piece, numbers.grams);
        continue;
      }
      let spaced = known.get(piece);
      if (!spaced) {
        spaced = numbersOfSpaced(piece);
        known.set(piece, spaced);
      }
      for (const id of spaced.words) numbers.words.push(id);
      for (const id of spaced.grams) numbers.grams.push(id);
    }
    if (unspaced.length > 0)
      for (const word of segmenter.words(unspaced, language)) numbers.words.push(words.idOf(word));
    return numbers;
  };

  function numbersOfSpaced(piece: string): TermNumbers {
    const tokens: Tokens = { words: [], grams: [] };
    tokenisePiece(piece, language, segmenter, withGrams, tokens);
    return {
      words: tokens.words.map((term) => words.idOf(term)),
      grams: tokens.grams.map((term) => grams.idOf(term)),
    };
  }

  /** Runs without spaces hardly ever come again, but no text is made for a pair of characters that was met before. */
  function addGrams(piece: string, into: number[]): void {
    const size = gramSizeOf(piece);
    if (piece.length <= size) into.push(grams.idOf(piece));
    else if (size === PAIR)
      for (let at = 0; at + size <= piece.length; at += 1) into.push(grams.idOfPair(piece, at));
    else
      for (let at = 0; at + size <= piece.length; at += 1) into.push(grams.idOf(piece.slice(at, at + size)));
  }
}

function countTerms(terms: readonly string[], postings: Postings): QueryTerm[] {
  const counted: { term: string; id: number; count: number }[] = [];
  for (const term of [...terms].sort()) {
    const last = counted.at(-1);
    if (last?.term === term) last.count += 1;
    else counted.push({ term, id: postings.idOf(term), count: 1 });
  }
  return counted;
}
