import { readBundle } from '#db/bundledData/bundle.ts';
import { type SyntheticRecord, syntheticRecords } from './syntheticRecords.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Changing it changes every load-test record, and so every figure. */
export const corpusSeed = 'musubi';

export interface Corpus {
  readonly vocabulary: Vocabulary;
  readonly bundled: readonly SyntheticRecord[];
  /** The first `count` load-test records. */
  synthetic(count: number): Iterable<SyntheticRecord>;
}

export function readCorpus(dataDirectory: string): Corpus {
  const bundle = readBundle(dataDirectory);
  const vocabulary = vocabularyOf(bundle);
  return {
    vocabulary,
    bundled: bundle.records,
    synthetic: (count) => syntheticRecords(vocabulary, corpusSeed, count),
  };
}
