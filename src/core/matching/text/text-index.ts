import { type Postings, PostingsBuilder } from './postings.ts';
import type { WordSegmenter } from './segmenter.ts';
import { ngramWeightOf, type TextSettings } from './text-settings.ts';
import { tokenise } from './tokens.ts';

/** One text to be found; both parts in the index's language. */
export interface TextDocument {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** A query cut into terms, each with its count, and the highest score that any document could reach. */
export interface TextQuery {
  readonly words: ReadonlyMap<string, number>;
  readonly grams: ReadonlyMap<string, number>;
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
    for (const document of documents) {
      const title = tokenise(document.title, language, segmenter, this.alpha > 0);
      const body = tokenise(document.body, language, segmenter, this.alpha > 0);
      words.addDocument(title.words, body.words);
      grams.addDocument(title.grams, body.grams);
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
    const words = countTerms(tokens.words);
    const grams = countTerms(tokens.grams);
    let upperBound = 0;
    for (const [term, count] of words) upperBound += count * this.words.bound(term);
    for (const [term, count] of grams) upperBound += this.alpha * count * this.grams.bound(term);
    return { words, grams, upperBound };
  }

  /**
   * Scores of all documents in the order of `documentIds`, each in [0, 1].
   * @param into filled and returned when given, to spare an allocation
   */
  score(query: TextQuery, into?: Float64Array): Float64Array {
    const scores = into ? into.fill(0) : new Float64Array(this.documentIds.length);
    if (query.upperBound <= 0) return scores;
    for (const [term, count] of query.words) this.words.accumulate(term, count / query.upperBound, scores);
    for (const [term, count] of query.grams)
      this.grams.accumulate(term, (this.alpha * count) / query.upperBound, scores);
    return scores;
  }

  /** Which terms made a document's score, largest share first. */
  explain(query: TextQuery, document: number): TextTermShare[] {
    const shares: TextTermShare[] = [];
    if (query.upperBound <= 0) return shares;
    for (const [term, count] of query.words) {
      const share = (count * this.words.impact(term, document)) / query.upperBound;
      if (share > 0) shares.push({ term, channel: 'word', share });
    }
    for (const [term, count] of query.grams) {
      const share = (this.alpha * count * this.grams.impact(term, document)) / query.upperBound;
      if (share > 0) shares.push({ term, channel: 'ngram', share });
    }
    return shares.sort((a, b) => b.share - a.share || (a.term < b.term ? -1 : a.term > b.term ? 1 : 0));
  }
}

/** Terms in code-unit order, so that sums do not depend on the order of the words. */
function countTerms(terms: readonly string[]): Map<string, number> {
  const sorted = [...terms].sort();
  const counts = new Map<string, number>();
  for (const term of sorted) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
