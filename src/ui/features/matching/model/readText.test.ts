import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText, type ReadSpan, recognised, takeOut, textPieces } from './readText.ts';

const span = (kind: ReadSpan['kind'], id: string, start: number, end: number, text: string): ReadSpan => ({
  kind,
  ids: [id],
  start,
  end,
  text,
});

const text = 'ジャカルタの洪水、また洪水';
const spans = [
  span('city', 'jakarta', 0, 5, 'ジャカルタ'),
  span('concept', 'flood', 6, 8, '洪水'),
  span('concept', 'flood', 11, 13, '洪水'),
];

describe('a text that was read', () => {
  it('is cut into pieces that make up the whole text again', () => {
    const pieces = textPieces(text, spans, []);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.mark).map((piece) => piece.text)).toEqual([
      'ジャカルタ',
      '洪水',
      '洪水',
    ]);
  });

  it('keeps its length and places when a name is taken out, at every place where it stood', () => {
    const flood = takeOut(spans, 'concept', 'flood');
    const masked = maskText(text, [flood]);
    expect(masked).toHaveLength(text.length);
    expect(masked).toBe('ジャカルタの··、また··');
    expect(textPieces(text, [spans[0] as ReadSpan], [flood]).map((piece) => piece.mark)).toEqual([
      'city',
      undefined,
      'out',
      undefined,
      'out',
    ]);
  });

  it('names everything recognised once', () => {
    expect(recognised(spans)).toEqual([
      { kind: 'city', id: 'jakarta' },
      { kind: 'concept', id: 'flood' },
    ]);
  });

  it('loses no letter however the names overlap', () => {
    const place = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(place, { maxLength: 6 }), (any, places) => {
        const found = places.map(([start, end]) => span('concept', 'x', start, end, ''));
        const pieces = textPieces(any, found, []);
        expect(pieces.map((piece) => piece.text).join('')).toBe(any);
        expect(maskText(any, [takeOut(found, 'concept', 'x')])).toHaveLength(any.length);
      }),
    );
  });
});
