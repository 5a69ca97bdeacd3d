/**
 * Finding words in scripts without spaces needs a dictionary. It is injected, because dictionaries differ between
 * runtimes and releases: an index belongs to the segmenter version that built it.
 */
export interface WordSegmenter {
  /** Names the dictionary; part of the run's fingerprint. */
  readonly version: string;
  /** The words of runs of one script each, in order. No word crosses from one run to the next. */
  words(runs: readonly string[], language: string): readonly string[];
}

/**
 * The runtime's own dictionaries. To be used in the host only.
 * @param icuVersion the version of ICU that the runtime carries, e.g. `process.versions.icu`
 */
export function createIntlSegmenter(icuVersion: string): WordSegmenter {
  const segmenters = new Map<string, Intl.Segmenter>();
  return {
    version: `icu-${icuVersion}`,
    words(runs, language) {
      let segmenter = segmenters.get(language);
      if (!segmenter) {
        segmenter = new Intl.Segmenter(language, { granularity: 'word' });
        segmenters.set(language, segmenter);
      }
      const words: string[] = [];
      // Every call has its price; a line break ends a word in all dictionaries.
      for (const part of segmenter.segment(runs.join('\n'))) {
        if (part.isWordLike) words.push(part.segment);
      }
      return words;
    },
  };
}

/** No dictionary: every run is one word, so that only n-grams find things. For tests and as a last resort. */
export const withoutDictionary: WordSegmenter = {
  version: 'none',
  words: (runs) => runs,
};
