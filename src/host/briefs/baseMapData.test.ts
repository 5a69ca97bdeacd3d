import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { asiaExtent, type BaseMap, baseMapFiles, type Position } from '#core/geo/baseMap.ts';
import { countryAnchor } from '#core/geo/countryAnchor.ts';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import { loadBaseMap } from './mapImage.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const resources = join(root, 'resources');

type Polygon = readonly (readonly Position[])[];
let baseMap: BaseMap;
let cities: { id: string; country: string; lat: number; lon: number }[];
let countries: { code: string }[];

beforeAll(async () => {
  const data = async (name: string) => JSON.parse(await readFile(join(resources, 'data', name), 'utf8'));
  baseMap = await loadBaseMap(resources);
  cities = await data('cities.json');
  countries = await data('countries.json');
});

function holds(polygon: Polygon, { lon, lat }: GeoPoint): boolean {
  let inside = false;
  for (const ring of polygon)
    for (let index = 1; index < ring.length; index += 1) {
      const [ax = 0, ay = 0] = ring[index - 1] ?? [];
      const [bx = 0, by = 0] = ring[index] ?? [];
      if (ay > lat !== by > lat && lon < ax + ((bx - ax) * (lat - ay)) / (by - ay)) inside = !inside;
    }
  return inside;
}

/** Kilometres from a place to the nearest part of the polygons, 0 inside; flat-earth, good near the place. */
function kilometresTo(polygons: readonly Polygon[], place: GeoPoint): number {
  if (polygons.some((polygon) => holds(polygon, place))) return 0;
  const eastKm = 111.32 * Math.cos((place.lat * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of polygons.flat())
    for (let index = 1; index < ring.length; index += 1) {
      const [a, b] = [ring[index - 1] ?? [], ring[index] ?? []].map(([lon = 0, lat = 0]) => ({
        x: (lon - place.lon) * eastKm,
        y: (lat - place.lat) * 111.32,
      }));
      if (!a || !b) continue;
      const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
      const share = length2 === 0 ? 0 : -(a.x * (b.x - a.x) + a.y * (b.y - a.y)) / length2;
      const t = Math.min(1, Math.max(0, share));
      nearest = Math.min(nearest, Math.hypot(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)));
    }
  return nearest;
}

const polygonsOf = (code: string): readonly Polygon[] =>
  baseMap.countries.features.find((feature) => feature.properties.code === code)?.geometry.coordinates ?? [];

describe('the base map and the bundled places', () => {
  test('every city is in the detailed extent and on land of its own country, or within 5 km of it', () => {
    expect(cities).toHaveLength(35);
    const land = baseMap.land.features.flatMap((feature) => feature.geometry.coordinates);
    for (const city of cities) {
      expect(city.lon > asiaExtent.west && city.lon < asiaExtent.east, city.id).toBe(true);
      expect(city.lat > asiaExtent.south && city.lat < asiaExtent.north, city.id).toBe(true);
      expect(kilometresTo(land, city), city.id).toBeLessThan(5);
      expect(kilometresTo(polygonsOf(city.country), city), city.id).toBeLessThan(5);
    }
  });

  test('every country of the data has a shape and an anchor on it', () => {
    expect(Object.keys(countryAnchor).sort()).toEqual(countries.map((country) => country.code).sort());
    for (const [code, anchor] of Object.entries(countryAnchor))
      expect(kilometresTo(polygonsOf(code), anchor), code).toBeLessThan(10);
  });
});

describe('the base map itself', () => {
  const rings = (): (readonly Position[])[] =>
    [...baseMap.land.features, ...baseMap.countries.features].flatMap((feature) =>
      feature.geometry.coordinates.flat(),
    );

  test('stays small', async () => {
    const sizes = await Promise.all(
      Object.values(baseMapFiles).map(async (file) => (await stat(join(resources, 'basemap', file))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_600_000);
  });

  test('has closed rings inside the world and no edge across the antimeridian', () => {
    for (const ring of rings()) {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring.at(-1)).toEqual(ring[0]);
      for (const [index, [lon = 999, lat = 999]] of ring.entries()) {
        if (Math.abs(lon) > 180 || Math.abs(lat) > 90) expect.fail(`outside the world: ${lon}, ${lat}`);
        const before = ring[index - 1]?.[0] ?? lon;
        // Only the closing edge of Antarctica along the pole may run from one side of the map to the other.
        if (Math.abs(lon - before) > 180 && lat !== -90)
          expect.fail(`crosses the map: ${before} to ${lon} at ${lat}`);
      }
    }
  });

  test('has one feature per code, each with a label point on it', () => {
    const codes = baseMap.countries.features.flatMap(({ properties }) => properties.code ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { properties, geometry } of baseMap.countries.features) {
      const label = { lon: properties.labelLon, lat: properties.labelLat };
      expect(kilometresTo(geometry.coordinates, label), String(properties.code)).toBeLessThan(0.2);
    }
  });

  test('was made with the extent that the code names', async () => {
    const script = await readFile(join(root, 'scripts', 'make-base-map.mjs'), 'utf8');
    const { west, south, east, north } = asiaExtent;
    expect(script).toContain(`{ west: ${west}, south: ${south}, east: ${east}, north: ${north} }`);
  });
});

type Box = { west: number; south: number; east: number; north: number };
const northernTerritories: Box = { west: 145.38, south: 43.3, east: 149, north: 45.6 };
const southChinaSea: Box = { west: 110.5, south: 6.5, east: 116, north: 17.5 };

function inBox(box: Box, [lon = 999, lat = 999]: Position): boolean {
  return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

/** The codes of all countries with a point in the box. */
function codesIn(box: Box): Set<string | null> {
  const inside = baseMap.countries.features.filter((feature) =>
    feature.geometry.coordinates.flat(2).some((position) => inBox(box, position)),
  );
  return new Set(inside.map((feature) => feature.properties.code));
}

describe('areas where governments differ', () => {
  test('the Northern Territories are land without a country, so that nothing tints or names them', () => {
    const land = baseMap.land.features.flatMap((feature) => feature.geometry.coordinates);
    const islands = {
      etorofu: { lon: 147.6, lat: 44.95 },
      kunashiri: { lon: 145.9, lat: 44.1 },
      shikotan: { lon: 146.75, lat: 43.8 },
      habomai: { lon: 146.15, lat: 43.5 },
    };
    for (const [name, island] of Object.entries(islands)) {
      const owners = baseMap.countries.features.filter((feature) =>
        feature.geometry.coordinates.some((polygon) => holds(polygon, island)),
      );
      expect(
        owners.map((owner) => owner.properties.code),
        name,
      ).toEqual([null]);
      expect(kilometresTo(land, island), name).toBe(0);
    }
  });

  test('Crimea is land without a country', () => {
    const inside = { west: 33, south: 44.6, east: 35.3, north: 45.6 };
    expect(codesIn(inside)).toEqual(new Set([null]));
  });

  test('no line runs through the straits of the Northern Territories or the South China Sea', () => {
    const positions = baseMap.borders.features.flatMap((feature) => feature.geometry.coordinates.flat());
    expect(positions.length).toBeGreaterThan(1000);
    for (const box of [northernTerritories, southChinaSea])
      expect(positions.filter((position) => inBox(box, position))).toEqual([]);
  });

  test('islets in the South China Sea are nobody’s, and disputed rocks are too small to be drawn', () => {
    expect([...codesIn(southChinaSea)].filter((code) => code !== null)).toEqual([]);
    const senkaku = { west: 123.3, south: 25.6, east: 124.7, north: 26.1 };
    const liancourt = { west: 131.7, south: 37.1, east: 132, north: 37.4 };
    for (const box of [senkaku, liancourt]) expect(codesIn(box)).toEqual(new Set());
  });
});
