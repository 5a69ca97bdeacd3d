import exceljs from 'exceljs';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { workbookTable } from '../export/tables.ts';
import { keepZipTextsWhole } from './zipTexts.ts';

// Longer than the pieces in which jszip encodes; one of the two beginnings puts a character on their border.
const texts = ['', 'a'].map((beginning) => beginning + '𠮷'.repeat(12_000));

it.each(texts)('a workbook keeps characters of two units whole wherever they stand', async (text) => {
  const bytes = await workbookTable('Sheet', ['Header'], [[text], [text], [text]]);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  for (const row of [2, 3, 4])
    expect(workbook.worksheets[0]?.getCell(row, 1).value === text, `row ${row}`).toBe(true);
});

it('texts, bytes and what is already encoded go into a zip as before, also when it was asked for twice', async () => {
  await keepZipTextsWhole();
  await keepZipTextsWhole();
  const zip = new JSZip();
  zip
    .file('text', 'Đà Nẵng')
    .file('bytes', Buffer.from([1, 2]))
    .file('encoded', 'AQI=', { base64: true });
  zip.folder('folder')?.file('inside', '🧞');
  const read = await JSZip.loadAsync(await zip.generateAsync({ type: 'nodebuffer' }));
  expect(await read.file('text')?.async('string')).toBe('Đà Nẵng');
  expect(await read.file('folder/inside')?.async('string')).toBe('🧞');
  for (const name of ['bytes', 'encoded']) expect(await read.file(name)?.async('array')).toEqual([1, 2]);
});
