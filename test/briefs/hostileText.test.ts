import { ImportedXmlComponent } from 'docx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { cssString } from '#host/briefs/html/briefStyles.ts';
import { briefServiceOver } from './briefService.ts';
import { docxParts, withoutFonts } from './briefText.ts';

const hostile = [
  '</script><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '</title>&lt;&amp;&#0;]]><!-- <?xml ?>',
  '"\'`><svg onload=alert(1)>',
  '{{count}} $t(brief:unknown) {page} \\3c',
  '\u0000\u0001\u001f\u007f\ufffe\ud800x',
  '\u202eevil\u2066\u200f',
  'שלום مرحبا',
  '👩‍💻🏳️‍🌈🇮🇩',
  'a'.repeat(3_000),
  '長'.repeat(2_000),
  '\ue0000\ue001 \ue0001\ue001',
  'valueOf',
  '__proto__',
];

function records(word: string): RegistryRecord[] {
  const text = { ja: word, en: word };
  const common = { visibility: 'public' as const, createdAt: '2025-01-01', updatedAt: '2025-01-01' };
  const sources = [{ title: word || 'x', url: 'javascript:alert(1)', note: word }];
  return [
    { ...common, id: 'ID', kind: 'country', name: text, sources, fiscalYearStart: word, officialName: text },
    {
      ...common,
      id: 'town',
      kind: 'city',
      name: text,
      localLang: word,
      sources,
      country: 'ID',
      lat: -6,
      lon: 106,
      timezone: word,
      remarks: text,
      population: { value: 5, scope: word, note: word, sources: [{ title: word }] },
      climate: { koppen: word },
      priorityProjects: [{ title: text }],
      confidence: 'own',
      confidenceNote: text,
    },
    {
      ...common,
      id: 'survey',
      kind: 'study',
      title: text,
      summary: text,
      cities: ['town'],
      sources,
      consortium: [{ name: word, role: word }],
      url: 'javascript:alert(1)',
    },
    {
      ...common,
      id: 'wish',
      kind: 'need',
      title: text,
      description: text,
      city: 'town',
      state: 'open',
      sources,
    },
    {
      ...common,
      id: 'paper',
      kind: 'mou',
      title: text,
      subject: text,
      cities: ['town'],
      parties: [{ name: word }],
      sources,
    },
    {
      ...common,
      id: 'firm',
      kind: 'organisation',
      name: text,
      description: text,
      citiesActive: ['town'],
      sources,
    },
    {
      ...common,
      id: 'day',
      kind: 'event',
      name: text,
      theme: text,
      cities: ['town'],
      start: '2024',
      sources,
    },
  ];
}

const request = { kind: 'city' as const, ids: ['town', 'town'], audience: 'public' as const };

async function check(word: string) {
  const service = briefServiceOver(records(word));
  const file = await service.render({ ...request, language: 'ja', format: 'html' });
  const html = withoutFonts(Buffer.from(file.file).toString('utf8'));
  // The only elements are ours: nothing of the text became one.
  expect(html).not.toMatch(/<(script|img|iframe|object|embed|link|form|input|base)\b/i);
  expect(html.match(/<svg\b/g)).toHaveLength(1);
  expect(html.match(/<style>/g)).toHaveLength(1);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/\s(href|src)="(?!https?:|#)/i);
  for (const [tag] of html.matchAll(/<[a-z](?:[^>"]|"[^"]*")*>/gi)) {
    expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\son[a-z]+\s*=/i);
  }
  expect(html).not.toMatch(/[\p{Cc}--[\n]]|[\u202a-\u202e\u2066-\u2069]/v);
  for (const [name, xml] of await docxParts(
    (await service.render({ ...request, language: 'ja', format: 'docx' })).file,
  )) {
    expect(name).not.toContain('..');
    if (xml === '') continue;
    expect(xml).not.toMatch(/[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/v);
    expect(xml).not.toContain('javascript:');
    expect(() => ImportedXmlComponent.fromXmlString(xml)).not.toThrow();
  }
}

describe('texts that try to break out', () => {
  test.each(hostile.map((word) => [word.slice(0, 40), word]))('%j stays text', async (_, word) => {
    await check(word);
  });

  test('so does any other', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), check), { numRuns: 12 });
  });

  test('what can be shown is shown as it was written', async () => {
    const word = '</b> "quoted" & שלום 👩‍💻 ภ្នំ';
    const { html: page } = await briefServiceOver(records(word)).preview({ ...request, language: 'en' });
    const html = withoutFonts(page);
    expect(html).toContain('&lt;/b&gt; &quot;quoted&quot; &amp; שלום 👩‍💻');
  });

  test('a style string holds any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const string = cssString(text.toWellFormed());
        expect(string.slice(1, -1)).not.toMatch(/["<>\n]/);
        const read = string
          .slice(1, -1)
          .replaceAll(/\\([0-9a-f]+) /g, (_, code: string) =>
            String.fromCodePoint(Number.parseInt(code, 16)),
          );
        expect(read).toBe(text.toWellFormed());
      }),
    );
  });
});
