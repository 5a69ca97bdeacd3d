import { describe, expect, test } from 'vitest';
import { splitByScript } from '#core/briefs/scripts.ts';
import { briefServiceOver } from './briefService.ts';
import { withoutFonts } from './briefText.ts';
import { bundledRecords } from './bundledReader.ts';

const service = briefServiceOver(bundledRecords());
const htmlOf = async (id: string, language: string): Promise<string> =>
  withoutFonts((await service.preview({ kind: 'city', ids: [id], language, audience: 'public' })).html);

describe('the HTML of a brief', () => {
  test('stands alone: no address is fetched', async () => {
    const html = await htmlOf('phnom-penh', 'ja');
    const fetched = [...html.matchAll(/url\(([^)]{0,20})|\ssrc="([^"]{0,20})|@import|<link/g)].map(
      ([, url, src]) => url ?? src,
    );
    expect(fetched.length).toBeGreaterThan(10);
    for (const address of fetched) expect(address).toMatch(/^data:font\/woff2/);
  });

  test.each([
    ['bangkok', 'th', 'Noto Sans Thai'],
    ['phnom-penh', 'km', 'Noto Sans Khmer'],
    ['vientiane', 'lo', 'Noto Sans Lao'],
    ['yangon', 'my', 'Noto Sans Myanmar'],
  ])('%s brings the font of its own script and marks it %s', async (id, lang, family) => {
    const html = await htmlOf(id, 'en');
    expect(html).toContain(`@font-face{font-family:'${family}';font-weight:400`);
    expect(html).toMatch(new RegExp(`<span class="other-name"><span lang="${lang}">`));
  });

  test('brings no font that it does not need', async () => {
    expect(await htmlOf('jakarta', 'en')).not.toMatch(
      /@font-face\{font-family:'Noto Sans (Thai|Khmer|Lao|Myanmar)'/,
    );
  });

  test('has a font inside for every letter that it shows', async () => {
    const html = await htmlOf('luang-prabang', 'ja');
    const ranges = [...html.matchAll(/unicode-range:([^}]+)\}/g)].flatMap(([, list = '']) =>
      list.split(',').map((range) => {
        const [first = '', last = first] = range.replace('U+', '').split('-');
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
      }),
    );
    const text = html.replace(/<style>[\s\S]*<\/style>/, '').replaceAll(/<[^>]*>|&[^;]+;/g, '');
    for (const { text: run } of splitByScript(text)) {
      for (const letter of run.replaceAll(/\s/g, '')) {
        const code = letter.codePointAt(0) ?? 0;
        expect(
          ranges.some(([first, last]) => code >= first && code <= last),
          letter,
        ).toBe(true);
      }
    }
  });

  test('says its language, its title, its headings and its tables to those who listen', async () => {
    const html = await htmlOf('jakarta', 'ja');
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="ja">/);
    expect(html).toContain('<title>都市概要：ジャカルタ</title>');
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html.match(/<table\b/g)?.length).toBe(html.match(/<caption>/g)?.length);
    expect(html).toContain('<th scope="col">');
    expect(html).toContain('<th scope="row">');
    expect(html).toMatch(/<svg [^>]*role="img"[^>]*><title>[^<]*ジャカルタ/);
  });

  test('every citation leads to its source', async () => {
    const html = await htmlOf('jakarta', 'ja');
    const targets = new Set([...html.matchAll(/ id="(source-\d+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(30);
    for (const link of links) expect(targets).toContain(link);
  });

  test('the same data make the same bytes', async () => {
    const request = { kind: 'city' as const, ids: ['bangkok'], language: 'ja', audience: 'public' as const };
    const other = briefServiceOver([...bundledRecords()].reverse());
    const [one, two] = [await service.preview(request), await other.preview(request)];
    expect(one.html === two.html).toBe(true);
  });
});

describe('what the service refuses', () => {
  const request = { kind: 'city' as const, ids: ['jakarta'], language: 'ja', audience: 'public' as const };

  test('formats that there are not, naming the ones there are', async () => {
    await expect(service.render({ ...request, format: 'odt' as 'docx' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: {
        problems: [{ path: 'format', value: 'odt', allowed: ['html', 'pdf', 'docx', 'pptx', 'xlsx'] }],
      },
    });
  });

  test('kinds and languages that have no brief', async () => {
    await expect(service.preview({ ...request, kind: 'mou' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { problems: [{ path: 'kind', allowed: ['city', 'study', 'mission'] }] },
    });
    await expect(service.preview({ ...request, language: 'th' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { problems: [{ path: 'language', allowed: ['ja', 'en'] }] },
    });
  });

  test('a study where a city is asked for', async () => {
    await expect(service.preview({ ...request, ids: ['rel2015-jica-tbr'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('work that was cancelled', async () => {
    const steps: string[] = [];
    const work = service.render(
      { ...request, format: 'html' },
      { signal: AbortSignal.abort(), onProgress: (step) => steps.push(step) },
    );
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(steps).toEqual([]);
  });
});
