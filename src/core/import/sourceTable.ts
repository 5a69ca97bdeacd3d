/** A cell that the file itself could not give a value for: `#N/A`, or a formula that was never worked out. */
export class CellFault {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * One value of a file before anybody knows what it means. Days of a workbook are ISO dates already; objects and
 * lists come from JSON only.
 */
export type CellValue = string | number | boolean | null | CellFault | readonly unknown[] | JsonObject;
export type JsonObject = { readonly [key: string]: unknown };

export interface SourceRow {
  /** As the program that shows the file counts, from 1. */
  readonly number: number;
  readonly cells: readonly CellValue[];
}

/** Cells that are shown as one; rows as in `SourceRow.number`, columns from 0. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet, or the whole of a text or JSON file, without its empty rows. */
export interface SourceTable {
  readonly name: string;
  readonly rows: readonly SourceRow[];
  readonly merges: readonly MergedRange[];
  /** The names of the columns where the file states them apart from its rows, as JSON does. */
  readonly headers?: readonly string[];
}

export function isEmptyCell(value: CellValue | undefined): value is null | undefined {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** A cell as a person would read it in a report. */
export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof CellFault) return value.text;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
