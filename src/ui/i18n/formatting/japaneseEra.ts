export interface EraYear {
  /** `令和`. */
  readonly era: string;
  /** `7`, or `元` for the first. */
  readonly year: string;
}

/**
 * The era year of a Japanese fiscal year. It is named after the era in which it ends its calendar year, as
 * ministries do: FY2019 is 令和元年度 although it began in 平成31年.
 */
export function eraOfFiscalYear(fiscalYear: number): EraYear {
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese-nu-latn', {
    era: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(new Date(Date.UTC(fiscalYear, 11, 31)));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { era: part('era'), year: part('year') };
}
