import type { SearchableRecord } from '../../corpus/searchTexts.ts';

/** One way of searching the same texts. */
export interface SearchEngine {
  readonly name: string;
  /** Indexes (positions in the corpus) of all records found. */
  find(question: string): Set<number>;
  /** What a search box needs: how many there are, and the first page of them, best first. */
  ask(question: string): { total: number };
  close(): void;
}

export interface PeerFactory {
  readonly name: string;
  create(records: readonly SearchableRecord[]): SearchEngine;
}

export const pageLength = 30;
