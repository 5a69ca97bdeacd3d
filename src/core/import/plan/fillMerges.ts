import { type CellValue, isEmptyCell, type MergedRange, type SourceRow } from '../sourceTable.ts';

/**
 * Gives every row what a cell merged downwards says for all of them. A cell merged sideways keeps its value in
 * its first column only: the others are of another kind.
 */
export function fillMerges(rows: readonly SourceRow[], merges: readonly MergedRange[]): readonly SourceRow[] {
  const downwards = merges.filter((merge) => merge.bottom > merge.top);
  if (downwards.length === 0) return rows;
  const byNumber = new Map(rows.map((row, index) => [row.number, index]));
  const output: (SourceRow | { number: number; cells: CellValue[] })[] = [...rows];
  for (const merge of downwards) {
    const master = byNumber.get(merge.top);
    const value = master === undefined ? null : (rows[master]?.cells[merge.left] ?? null);
    if (isEmptyCell(value)) continue;
    const last = Math.min(merge.bottom, rows.at(-1)?.number ?? 0);
    for (let number = merge.top + 1; number <= last; number += 1) {
      const index = byNumber.get(number);
      const row = index === undefined ? undefined : output[index];
      if (index === undefined || !row || !isEmptyCell(row.cells[merge.left])) continue;
      const cells = Array.from({ length: Math.max(row.cells.length, merge.left + 1) }, (_none, column) =>
        column === merge.left ? value : (row.cells[column] ?? null),
      );
      output[index] = { number, cells };
    }
  }
  return output;
}
