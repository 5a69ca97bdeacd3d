import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { rowsPerSlide } from '#host/briefs/pptx/slideTable.ts';
import { sheetNamer } from '#host/briefs/xlsx/sheetNames.ts';
import { briefServiceOver } from './briefService.ts';
import { docxParts } from './briefText.ts';
import { markedRecords } from './markedRecords.ts';

const request = { kind: 'city' as const, ids: ['markcity'], language: 'ja', audience: 'private' as const };
const render = (format: 'pptx' | 'xlsx') =>
  briefServiceOver(markedRecords({})).render({ ...request, format });

describe('slides', () => {
  test('have a title of the document, notes of no person, and fonts per script', async () => {
    const { file, mediaType, fileName } = await render('pptx');
    expect(mediaType).toContain('presentationml');
    expect(fileName).toMatch(/\.pptx$/);
    const parts = await docxParts(file);
    const slides = [...parts].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    expect(slides.length).toBeGreaterThan(3);
    expect(parts.get('docProps/core.xml')).toContain('2025-11-21T00:00:00Z');
    expect(slides.map(([, xml]) => xml).join('')).toContain('typeface="Yu Gothic"');
  });

  test('are the same bytes every time', async () => {
    const first = await render('pptx');
    const second = await render('pptx');
    expect(Buffer.from(second.file).equals(Buffer.from(first.file))).toBe(true);
  });

  test('spread the rows of a long table, each row whole, none lost', () => {
    const columns = [{ title: 'a', share: 1 }];
    const rows = Array.from({ length: 50 }, (_none, index) => [
      [[{ type: 'text' as const, text: `${index} ${'長い文'.repeat(index)}` }]],
    ]);
    const slides = rowsPerSlide({ columns, rows }, 150, 22);
    expect(slides.length).toBeGreaterThan(2);
    expect(slides.flat()).toEqual(rows);
  });
});

describe('a workbook', () => {
  test('has a sheet for what is not a table and one for each table, with frozen titles', async () => {
    const { file } = await render('xlsx');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(Buffer.from(file) as unknown as ArrayBuffer);
    expect(workbook.worksheets.length).toBeGreaterThan(2);
    expect(workbook.worksheets[1]?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(workbook.created.toISOString()).toBe('2025-11-21T00:00:00.000Z');
  });

  test('gives its sheets names that programs accept', () => {
    const nameOf = sheetNamer();
    expect(nameOf("a/b:c*[d]?'")).toBe('a b c d');
    expect(nameOf('A B C D')).toBe('A B C D 2');
    expect(nameOf('History')).toBe('History 2');
    expect(nameOf('')).toBe('-');
    expect(nameOf('あ'.repeat(40))).toHaveLength(31);
  });
});
