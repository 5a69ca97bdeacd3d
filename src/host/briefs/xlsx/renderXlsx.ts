import exceljs from 'exceljs';
import type { Block, BriefDocument, DataTable, Line } from '#core/briefs/briefDocument.ts';
import { plainText } from '#core/briefs/briefWriter.ts';
import { workbookText } from '#core/export/workbookText.ts';
import { keepZipTextsWhole } from '../../system/zipTexts.ts';
import { withFixedMoments } from '../office/officePackage.ts';
import { sheetNamer } from './sheetNames.ts';

type Cell = string | number | { text: string; hyperlink: string } | null;

const widestColumn = 60;
/** Characters across a sheet of tables; the shares of a table's columns are shares of this. */
const tableWidth = 130;

/**
 * The brief as a workbook: a first sheet with what is not a table, then one sheet for each table. A figure is a number,
 * an address a link; a cell is text whatever it begins with, so nothing in it is ever run.
 */
export async function renderXlsx(document: BriefDocument): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const moment = new Date(`${document.asOf}T00:00:00Z`);
  workbook.creator = 'Musubi Desk';
  workbook.lastModifiedBy = 'Musubi Desk';
  workbook.title = document.title;
  workbook.created = moment;
  workbook.modified = moment;
  const nameOf = sheetNamer();
  const summary = workbook.addWorksheet(nameOf(document.audienceMark));
  summary.columns = [{ width: 34 }, { width: 96 }];
  const addRow = (cells: readonly Cell[], bold = false) => {
    const row = summary.addRow(cells);
    row.alignment = { wrapText: true, vertical: 'top' };
    if (bold) row.font = { bold: true };
  };
  addRow([document.title], true);
  addRow([document.asOfText, document.audienceMark]);
  for (const block of document.parts.flatMap(({ blocks }) => blocks.flatMap(flat))) {
    if (block.type === 'table') addTable(workbook, nameOf(block.caption), block);
    else for (const { cells, bold } of rowsOf(block)) addRow(cells, bold);
  }
  await keepZipTextsWhole();
  const file = new Uint8Array(await workbook.xlsx.writeBuffer());
  return withFixedMoments(file, document.asOf);
}

function flat(block: Block): Block[] {
  return block.type === 'columns' ? [...block.main, ...block.side].flatMap(flat) : [block];
}

function addTable(workbook: exceljs.Workbook, name: string, { columns, rows }: DataTable) {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ title, share }) => ({
    header: workbookText(title),
    width: Math.max(8, Math.min(widestColumn, share * tableWidth)),
  }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) {
    const added = sheet.addRow(row.map(cellOf));
    added.alignment = { wrapText: true, vertical: 'top' };
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
}

/** A single figure or address keeps its kind; anything else is the text of its lines. */
function cellOf(lines: readonly Line[]): Cell {
  const runs = lines.flat();
  const [only] = runs;
  if (runs.length === 1 && only?.type === 'text' && only.value !== undefined) return only.value;
  if (runs.length === 1 && only?.type === 'link')
    return { text: workbookText(only.text), hyperlink: only.url };
  return textOf(lines);
}

function textOf(lines: readonly Line[]): string {
  return workbookText(lines.map(withNumbers).join('\n'));
}

/** The words of a line with the numbers of its sources. */
function withNumbers(line: Line): string {
  const numbers = line.flatMap((run) => (run.type === 'cite' ? [...run.numbers] : []));
  return plainText(line) + (numbers.length > 0 ? ` [${numbers.join(', ')}]` : '');
}

function rowsOf(block: Exclude<Block, { type: 'table' }>): { cells: Cell[]; bold?: boolean }[] {
  switch (block.type) {
    case 'masthead':
      return [
        { cells: [] },
        { cells: [block.kicker, textOf([block.name])], bold: true },
        ...[...block.otherNames, ...block.details].map((line) => ({ cells: ['', textOf([line])] })),
      ];
    case 'heading':
      return [{ cells: [] }, { cells: [textOf([block.content])], bold: true }];
    case 'paragraph':
      return [{ cells: ['', textOf([block.content])] }];
    case 'list':
      return block.items.map((item) => ({ cells: ['', textOf([item])] }));
    case 'facts':
      return block.rows.map(({ label, value }) => ({ cells: [workbookText(label), cellOf(value)] }));
    case 'map':
      return [{ cells: ['', textOf([block.caption])] }];
    case 'photos':
      return block.items.map(({ caption }) => ({ cells: ['', textOf([caption])] }));
    case 'sources':
      return block.items.map(({ number, content }) => {
        const address = content.find((run) => run.type === 'link');
        const text = `[${number}] ${plainText(content)}`;
        return {
          cells: address
            ? [workbookText(`[${number}]`), { text: workbookText(text), hyperlink: address.url }]
            : [workbookText(`[${number}]`), workbookText(text)],
        };
      });
    case 'columns':
      return [];
  }
}
