import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, test } from 'vitest';
import { withFixedPdfDates } from '#host/briefs/pdf.ts';
import { closePrintingBrowsers } from '#host/browser/printHtmlToPdf.ts';
import { briefServiceOver } from './briefService.ts';
import { bundledRecords } from './bundledReader.ts';

const service = briefServiceOver(bundledRecords());
afterAll(closePrintingBrowsers);

async function pdfOf(id: string, language: string) {
  const { file, pages, mediaType } = await service.render({
    kind: 'city',
    ids: [id],
    language,
    audience: 'public',
    format: 'pdf',
  });
  const loading = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const document = await loading.promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const { info } = await document.getMetadata();
  const outline = await document.getOutline();
  const result = {
    file,
    pages,
    mediaType,
    found: document.numPages,
    texts,
    info: info as Record<string, unknown>,
    outline,
  };
  await loading.destroy();
  return result;
}

/** What the file says its clusters read as, where letters stand in another order on the page than in the word. */
function actualTexts(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const texts: string[] = [];
  for (const match of bytes.toString('latin1').matchAll(/\bstream\r?\n/g)) {
    let content: string;
    try {
      content = inflateSync(bytes.subarray(match.index + match[0].length)).toString('latin1');
    } catch {
      continue;
    }
    for (const [, hex = ''] of content.matchAll(/\/ActualText\s*<([0-9A-Fa-f]+)>/g)) {
      texts.push(Buffer.from(hex, 'hex').swap16().toString('utf16le').replace('\ufeff', ''));
    }
  }
  return texts.join('');
}

describe('the PDF of a brief', () => {
  test.each([
    ['jakarta', 'ja', 'ジャカルタ'],
    ['bangkok', 'ja', 'กรุงเทพมหานคร'],
    ['vientiane', 'en', 'ວຽງຈັນ'],
    ['yangon', 'en', 'ရန်ကုန်'],
  ])('%s in %s has %s as text, in the order of reading', async (id, language, name) => {
    const { texts } = await pdfOf(id, language);
    expect(texts[0]?.replaceAll(/\s/g, '')).toContain(name);
  });

  test('Khmer, whose vowels stand before the consonants they follow, reads in its own order', async () => {
    const { file } = await pdfOf('phnom-penh', 'en');
    expect(actualTexts(file)).toContain('ភ្នំពេ');
  });

  test('is two to four pages of a known number, titled, tagged with its language and outlined', async () => {
    const { pages, found, info, outline, mediaType, file } = await pdfOf('jakarta', 'ja');
    expect(mediaType).toBe('application/pdf');
    expect(pages).toBe(found);
    expect(found).toBeGreaterThanOrEqual(2);
    expect(found).toBeLessThanOrEqual(4);
    expect(info).toMatchObject({ Title: '都市概要：ジャカルタ', Language: 'ja', Creator: 'Musubi Desk' });
    expect(outline?.[0]?.title).toBe('ジャカルタ');
    expect(outline?.[0]?.items.map(({ title }) => title)).toContain('案件形成調査と成果');
    expect(Buffer.from(file).toString('latin1')).toContain('/MarkInfo');
  });

  test('carries the as-of day instead of the moment it was made', async () => {
    const { info, texts } = await pdfOf('vientiane', 'ja');
    expect(info.CreationDate).toBe("D:20251121000000+00'00'");
    for (const text of texts) expect(text).toContain('2025年11月21日現在');
  });
});

test('fixing the dates keeps every offset', () => {
  const before = Buffer.from("x /CreationDate (D:20260102030405+00'00') /ModDate (D:20260102030405Z) y");
  const after = Buffer.from(withFixedPdfDates(before, '2025-11-21'));
  expect(after.toString()).toBe("x /CreationDate (D:20251121000000+00'00') /ModDate (D:20251121000000Z) y");
  expect(before.toString()).toContain('20260102030405');
});
