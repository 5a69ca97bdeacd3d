import type { WordSegmenter } from './segmenter.ts';
import { ngramWeightOf, type TextSettings } from './text-settings.ts';
import { tokenise } from './tokens.ts';

/**
 * Tf-idf cosine of one text with many, for comparing different needs for one firm: w = (1 + ln tf) · ln(1 + N / n),
 * n-grams weighted by √α so that their products weigh α.
 */
export class CosineIndex {
  private readonly terms = new Map<string, { documents: number[]; weights: number[]; idf: number }>();
  private readonly size: number;
  private readonly language: string;
  private readonly alpha: number;
  private readonly segmenter: WordSegmenter;

  constructor(texts: readonly string[], language: string, segmenter: WordSegmenter, settings: TextSettings) {
    this.language = language;
    this.alpha = ngramWeightOf(settings, language);
    this.segmenter = segmenter;
    this.size = texts.length;
    const counted = texts.map((text) => this.count(text));
    for (const [document, counts] of counted.entries()) {
      for (const [term, count] of counts) {
        const entry = this.terms.get(term) ?? { documents: [], weights: [], idf: 0 };
        entry.documents.push(document);
        entry.weights.push(count);
        this.terms.set(term, entry);
      }
    }
    for (const entry of this.terms.values()) entry.idf = Math.log(1 + this.size / entry.documents.length);
    const norms = counted.map((counts) => this.norm(counts));
    for (const [term, entry] of this.terms) {
      for (const [index, document] of entry.documents.entries()) {
        const weight = this.weigh(term, entry.weights[index] ?? 0, entry.idf);
        entry.weights[index] = weight / (norms[document] || 1);
      }
    }
  }

  private count(text: string): Map<string, number> {
    const tokens = tokenise(text, this.language, this.segmenter, this.alpha > 0);
    const counts = new Map<string, number>();
    const all = [...tokens.words.map((word) => `w${word}`), ...tokens.grams.map((gram) => `g${gram}`)].sort();
    for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  }

  private weigh(term: string, count: number, idf: number): number {
    return (term.startsWith('g') ? Math.sqrt(this.alpha) : 1) * (1 + Math.log(count)) * idf;
  }

  private norm(counts: ReadonlyMap<string, number>): number {
    let sum = 0;
    for (const [term, count] of counts) {
      const entry = this.terms.get(term);
      if (entry) sum += this.weigh(term, count, entry.idf) ** 2;
    }
    return Math.sqrt(sum);
  }

  /** Cosines with every text of the index, each in [0, 1]. */
  cosines(text: string): Float64Array {
    const result = new Float64Array(this.size);
    const counts = this.count(text);
    const norm = this.norm(counts);
    if (norm === 0) return result;
    for (const [term, count] of counts) {
      const entry = this.terms.get(term);
      if (!entry) continue;
      const weight = this.weigh(term, count, entry.idf) / norm;
      for (const [index, document] of entry.documents.entries())
        result[document] = (result[document] ?? 0) + weight * (entry.weights[index] ?? 0);
    }
    return result.map((value) => Math.min(1, value));
  }
}
