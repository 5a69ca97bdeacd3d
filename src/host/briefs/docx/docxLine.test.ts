import { Document, Packer, Paragraph } from 'docx';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { textRuns } from './docxLine.ts';

async function bodyOf(text: string, language: string, documentLanguage: string): Promise<string> {
  const children = textRuns(text, language, documentLanguage, { bold: true });
  const file = await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph({ children })] }] }),
  );
  return (await JSZip.loadAsync(file)).file('word/document.xml')?.async('string') ?? '';
}

/** What a run of exactly this text says of its look, as XML. */
function looksOf(body: string, text: string): string {
  const runs = [...body.matchAll(/<w:r><w:rPr>(.*?)<\/w:rPr><w:t[^>]*>([^<]*)<\/w:t><\/w:r>/g)];
  return runs.find(([, , own]) => own?.trim() === text)?.[1] ?? `no run of ${text} in ${body}`;
}

describe('a run of text in a Word file', () => {
  it.each([
    ['Thai', 'กรุงเทพมหานคร', 'th-TH', 'Leelawadee UI'],
    ['Lao', 'ວຽງຈັນ', 'lo-LA', 'Leelawadee UI'],
    ['Khmer', 'ភ្នំពេញ', 'km-KH', 'Leelawadee UI'],
    ['Burmese', 'ရန်ကုန်', 'my-MM', 'Myanmar Text'],
    ['Tamil', 'சிங்கப்பூர்', 'ta-IN', 'Nirmala UI'],
  ])('of %s has its font and its language as a complex script, also bold', async (_, text, tag, font) => {
    for (const documentLanguage of ['en', 'ja', tag.slice(0, 2)]) {
      const body = await bodyOf(`Name: ${text} (2026)`, documentLanguage, documentLanguage);
      const looks = looksOf(body, text);
      expect(looks).toContain(`w:cs="${font}"`);
      expect(looks).toContain(`w:ascii="${font}"`);
      expect(looks).toMatch(new RegExp(`<w:lang [^>]*w:bidi="${tag}"`));
      // Word takes the bold of complex scripts from a mark of its own.
      expect(looks).toContain('<w:bCs/>');
      expect(looksOf(body, '(2026)')).not.toContain('w:bidi');
    }
  });

  it('keeps two complex scripts side by side apart', async () => {
    const body = await bodyOf('กรุงเทพมหานคร ភ្នំពេញ', 'en', 'en');
    expect(looksOf(body, 'กรุงเทพมหานคร')).toContain('w:bidi="th-TH"');
    expect(looksOf(body, 'ភ្នំពេញ')).toContain('w:bidi="km-KH"');
  });
});
