import type { ImportPreview } from '#contract/importSchemas.ts';
import { formatTarget } from '#core/import/importTypes.ts';
import { cellText, isEmptyCell } from '#core/import/sourceTable.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { missingName, type OpenedSheet } from './planImport.ts';

const mostLines = 40;
const linesUnderHeader = 5;
const mostCells = 60;
const longestCell = 120;
const samples = 3;
const sampledRows = 200;

/** What a person looks at to see whether a file was understood: the first rows, and where each column goes. */
export function previewOf(kind: KindName, { table, header, rows, columns }: OpenedSheet): ImportPreview {
  const under = table.rows.findIndex((row) => row.number > header.bottom);
  const end = Math.min(mostLines, Math.max(under, 0) + linesUnderHeader);
  const missing = missingName(kind, columns);
  return {
    sheet: table.name,
    headerTop: header.top,
    headerBottom: header.bottom,
    rows: rows.length,
    lines: table.rows.slice(0, end).map(({ number, cells }) => ({
      number,
      cells: cells.slice(0, mostCells).map((cell) => short(cellText(cell))),
    })),
    columns: columns.flatMap(({ index, header: name, target, by }) => {
      const found = new Set<string>();
      for (const row of rows.slice(0, sampledRows)) {
        if (found.size === samples) break;
        const cell = row.cells[index];
        if (!isEmptyCell(cell)) found.add(short(cellText(cell).trim()));
      }
      // A column with neither a name nor anything in it is no column.
      if (name === '' && found.size === 0) return [];
      return [{ index, header: name, target: target && formatTarget(target), by, samples: [...found] }];
    }),
    ...(missing === undefined ? {} : { missing }),
  };
}

function short(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
