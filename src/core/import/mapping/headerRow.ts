import { type CellValue, cellText, isEmptyCell, type MergedRange, type SourceTable } from '../sourceTable.ts';
import type { ColumnNames } from './columnNames.ts';

export interface FoundHeader {
  /** The first and last row of the header, as `SourceRow.number`. */
  readonly top: number;
  readonly bottom: number;
  readonly headers: readonly string[];
  /** How many headers name a column that is known. */
  readonly known: number;
}

/** Titles, notes and dates above a table take a few rows, not more. */
const searchedRows = 60;
const longestHeader = 120;

/**
 * The row that names the columns: the one with most known names; without any, the first row of short texts
 * as wide as the table. A header whose cells are merged downwards takes all the rows that they cover.
 */
export function findHeader(table: SourceTable, names: ColumnNames): FoundHeader | undefined {
  if (table.headers) {
    return { top: 0, bottom: 0, headers: table.headers, known: countKnown(table.headers, names) };
  }
  const first = table.rows.slice(0, searchedRows);
  let best: FoundHeader | undefined;
  let bestScore = 0;
  for (const row of first) {
    const texts = row.cells.map(headerText);
    const filled = texts.filter((text) => text !== '');
    const known = countKnown(filled, names);
    const odd = row.cells.filter((cell) => !isEmptyCell(cell) && !isHeaderLike(cell)).length;
    const score = known * 10 + Math.min(filled.length, 9) - odd * 5;
    if (known > 0 && score > bestScore) {
      best = headerAt(table, row.number, names);
      bestScore = score;
    }
  }
  return best ?? widestTextRow(table, names);
}

/** The header at a row that a person named. */
export function headerAt(table: SourceTable, number: number, names: ColumnNames): FoundHeader | undefined {
  const top = table.rows.find((row) => row.number === number);
  if (!top) return undefined;
  const starting = table.merges.filter((merge) => merge.top === number);
  const bottom = Math.max(number, ...starting.filter(isDownwards).map((merge) => merge.bottom));
  const levels = table.rows
    .filter((row) => row.number >= number && row.number <= bottom)
    .map((row) => spread(row.cells, row.number, table.merges));
  const width = Math.max(...levels.map((cells) => cells.length));
  const headers = Array.from({ length: width }, (_none, column) =>
    [...new Set(levels.map((cells) => headerText(cells[column] ?? null)).filter((text) => text !== ''))].join(
      ' ',
    ),
  );
  return { top: number, bottom, headers, known: countKnown(headers, names) };
}

const isDownwards = (merge: MergedRange) => merge.bottom > merge.top && merge.bottom - merge.top < 4;

/** A heading over several columns stands over each of them; one over a whole table is a title. */
function spread(cells: readonly CellValue[], number: number, merges: readonly MergedRange[]): CellValue[] {
  const output = [...cells];
  for (const merge of merges) {
    if (merge.top !== number || merge.right === merge.left) continue;
    for (let column = merge.left + 1; column <= merge.right; column += 1) {
      output[column] = cells[merge.left] ?? null;
    }
  }
  return output;
}

function widestTextRow(table: SourceTable, names: ColumnNames): FoundHeader | undefined {
  const widths = table.rows.map((row) => row.cells.filter((cell) => !isEmptyCell(cell)).length);
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  const row = table.rows.slice(0, searchedRows).find((candidate, index) => {
    const cells = candidate.cells.filter((cell) => !isEmptyCell(cell));
    const distinct = new Set(cells.map(cellText)).size === cells.length;
    return (widths[index] ?? 0) >= Math.max(1, usual * 0.7) && distinct && cells.every(isHeaderLike);
  });
  return row && headerAt(table, row.number, names);
}

function headerText(cell: CellValue): string {
  return isHeaderLike(cell) ? cellText(cell).replaceAll(/\s+/g, ' ').trim() : '';
}

function isHeaderLike(cell: CellValue): boolean {
  return typeof cell === 'string' && cell.length <= longestHeader && !/^[\d\s.,/:-]+$/.test(cell);
}

function countKnown(headers: readonly string[], names: ColumnNames): number {
  const targets = headers.flatMap((header) => {
    const meaning = header === '' ? undefined : names.meaningOf(header, headers);
    if (!meaning) return [];
    return 'target' in meaning ? [`${meaning.target.field}.${meaning.target.key ?? ''}`] : [header];
  });
  return new Set(targets).size;
}
