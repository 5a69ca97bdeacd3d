export interface FiscalYearCount {
  readonly fiscalYear: number;
  readonly count: number;
}

/** Every year from the first to the last, at most `most` of the latest; a year without studies counts none. */
export function fiscalYearSpan(counts: readonly FiscalYearCount[], most: number): FiscalYearCount[] {
  const years = counts.map(({ fiscalYear }) => fiscalYear);
  if (years.length === 0) return [];
  const last = Math.max(...years);
  const first = Math.max(Math.min(...years), last - most + 1);
  return Array.from({ length: last - first + 1 }, (_year, index) => {
    const fiscalYear = first + index;
    const found = counts.filter((candidate) => candidate.fiscalYear === fiscalYear);
    return { fiscalYear, count: found.reduce((sum, { count }) => sum + count, 0) };
  });
}
