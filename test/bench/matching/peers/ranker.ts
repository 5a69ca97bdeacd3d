import type { CollectionDocument } from '../collections/collection.ts';

/** Anything that ranks documents of one collection for a query. */
export interface Ranker {
  readonly name: string;
  /** Document ids, best first, those that match at all, at most `limit`. */
  rank(query: string, limit: number): readonly string[];
  close?(): void;
}

/** Builds a ranker over documents. */
export interface RankerFactory {
  readonly name: string;
  create(documents: readonly CollectionDocument[], language: string): Ranker;
}
