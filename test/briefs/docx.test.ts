import { ImportedXmlComponent } from 'docx';
import { beforeAll, describe, expect, test } from 'vitest';
import { briefServiceOver } from './briefService.ts';
import { docxParts } from './briefText.ts';
import { bundledRecords } from './bundledReader.ts';

const service = briefServiceOver(bundledRecords());
const docxOf = async (id: string, language: string): Promise<Uint8Array> =>
  (await service.render({ kind: 'city', ids: [id], language, audience: 'public', format: 'docx' })).file;

describe('the Word file of a brief', () => {
  let parts: ReadonlyMap<string, string>;
  let body: string;

  beforeAll(async () => {
    parts = await docxParts(await docxOf('yangon', 'en'));
    body = parts.get('word/document.xml') ?? '';
  });

  test('is well-formed in every part', () => {
    expect(parts.size).toBeGreaterThan(10);
    for (const xml of parts.values()) {
      if (xml) expect(() => ImportedXmlComponent.fromXmlString(xml)).not.toThrow();
    }
  });

  test('every link inside the file has its target', () => {
    const relations = parts.get('word/_rels/document.xml.rels') ?? '';
    const known = new Set([...relations.matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id));
    const used = [...body.matchAll(/ r:(?:id|embed)="([^"]+)"/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(5);
    for (const id of used) expect(known).toContain(id);
    const bookmarks = new Set(
      [...body.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name),
    );
    for (const [, anchor] of body.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g))
      expect(bookmarks).toContain(anchor);
  });

  test('has real headings, and tables whose titles repeat', () => {
    expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(1);
    expect(body.match(/<w:pStyle w:val="Heading2"\/>/g)?.length).toBeGreaterThan(6);
    expect(body.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThan(1);
  });

  test('shows a map that says what it shows', () => {
    expect(parts.has('word/media/image1.png')).toBe(true);
    expect(body).toMatch(/<wp:docPr [^>]*descr="Map of Myanmar[^"]*Yangon[^"]*"/);
  });

  test('gives each script its font and its language', () => {
    const run = /<w:r><w:rPr>((?:(?!<\/w:rPr>).)*)<\/w:rPr><w:t[^>]*>ရန်ကုန်<\/w:t>/.exec(body)?.[1] ?? '';
    expect(run).toContain('w:cs="Myanmar Text"');
    expect(run).toMatch(/<w:lang [^>]*w:bidi="my-MM"/);
    const japanese =
      /<w:r><w:rPr>((?:(?!<\/w:rPr>).)*)<\/w:rPr><w:t[^>]*>ヤンゴン<\/w:t>/.exec(body)?.[1] ?? '';
    expect(japanese).toMatch(/<w:lang [^>]*w:eastAsia="ja-JP"/);
  });

  test('names a title and no person', () => {
    const core = parts.get('docProps/core.xml') ?? '';
    expect(core).toContain('<dc:title>City brief: Yangon</dc:title>');
    expect(core).toContain('<dc:creator>Musubi Desk</dc:creator>');
    expect(core).toContain('<cp:lastModifiedBy>Musubi Desk</cp:lastModifiedBy>');
    expect(core.match(/2025-11-21T00:00:00Z/g)).toHaveLength(2);
  });

  test('counts its pages in the footer and names the as-of day', () => {
    const footer = parts.get('word/footer1.xml') ?? '';
    expect(footer).toContain('As of 21 Nov 2025');
    expect(footer).toContain('PAGE');
    expect(footer).toContain('NUMPAGES');
  });

  test('the same data make the same bytes', async () => {
    const [first, second] = [await docxOf('bangkok', 'ja'), await docxOf('bangkok', 'ja')];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });
});
