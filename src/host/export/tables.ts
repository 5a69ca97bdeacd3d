import { type Cell, harmless } from '#core/export/columns.ts';
import { workbookText } from '#core/export/workbookText.ts';
import { keepZipTextsWhole } from '../system/zipTexts.ts';

type Rows = readonly (readonly Cell[])[];
/** A day is a date that sorts and filters as one. */
export type SheetCell = Cell | Date;
type SheetRows = readonly (readonly SheetCell[])[];

/** A table as CSV that spreadsheets open with its letters intact and run nothing of. */
export async function csvTable(headers: readonly string[], rows: Rows): Promise<Uint8Array> {
  const { default: papaparse } = await import('papaparse');
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell)));
  // Excel takes a file for UTF-8 only when it begins with a byte-order mark.
  return Buffer.from(
    `\ufeff${papaparse.unparse({ fields: [...headers], data: safe }, { newline: '\r\n' })}\r\n`,
  );
}

/** A workbook of one sheet, with a heading that stays and filters. */
export async function workbookTable(
  name: string,
  headers: readonly string[],
  rows: SheetRows,
): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'Musubi Desk';
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
  sheet.columns = headers.map((header, index) => ({ header, width: columnWidth(header, rows, index) }));
  // A string cell of a workbook is text whatever it begins with; nothing has to be put in front.
  for (const row of rows) {
    const added = sheet.addRow(row.map((cell) => (typeof cell === 'string' ? workbookText(cell) : cell)));
    for (const [index, cell] of row.entries()) {
      if (cell instanceof Date) added.getCell(index + 1).numFmt = 'yyyy-mm-dd';
    }
  }
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: rows.length + 1, column: headers.length },
  };
  await keepZipTextsWhole();
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function columnWidth(header: string, rows: SheetRows, index: number): number {
  const shown = (cell: SheetCell | undefined) => (cell instanceof Date ? 'yyyy-mm-dd' : String(cell ?? ''));
  const sample = rows.slice(0, 200).map((row) => displayWidth(shown(row[index])));
  return Math.min(60, Math.max(8, displayWidth(header), ...sample) + 2);
}

/** Han, kana and full-width forms take two columns of a spreadsheet. */
function displayWidth(text: string): number {
  return text.length + (text.match(/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/gu)?.length ?? 0);
}
