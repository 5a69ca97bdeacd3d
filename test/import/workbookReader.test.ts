import exceljs from 'exceljs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CellFault } from '#core/import/sourceTable.ts';
import { importLimits } from '#host/import/limits.ts';
import { readWorkbook } from '#host/import/xlsx/readWorkbook.ts';

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      ' x ',
      '<a b="c">&amp;',
      'a\nb\tc',
      '㈱髙﨑',
      'ក្រុង',
      '=1+1',
      '"',
      ']]>',
      '<![CDATA[',
      '😀',
    ),
  )
  .filter(
    (value) => value.isWellFormed() && !/[\p{Cc}--[\t\n]]|_x[\da-fA-F]{4}_|[\ufffe\uffff]/v.test(value),
  );

// The first day that either way of counting days has a number for.
const day = fc
  .date({ min: new Date('1904-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((moment) => new Date(`${moment.toISOString().slice(0, 10)}T00:00:00Z`));

const cell = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.integer(),
  fc.boolean(),
  day,
  fc.constant(null),
  text.map((value) => ({ richText: [{ text: value }, { font: { bold: true }, text: 'b' }] })),
  fc.integer().map((result) => ({ formula: 'A1+1', result })),
  fc.constantFrom('#N/A', '#DIV/0!').map((error) => ({ error })),
);

/** What a cell says, by the general reader of workbooks that exceljs is. */
function saying(value: exceljs.CellValue): unknown {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return value;
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('error' in value) return new CellFault(value.error);
  return 'result' in value ? (value.result ?? null) : null;
}

it('reads what exceljs reads, for any cells', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (rows, from1904) => {
        const workbook = new exceljs.Workbook();
        workbook.properties.date1904 = from1904;
        const sheet = workbook.addWorksheet('S');
        for (const [index, row] of rows.entries()) {
          for (const [column, value] of row.entries()) {
            sheet.getCell(index + 1, column + 1).value = value as exceljs.CellValue;
          }
        }
        const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
        const again = new exceljs.Workbook();
        // Not `bytes.buffer`: a small Buffer shares its memory with others, and what lies there is no workbook.
        await again.xlsx.load(new Uint8Array(bytes).buffer);
        const [table] = await readWorkbook(bytes, importLimits, () => {});
        for (const [index, row] of rows.entries()) {
          const own = table?.rows.find(({ number }) => number === index + 1)?.cells ?? [];
          for (const column of row.keys()) {
            const theirs = saying(again.worksheets[0]?.getCell(index + 1, column + 1).value ?? null);
            const ours = own[column] ?? null;
            // Blanks alone are nothing to an import.
            if (typeof theirs === 'string' && theirs.trim() === '') continue;
            expect(ours).toEqual(theirs);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});
