/** How text is ranked. All of it is visible, editable and part of the settings hash. */
export interface TextSettings {
  /** BM25 saturation of repeats. */
  readonly k1: number;
  /** BM25 length normalisation, 0…1. */
  readonly b: number;
  /** How much a title counts inside the term frequency (BM25F), against 1 for the body. */
  readonly titleWeight: number;
  /**
   * Terms in more than this share of the documents tell nothing apart and are left out of index and query; never
   * those in fewer than `commonFloor` documents.
   */
  readonly commonWords: number;
  readonly commonGrams: number;
  readonly commonFloor: number;
  /** α: weight of n-grams against words, by language; `other` for the rest. 0 turns n-grams off. */
  readonly ngramWeight: Readonly<Record<string, number>>;
}

/** Values that measured well on public collections. */
export const defaultTextSettings: TextSettings = {
  k1: 1.2,
  b: 0.75,
  titleWeight: 2,
  commonWords: 0.5,
  commonGrams: 0.05,
  commonFloor: 200,
  ngramWeight: {
    en: 0.1,
    vi: 0.3,
    id: 0.3,
    ms: 0.3,
    fil: 0.3,
    ja: 0.75,
    th: 1,
    km: 1,
    lo: 1,
    my: 1,
    other: 0.3,
  },
};

/** α for a language. */
export function ngramWeightOf(settings: TextSettings, language: string): number {
  return settings.ngramWeight[language] ?? settings.ngramWeight.other ?? 0;
}
