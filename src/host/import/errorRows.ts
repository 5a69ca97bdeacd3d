import { workbookText } from '#core/export/workbookText.ts';
import { longestCell } from '#core/import/mapping/continuedColumns.ts';
import { keepZipTextsWhole } from '../system/zipTexts.ts';
import { describeProblem } from '../text/describeProblem.ts';
import type { Translate } from '../text/translator.ts';
import { cellsForAgain } from './importReport.ts';
import type { ImportPlan } from './planImport.ts';

/**
 * The rows in error as a workbook: the file's own columns as they were, the original row number and what is
 * wrong. Corrected there, it is imported like any file; the added columns are known to be for reading only.
 */
export async function writeErrorRows(plan: ImportPlan, translate: Translate): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'Musubi Desk';
  const sheet = workbook.addWorksheet(translate('import:errorRows.sheet'), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const headers = plan.columns.map(({ header }) => header);
  sheet.addRow([...headers, translate('import:errorRows.row'), translate('import:errorRows.problem')]);
  sheet.getRow(1).font = { bold: true };
  const sources = new Map(plan.source.map((row) => [row.number, row.cells]));
  for (const row of plan.rows) {
    if (row.action !== 'error') continue;
    const problems = row.problems.map(
      (problem) => `${problem.column}: ${describeProblem(problem, translate)}`,
    );
    const cells = cellsForAgain(sources.get(row.row) ?? [], headers.length).map(fitting);
    const added = sheet.addRow([...cells, row.row, problems.join('\n')]);
    for (const problem of row.problems) {
      const column = headers.indexOf(problem.column);
      if (column < 0) continue;
      added.getCell(column + 1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF1CC' } };
    }
  }
  await keepZipTextsWhole();
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** What one cell can hold; a longer text was refused for its length and has to be shortened anyway. */
function fitting(cell: string | number | boolean | null): string | number | boolean | null {
  return typeof cell === 'string' ? workbookText(cell.slice(0, longestCell)) : cell;
}
