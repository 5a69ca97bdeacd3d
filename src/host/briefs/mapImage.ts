import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { type BaseMap, baseMapFiles } from '#core/geo/baseMap.ts';

const loaded = new Map<string, Promise<BaseMap>>();

/**
 * The offline base map of a resources directory (the folder that holds `basemap/`). Read once per directory; a failed
 * reading is not kept, so a later call tries again. Rejects with Node's file error, or with an Error that names the file
 * that is not a GeoJSON feature collection.
 */
export function loadBaseMap(resourcesDirectory: string): Promise<BaseMap> {
  const folder = join(resolve(resourcesDirectory), 'basemap');
  const known = loaded.get(folder);
  if (known) return known;
  const reading = readBaseMap(folder).catch((error: unknown) => {
    loaded.delete(folder);
    throw error;
  });
  loaded.set(folder, reading);
  return reading;
}

async function readBaseMap(folder: string): Promise<BaseMap> {
  const [land, borders, countries] = await Promise.all([
    readCollection<BaseMap['land']>(join(folder, baseMapFiles.land), 'MultiPolygon'),
    readCollection<BaseMap['borders']>(join(folder, baseMapFiles.borders), 'MultiLineString'),
    readCollection<BaseMap['countries']>(join(folder, baseMapFiles.countries), 'MultiPolygon'),
  ]);
  return { land, borders, countries };
}

type AnyCollection = { type: string; features: { geometry: { type: string } }[] };

async function readCollection<Collection extends AnyCollection | BaseMap[keyof BaseMap]>(
  file: string,
  geometryType: 'MultiPolygon' | 'MultiLineString',
): Promise<Collection> {
  const value = JSON.parse(await readFile(file, 'utf8')) as AnyCollection;
  const fits =
    value.type === 'FeatureCollection' &&
    Array.isArray(value.features) &&
    value.features.every((feature) => feature.geometry?.type === geometryType);
  if (!fits) throw new Error(`Not a GeoJSON feature collection of ${geometryType}: ${file}`);
  return value as Collection;
}

/**
 * A map SVG as PNG, `width` pixels wide, for Word and PowerPoint. No font is loaded, on any machine, so the picture is the
 * same everywhere and text elements would vanish: give it a map made with `withText: false`. Throws when the SVG is
 * not well-formed.
 */
export function mapPng(svg: string, width: number): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: Math.max(1, Math.round(width)) },
    font: { loadSystemFonts: false },
  });
  return new Uint8Array(image.render().asPng());
}
