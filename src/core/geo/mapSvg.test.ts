import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BaseMap } from './baseMap.ts';
import { locatorView } from './locatorView.ts';
import { type MapSvgOptions, renderMapSvg } from './mapSvg.ts';
import { kilometresPerPixel, toPixel } from './projection.ts';
import { scaleBarOf } from './scaleBar.ts';
import { escapeXml, estimatedEms } from './svgText.ts';

const square = (west: number, south: number, east: number, north: number): number[][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** Two square countries side by side, and one island that is cut at the antimeridian. */
const baseMap: BaseMap = {
  land: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'MultiPolygon',
          coordinates: [[square(100, 0, 120, 10)], [square(170, 0, 180, 5)], [square(-180, 0, -175, 5)]],
        },
      },
    ],
  },
  borders: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'MultiLineString',
          coordinates: [
            [
              [110, 0],
              [110, 10],
            ],
          ],
        },
      },
    ],
  },
  countries: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code: 'AA', labelLon: 105, labelLat: 5 },
        geometry: { type: 'MultiPolygon', coordinates: [[square(100, 0, 110, 10)]] },
      },
      {
        type: 'Feature',
        properties: { code: 'BB', labelLon: 115, labelLat: 5 },
        geometry: { type: 'MultiPolygon', coordinates: [[square(110, 0, 120, 10)]] },
      },
    ],
  },
};

const map = (options: Partial<MapSvgOptions>): string =>
  renderMapSvg({
    width: 600,
    height: 400,
    baseMap,
    points: [{ lon: 104, lat: 6, label: 'Here', lang: 'en', emphasis: true }],
    withText: true,
    title: 'Map',
    ...options,
  });

describe('text in a map', () => {
  test('hostile labels cannot leave their place', () => {
    const label = `</text><script>alert("1")</script>&'`;
    const svg = map({ points: [{ lon: 104, lat: 6, label, lang: '"><x', emphasis: true }], title: label });
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<x');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</text>');
  });

  test('escaped text has no mark-up left and nothing that XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeXml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        expect(escaped.isWellFormed()).toBe(true);
        const allowed = (character: string): boolean => character >= ' ' || '\t\n\r'.includes(character);
        expect([...escaped].every(allowed)).toBe(true);
      }),
    );
  });

  test('carries the language of each label and the alternative text', () => {
    const svg = map({ title: '位置図', description: 'プノンペンの位置', lang: 'ja' });
    expect(svg).toContain('role="img" lang="ja"><title>位置図</title><desc>プノンペンの位置</desc>');
    expect(svg).toMatch(/<text [^>]*lang="en">Here<\/text>/);
  });

  test('country names stay away where they would not fit on the country', () => {
    const labels = (text: string): string =>
      map({ points: [], countryLabels: [{ code: 'BB', text }], view: view() });
    expect(labels('Bee')).toContain('>Bee</text>');
    expect(labels('A very long name indeed, longer than the land is wide on this map')).not.toContain(
      'long name',
    );
  });
});

describe('a map without text', () => {
  test('has no text elements, but numbers, scale and alternative text', () => {
    const points = [{ lon: 104, lat: 6, label: 'Here', number: 7 }];
    const svg = map({ points, withText: false, countryLabels: [{ code: 'AA', text: 'Aland' }] });
    expect(svg).not.toContain('<text');
    expect(svg).not.toContain('Here');
    expect(svg).toContain('<title>Map</title>');
    const unnumbered = map({ points: [{ lon: 104, lat: 6 }], withText: false });
    expect(svg.length).toBeGreaterThan(unnumbered.length);
  });
});

describe('what a map draws', () => {
  test('refers to nothing outside itself', () => {
    const svg = map({ arcs: [{ from: { lon: 140, lat: 36 }, to: { lon: 104, lat: 6 } }] });
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /http|href|url\(|<image|<style|<script/,
    );
  });

  test('tints only the countries it is about', () => {
    const tinted = '#eadfc4';
    expect(map({})).not.toContain(tinted);
    expect(map({ highlight: ['AA'] }).split(tinted)).toHaveLength(2);
    expect(map({ highlight: ['ZZ'] })).not.toContain(tinted);
  });

  test('does not stroke the cut at the antimeridian as a coast', () => {
    const across = map({
      points: [
        { lon: 168, lat: 2 },
        { lon: -173, lat: 3 },
      ],
    });
    const coast = /d="([^"]*)" fill="none" stroke="#8599a6"/.exec(across)?.[1] ?? '';
    const steps = [...coast.matchAll(/l([^M]*)/g)].flatMap(([, line = '']) =>
      [...line.matchAll(/(-?[\d.]+)[ ]?(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) })),
    );
    const upright = steps.filter((step) => Math.abs(step.x) < 0.2 && Math.abs(step.y) > 20);
    // The island's true west and east coast, and not the two edges along 180°.
    expect(upright).toHaveLength(2);
    const fills = /d="([^"]*)" fill="#fbfaf7"/.exec(across)?.[1] ?? '';
    expect(fills.split('Z').filter(Boolean)).toHaveLength(2);
  });

  test('passes over points that have no place', () => {
    expect(map({ points: [{ lon: Number.NaN, lat: 6, label: 'Nowhere' }] })).not.toContain('Nowhere');
    expect(map({ points: [{ lon: Number.NaN, lat: 6 }] })).not.toContain('NaN');
  });
});

function view() {
  return locatorView(baseMap, [], ['AA', 'BB'], { width: 600, height: 400 }, 20);
}

test('a locator view holds the point and the whole country, and enough ground around a small one', () => {
  const size = { width: 600, height: 400 };
  const wide = locatorView(baseMap, [{ lon: 104, lat: 6 }], ['AA'], size, 20);
  for (const corner of [
    { lon: 100, lat: 0 },
    { lon: 110, lat: 10 },
  ]) {
    const at = toPixel(wide, corner);
    expect(at.x > 0 && at.x < 600 && at.y > 0 && at.y < 400).toBe(true);
  }
  const alone = locatorView(baseMap, [{ lon: 104, lat: 6 }], [], size, 20);
  expect(kilometresPerPixel(alone, 6) * 400).toBeGreaterThan(1099);
});

test('the scale bar is a round number of kilometres that fits', () => {
  fc.assert(
    fc.property(fc.double({ min: 300, max: 60000, noNaN: true }), (worldWidth) => {
      const size = { width: 600, height: 400 };
      const bar = scaleBarOf({ centre: { x: 0.5, y: 0.5 }, worldWidth, size }, 110);
      expect(bar.pixels).toBeLessThanOrEqual(110 + 1e-6);
      expect(bar.pixels).toBeGreaterThan(40);
      expect(String(bar.kilometres)).toMatch(/^[125]0*$/);
    }),
  );
});

test('the estimated width knows wide characters and combining marks', () => {
  expect(estimatedEms('東京')).toBe(2);
  expect(estimatedEms('e\u0301')).toBe(estimatedEms('e'));
  expect(estimatedEms('')).toBe(0);
});

describe('markers with a shape of their own', () => {
  const glyph = { path: 'M0 0H20V20z', colour: '#ac3e00' };

  test('are drawn as that shape, in its colour, in place of the dot', () => {
    const svg = map({ points: [{ lon: 104, lat: 6, glyph }] });
    expect(svg).toMatch(/<path d="M0 0H20V20z" transform="translate\([^)]+\) scale\(0.6\)" fill="#ac3e00"/);
    expect(svg).not.toContain('<circle');
  });

  test('cannot carry anything else into the drawing', () => {
    const svg = map({ points: [{ lon: 104, lat: 6, glyph: { path: '"/><script>', colour: '"><x' } }] });
    expect(svg).not.toMatch(/<script|<x/);
  });
});
