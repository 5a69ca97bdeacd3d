import type { WordSegmenter } from './segmenter.ts';
import { ngramWeightOf, type TextSettings } from './text-settings.ts';
import { tokenise } from './tokens.ts';

/** One text; both parts in the index's language. */
export interface CosineText {
  readonly title: string;
  readonly body: string;
}

/**
 * Tf-idf cosine of one text with many, for comparing different needs for one firm: w = (1 + ln tf) · ln(1 + N / n),
 * n-grams weighted by √α so that their products weigh α. A word of a title counts more often inside tf, as in
 * the index of organisations.
 */
export class CosineIndex {
  private readonly postings = new Map<string, { documents: number[]; weights: number[]; idf: number }>();
  private readonly size: number;
  private readonly language: string;
  private readonly alpha: number;
  private readonly titleWeight: number;
  private readonly segmenter: WordSegmenter;

  constructor(
    texts: readonly CosineText[],
    language: string,
    segmenter: WordSegmenter,
    settings: TextSettings,
  ) {
    this.language = language;
    this.alpha = ngramWeightOf(settings, language);
    this.titleWeight = settings.titleWeight;
    this.segmenter = segmenter;
    this.size = texts.length;
    const counted = texts.map((text) => this.count(text));
    for (const [document, counts] of counted.entries()) {
      for (const [term, count] of counts) {
        const entry = this.postings.get(term) ?? { documents: [], weights: [], idf: 0 };
        entry.documents.push(document);
        entry.weights.push(count);
        this.postings.set(term, entry);
      }
    }
    for (const entry of this.postings.values()) entry.idf = Math.log(1 + this.size / entry.documents.length);
    const norms = counted.map((counts) => this.norm(counts));
    for (const [term, entry] of this.postings) {
      for (const [index, document] of entry.documents.entries()) {
        const weight = this.weigh(term, entry.weights[index] ?? 0, entry.idf);
        entry.weights[index] = weight / (norms[document] || 1);
      }
    }
  }

  /** In code-unit order, so that sums do not depend on the order of the words. */
  private count({ title, body }: CosineText): Map<string, number> {
    const counts = new Map<string, number>();
    const inBody = this.terms(body);
    const inTitle = this.titleWeight > 0 ? this.terms(title) : [];
    for (const term of [...inTitle, ...inBody].sort()) counts.set(term, 0);
    for (const term of inTitle) counts.set(term, (counts.get(term) ?? 0) + this.titleWeight);
    for (const term of inBody) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  }

  private terms(text: string): string[] {
    const { words, grams } = tokenise(text, this.language, this.segmenter, this.alpha > 0);
    return [...words.map((word) => `w${word}`), ...grams.map((gram) => `g${gram}`)];
  }

  private weigh(term: string, count: number, idf: number): number {
    // A title may be set to weigh less than a body; below 1 the logarithm would fall under 0.
    const frequency = count < 1 ? count : 1 + Math.log(count);
    return (term.startsWith('g') ? Math.sqrt(this.alpha) : 1) * frequency * idf;
  }

  private norm(counts: ReadonlyMap<string, number>): number {
    let sum = 0;
    for (const [term, count] of counts) {
      const entry = this.postings.get(term);
      if (entry) sum += this.weigh(term, count, entry.idf) ** 2;
    }
    return Math.sqrt(sum);
  }

  /** Cosines with every text of the index, each in [0, 1]. */
  cosines(text: CosineText): Float64Array {
    const result = new Float64Array(this.size);
    const counts = this.count(text);
    const norm = this.norm(counts);
    if (norm === 0) return result;
    for (const [term, count] of counts) {
      const entry = this.postings.get(term);
      if (!entry) continue;
      const weight = this.weigh(term, count, entry.idf) / norm;
      for (const [index, document] of entry.documents.entries())
        result[document] = (result[document] ?? 0) + weight * (entry.weights[index] ?? 0);
    }
    return result.map((value) => Math.min(1, value));
  }
}
