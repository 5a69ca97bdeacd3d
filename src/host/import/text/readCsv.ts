import papaparse from 'papaparse';
import { MusubiError } from '#core/errors/musubiError.ts';
import { disarmed } from '#core/export/columns.ts';
import { isEmptyCell, type SourceRow, type SourceTable } from '#core/import/sourceTable.ts';
import type { ImportLimits } from '../limits.ts';

export const delimiters = [',', '\t', ';'] as const;
export type Delimiter = (typeof delimiters)[number];
const sampledRows = 100;

/**
 * A table parted by commas, tabs or semicolons (RFC 4180 with any line ends). Rows are counted as a spreadsheet
 * counts them, empty ones included.
 * @param delimiter as found by `delimiterOf`, or as a person says
 * @throws MusubiError IMPORT_DAMAGED for a quotation mark that is never closed, IMPORT_TOO_LARGE
 */
export function readCsv(text: string, delimiter: Delimiter, limits: ImportLimits): SourceTable {
  const rows: SourceRow[] = [];
  let number = 0;
  let cellCount = 0;
  let unclosed: number | undefined;
  papaparse.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors }) => {
      number += 1;
      if (errors.some((error) => error.type === 'Quotes')) unclosed ??= number;
      if (data.every(isEmptyCell)) return;
      const cells = data.map((cell) => (cell === '' ? null : disarmed(cell)));
      cellCount += cells.length;
      rows.push({ number, cells });
      checkSize(rows.length, cellCount, cells.length, limits);
    },
  });
  if (unclosed !== undefined) throw new MusubiError('IMPORT_DAMAGED', { reason: 'quotes', row: unclosed });
  return { name: '', rows, merges: [] };
}

function checkSize(rows: number, cells: number, columns: number, limits: ImportLimits) {
  for (const [what, found] of Object.entries({ rows, cells, columns })) {
    const limit = limits[what as 'rows' | 'cells' | 'columns'];
    if (found > limit) throw new MusubiError('IMPORT_TOO_LARGE', { what, found, limit });
  }
}

/** The sign that parts most rows into the same number of columns; titles above the table have none. */
export function delimiterOf(text: string): Delimiter {
  let best: Delimiter = delimiters[0];
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const { data } = papaparse.parse<string[]>(text, { delimiter, preview: sampledRows });
    const counts = new Map<number, number>();
    for (const row of data) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    const score = Math.max(0, ...[...counts].map(([columns, rows]) => (columns - 1) * rows));
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}
