import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, type HighlightSegment, highlight } from '#core/search/highlight.ts';
import { matches, parseQuery } from '#core/search/query.ts';
import { textOfAnyKind } from '#core/search/scripts.fixture.ts';

const anyText = fc.noBias(fc.array(fc.nat(), { maxLength: 24 })).map(textOfAnyKind);

/** Segments as one string with the matched ones in brackets. */
function marked(segments: readonly HighlightSegment[]): string {
  return segments.map((segment) => (segment.hit ? `[${segment.text}]` : segment.text)).join('');
}

function joined(segments: readonly HighlightSegment[]): string {
  return segments.map((segment) => segment.text).join('');
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** A text with a part of itself as the query, so that most queries do match. */
const textAndQuery = fc.tuple(anyText, fc.nat(), fc.nat()).map(([text, from, length]) => {
  const points = Array.from(text);
  const start = from % Math.max(points.length, 1);
  return { text, typed: points.slice(start, start + 1 + (length % 6)).join('') };
});

describe('highlight', () => {
  test.each([
    ['Thành phố Đà Nẵng', 'da nang', 'Thành phố [Đà] [Nẵng]'],
    ['Thành phố Đà Nẵng', '"da nang"', 'Thành phố [Đà Nẵng]'],
    ['Đà Nẵng'.normalize('NFD'), 'nang', `${'Đà'.normalize('NFD')} [${'Nẵng'.normalize('NFD')}]`],
    ['タイのバンコク都', 'ばんこく', 'タイの[バンコク]都'],
    ['ｽﾏｰﾄｼﾃｨ', 'スマート', '[ｽﾏｰﾄ]ｼﾃｨ'],
    ['ｶﾞｽ', 'が', '[ｶﾞ]ｽ'],
    ['Ｓｍａｒｔ City', 'smart', '[Ｓｍａｒｔ] City'],
    ['Smarter cities', 'smart', '[Smart]er cities'],
    ['outsmart', 'smart', 'outsmart'],
    ['จัดการน้ำท่วม', 'น้ำ', 'จัดการ[น้ำ]ท่วม'],
    ['จัดการน้ำท่วม', 'น', 'จัดการ[น้ำ]ท่วม'],
    ['ກການນ້ຳໃຊ້', 'ນ້ຳ', 'ກການ[ນ້ຳ]ໃຊ້'],
    ['ជំនន់\u200bទឹក\u200b។', 'ទឹក', 'ជំនន់\u200b[ទឹក]\u200b។'],
    ['မြို့ရေကြီး', 'ရေ', 'မြို့[ရေ]ကြီး'],
    ['水\n位と水位', '水位', '[水\n位]と[水位]'],
    ['Große Straße', 'strass', 'Große [Straß]e'],
    ['👩‍💻水👩‍💻', '水', '👩‍💻[水]👩‍💻'],
    ['防災と交通', '交通 防災', '[防災]と[交通]'],
    ['水水水', '水水', '[水水水]'],
    ['<b>bold</b>', 'bold', '<b>[bold]</b>'],
    ['nothing here', '水', 'nothing here'],
    ['nothing asked', '', 'nothing asked'],
    ['', 'x', ''],
  ])('%s asked for %s', (text, typed, expected) => {
    expect(marked(highlight(text, parseQuery(typed)))).toBe(expected);
  });

  test('gives the original text back, in whole grapheme clusters, without empty runs', () => {
    fc.assert(
      fc.property(textAndQuery, ({ text, typed }) => {
        const segments = highlight(text, parseQuery(typed));
        expect(joined(segments)).toBe(text);
        const boundaries = new Set(Array.from(graphemes.segment(text), (one) => one.index));
        let position = 0;
        for (const [index, segment] of segments.entries()) {
          expect(segment.text).not.toBe('');
          expect(segment.hit).not.toBe(segments[index - 1]?.hit);
          expect(boundaries.has(position)).toBe(true);
          position += segment.text.length;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('marks something in every text that matches', () => {
    fc.assert(
      fc.property(textAndQuery, ({ text, typed }) => {
        const query = parseQuery(typed);
        if (!matches(text, query)) return;
        expect(highlight(text, query).some((segment) => segment.hit)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('excerpt', () => {
  const long = `${'Many words come before the place. '.repeat(20)}Đà Nẵng is here. ${'And after. '.repeat(20)}`;

  test('shows the first match with some words before it', () => {
    const segments = excerpt(long, parseQuery('nang'), 60);
    expect(marked(segments)).toBe('…the place. Đà [Nẵng] is here. And after. And after. And afte…');
  });

  test('is the whole text when it fits', () => {
    expect(marked(excerpt('Đà Nẵng', parseQuery('da'), 60))).toBe('[Đà] Nẵng');
  });

  test('is the beginning of the text when nothing matches', () => {
    expect(joined(excerpt(long, parseQuery('水'), 20))).toBe('Many words come bef…');
  });

  test('ends with the text when the match is near the end', () => {
    const segments = excerpt(`${'あ'.repeat(200)}防災`, parseQuery('防災'), 20);
    expect(marked(segments)).toBe(`…${'あ'.repeat(17)}[防災]`);
  });

  test('is never longer than asked for and always shows the first match', () => {
    const texts = fc.array(anyText, { maxLength: 12 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, fc.nat(), fc.integer({ min: 16, max: 80 }), (text, from, limit) => {
        const points = Array.from(text);
        const start = from % Math.max(points.length, 1);
        const query = parseQuery(points.slice(start, start + 2).join(''));
        const whole = highlight(text, query);
        const segments = excerpt(text, query, limit);
        expect(joined(segments).length).toBeLessThanOrEqual(limit);
        const inside = joined(segments).replace(/^…/, '').replace(/…$/, '');
        expect(text).toContain(inside);
        const firstHit = whole.find((segment) => segment.hit);
        const shown = segments.find((segment) => segment.hit);
        if (firstHit !== undefined && firstHit.text.length <= limit / 2) {
          expect(shown?.text).toBe(firstHit.text);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
