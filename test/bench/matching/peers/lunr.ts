import { createRequire } from 'node:module';
import type { RankerFactory } from './ranker.ts';

interface LunrBuilder {
  ref(name: string): void;
  field(name: string): void;
  add(document: object): void;
}
interface LunrIndex {
  query(build: (query: { term(terms: unknown, options: object): void }) => void): { ref: string }[];
}
interface Lunr {
  (configure: (this: LunrBuilder) => void): LunrIndex;
  tokenizer(text: string): unknown;
}

const lunr = createRequire(import.meta.url)('lunr') as Lunr;

/** lunr with its default pipeline (trimmer, stop words, stemmer). */
export const lunrRanker: RankerFactory = {
  name: 'lunr',
  create(documents) {
    const index = lunr(function configure() {
      this.ref('id');
      this.field('title');
      this.field('text');
      for (const document of documents) this.add(document);
    });
    return {
      name: 'lunr',
      rank: (query, limit) =>
        index
          .query((builder) => builder.term(lunr.tokenizer(query), {}))
          .slice(0, limit)
          .map((hit) => hit.ref),
    };
  },
};
