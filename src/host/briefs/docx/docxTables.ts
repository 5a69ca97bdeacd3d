import {
  BorderStyle,
  type FileChild,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { DataTable, FactTable, Line } from '#core/briefs/briefDocument.ts';
import { briefColours } from '../html/briefStyles.ts';
import { lineRuns, textRuns, wordColour } from './docxLine.ts';
import { styleIds } from './docxStyles.ts';

const labelShare = 0.21;
const narrowLabelShare = 0.3;
/** Below this width (twips) a table of facts gives its labels more room. */
const narrow = 7_000;
const cellMargins = { top: 40, bottom: 40, left: 100, right: 100 };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const strongLine = { style: BorderStyle.SINGLE, size: 8, color: wordColour(briefColours.line) } as const;
const faintLine = { style: BorderStyle.SINGLE, size: 4, color: wordColour(briefColours.faintLine) } as const;
const borders = {
  top: strongLine,
  bottom: strongLine,
  left: none,
  right: none,
  insideHorizontal: faintLine,
  insideVertical: none,
};
const shaded = { type: ShadingType.CLEAR, color: 'auto', fill: wordColour(briefColours.fill) } as const;

/** Column titles are repeated on every page that the table runs over. */
export function dataTable(table: DataTable, language: string, width: number): Table {
  const widths = table.columns.map(({ share }) => Math.round(share * width));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map(
      ({ title }, index) =>
        new TableCell({
          shading: shaded,
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          children: [
            new Paragraph({
              style: styleIds.cell,
              keepNext: true,
              children: textRuns(title, language, language, { bold: true }),
            }),
          ],
        }),
    ),
  });
  const rows = table.rows.map(
    (cells) =>
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (lines, index) =>
            new TableCell({
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              children: cellParagraphs(lines, language),
            }),
        ),
      }),
  );
  const rowHeader = table.columns[0]?.isRowHeader ?? false;
  return framed([head, ...rows], widths, width, { firstRow: true, firstColumn: rowHeader });
}

export function factTable(table: FactTable, language: string, width: number): Table {
  const label = Math.round(width * (width < narrow ? narrowLabelShare : labelShare));
  const widths = [label, width - label];
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            shading: shaded,
            width: { size: label, type: WidthType.DXA },
            children: [
              new Paragraph({
                style: styleIds.cell,
                children: textRuns(row.label, language, language, { bold: true }),
              }),
            ],
          }),
          new TableCell({
            width: { size: width - label, type: WidthType.DXA },
            children: cellParagraphs(row.value, language),
          }),
        ],
      }),
  );
  return framed(rows, widths, width, { firstRow: false, firstColumn: true });
}

/** Two cells side by side, without lines. */
export function sideBySide(
  main: readonly FileChild[],
  side: readonly FileChild[],
  widths: readonly [number, number],
): Table {
  const cell = (children: readonly FileChild[], size: number, right: number): TableCell =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      margins: { left: 0, right },
      verticalAlign: VerticalAlignTable.TOP,
      children: children as readonly (Paragraph | Table)[],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths[0] + widths[1], type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
    },
    rows: [new TableRow({ children: [cell(main, widths[0], 240), cell(side, widths[1], 0)] })],
  });
}

function cellParagraphs(lines: readonly Line[], language: string): Paragraph[] {
  return lines.map((line) => new Paragraph({ style: styleIds.cell, children: lineRuns(line, language) }));
}

function framed(
  rows: readonly TableRow[],
  columnWidths: readonly number[],
  width: number,
  tableLook: { firstRow: boolean; firstColumn: boolean },
): Table {
  return new Table({
    rows,
    columnWidths,
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: cellMargins,
    borders,
    tableLook,
  });
}
