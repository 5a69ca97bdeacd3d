import { createRequire } from 'node:module';
import type { RankerFactory } from './ranker.ts';

interface LunrPipeline {
  remove(step: unknown): void;
}
interface LunrBuilder {
  readonly pipeline: LunrPipeline;
  readonly searchPipeline: LunrPipeline;
  ref(name: string): void;
  field(name: string): void;
  add(document: object): void;
}
interface LunrIndex {
  query(build: (query: { term(terms: unknown, options: object): void }) => void): { ref: string }[];
}
interface Lunr {
  (configure: (this: LunrBuilder) => void): LunrIndex;
  tokenizer(text: string | readonly string[]): unknown;
  readonly trimmer: unknown;
}

const lunr = createRequire(import.meta.url)('lunr') as Lunr;

/**
 * lunr with its default pipeline. Its trimmer strips every character that is not ASCII, which would leave nothing of
 * other scripts; for them it gets whole Unicode words and no trimmer.
 */
export const lunrRanker: RankerFactory = {
  name: 'lunr',
  create(documents, language) {
    const english = language === 'en';
    const prepare = (text: string): string | readonly string[] =>
      english ? text : (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
    const index = lunr(function configure() {
      this.ref('id');
      this.field('title');
      this.field('text');
      if (!english) {
        this.pipeline.remove(lunr.trimmer);
        this.searchPipeline.remove(lunr.trimmer);
      }
      for (const document of documents)
        this.add({ id: document.id, title: prepare(document.title), text: prepare(document.text) });
    });
    return {
      name: 'lunr',
      rank: (query, limit) =>
        index
          .query((builder) => builder.term(lunr.tokenizer(prepare(query)), {}))
          .slice(0, limit)
          .map((hit) => hit.ref),
    };
  },
};
