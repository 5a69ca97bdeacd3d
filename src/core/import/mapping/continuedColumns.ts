import { cellText, isEmptyCell, type SourceRow } from '../sourceTable.ts';

/** What one cell of a workbook can hold, in UTF-16 units (ECMA-376 part 1, 18.3.1.4 and Excel's own limit). */
export const longestCell = 32_767;

/** The header of the n-th column that goes on with a text too long for one cell: `概要 (ja) +2`. */
export function continuationHeader(header: string, part: number): string {
  return `${header} +${part}`;
}

/** A text in pieces that fit into cells; no piece ends inside a character. */
export function splitForCells(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > longestCell) {
    let end = start + longestCell;
    if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Puts texts that go on in further columns together again; those columns lose header and content. */
export function joinContinuedColumns(
  headers: readonly string[],
  rows: readonly SourceRow[],
): { headers: readonly string[]; rows: readonly SourceRow[] } {
  const baseOf = new Map<number, number>();
  for (const [index, header] of headers.entries()) {
    const base = /^(.*) \+\d+$/u.exec(header)?.[1];
    const found = base === undefined ? -1 : headers.indexOf(base);
    if (found >= 0) baseOf.set(index, found);
  }
  if (baseOf.size === 0) return { headers, rows };
  return {
    headers: headers.map((header, index) => (baseOf.has(index) ? '' : header)),
    rows: rows.map((row) => {
      const cells = [...row.cells];
      for (const [index, base] of baseOf) {
        const rest = cells[index] ?? null;
        cells[index] = null;
        if (typeof rest === 'string' || !isEmptyCell(rest))
          cells[base] = cellText(cells[base]) + cellText(rest);
      }
      return { number: row.number, cells };
    }),
  };
}
