import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMapSvg } from '#core/geo/mapSvg.ts';
import { loadBaseMap, mapPng } from './mapImage.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));

async function jakarta(label: string, withText: boolean): Promise<string> {
  return renderMapSvg({
    width: 400,
    height: 260,
    baseMap: await loadBaseMap(resources),
    points: [{ lon: 106.8272, lat: -6.1754, label, lang: label, emphasis: true }],
    highlight: ['ID'],
    withText,
    title: label,
    description: label,
    lang: label,
  });
}

describe('map as PNG', () => {
  test('is a PNG of the wished width and the same shape', async () => {
    const png = Buffer.from(mapPng(await jakarta('Jakarta', false), 800));
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(png.readUInt32BE(16)).toBe(800);
    expect(png.readUInt32BE(20)).toBe(520);
    expect(png.length).toBeGreaterThan(5000);
  });

  test('a broken SVG is refused, so the next test can fail', () => {
    expect(() =>
      mapPng('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a & b</svg>', 9),
    ).toThrow();
    expect(() =>
      mapPng('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><desc>\u0001</desc></svg>', 9),
    ).toThrow();
  });

  test('the SVG is well-formed whatever the labels are', async () => {
    const baseMap = await loadBaseMap(resources);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '</text><script>',
        ']]>',
        '<!--',
        '&#0;',
        '"\'><',
        '\u0000\ufffe\ud800',
        '&amp',
        '<?xml ?>',
      ),
    );
    fc.assert(
      fc.property(hostile, (label) => {
        const svg = renderMapSvg({
          width: 60,
          height: 40,
          baseMap: { ...baseMap, land: { type: 'FeatureCollection', features: [] } },
          points: [{ lon: 106.8, lat: -6.2, label, lang: label, emphasis: true }],
          countryLabels: [{ code: 'ID', text: label, lang: label }],
          withText: true,
          title: label,
          description: label,
          lang: label,
        });
        expect(mapPng(svg, 60).length).toBeGreaterThan(50);
      }),
    );
  });
});

describe('loading the base map', () => {
  test('reads each directory once', () => {
    expect(loadBaseMap(resources)).toBe(loadBaseMap(resources));
  });

  test('names the file that is wrong, and tries again later', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'base-map-'));
    try {
      await mkdir(join(folder, 'basemap'));
      const write = (name: string, text: string) => writeFile(join(folder, 'basemap', name), text);
      const empty = '{"type":"FeatureCollection","features":[]}';
      await write('land.geojson', '{"type":"Feature"}');
      await write('borders.geojson', empty);
      await write('countries.geojson', empty);
      await expect(loadBaseMap(folder)).rejects.toThrow('land.geojson');
      await write('land.geojson', empty);
      expect((await loadBaseMap(folder)).land.features).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
