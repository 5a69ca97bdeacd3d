import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GeoPoint } from './geoPoint.ts';
import { distanceKm, earthRadiusKm, greatCircleArc } from './greatCircle.ts';

const place = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
});
const halfWayRound = Math.PI * earthRadiusKm;

function length(line: readonly GeoPoint[]): number {
  return line.slice(1).reduce((sum, point, index) => sum + distanceKm(line[index] ?? point, point), 0);
}

describe('distance', () => {
  test('agrees with known distances', () => {
    const tokyo = { lon: 139.767, lat: 35.681 };
    expect(distanceKm(tokyo, { lon: 106.827, lat: -6.175 })).toBeGreaterThan(5770);
    expect(distanceKm(tokyo, { lon: 106.827, lat: -6.175 })).toBeLessThan(5800);
    expect(distanceKm({ lon: 0, lat: 0 }, { lon: 0, lat: 90 })).toBeCloseTo(halfWayRound / 2, 6);
    expect(distanceKm({ lon: 0, lat: 0 }, { lon: 180, lat: 0 })).toBeCloseTo(halfWayRound, 6);
  });

  test('is the same both ways, nothing to oneself, and never more than half the globe', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, b)).toBeLessThanOrEqual(halfWayRound + 1e-6);
      }),
    );
  });

  test('a way round is never shorter', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-3);
      }),
    );
  });
});

describe('great-circle arc', () => {
  test('has the wished number of points and reaches both ends', () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 2, max: 100 }), (from, to, count) => {
        const arc = greatCircleArc(from, to, count);
        expect(arc).toHaveLength(count);
        expect(arc[0]).toEqual(from);
        expect(arc.at(-1)?.lat).toBe(to.lat);
        const turns = ((arc.at(-1)?.lon ?? 0) - to.lon) / 360;
        expect(turns).toBeCloseTo(Math.round(turns), 9);
      }),
    );
  });

  test('is as long as the distance', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const distance = distanceKm(from, to);
        expect(Math.abs(length(greatCircleArc(from, to, 50)) - distance)).toBeLessThan(0.5);
      }),
    );
  });

  test('never jumps from one edge of the map to the other', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const arc = greatCircleArc(from, to, 64);
        for (let index = 1; index < arc.length; index += 1)
          expect(Math.abs((arc[index]?.lon ?? 0) - (arc[index - 1]?.lon ?? 0))).toBeLessThanOrEqual(
            180 + 1e-9,
          );
      }),
    );
  });

  test('crosses the Pacific from Tokyo to Washington, not Asia', () => {
    const arc = greatCircleArc({ lon: 139.75, lat: 35.68 }, { lon: -77.04, lat: 38.9 }, 32);
    expect(arc.at(-1)?.lon).toBeCloseTo(282.96, 6);
    expect(Math.max(...arc.map((point) => point.lat))).toBeGreaterThan(60);
  });

  test('goes over a pole between antipodes', () => {
    const arc = greatCircleArc({ lon: 20, lat: 10 }, { lon: -160, lat: -10 }, 181);
    expect(length(arc)).toBeCloseTo(halfWayRound, 3);
    expect(Math.max(...arc.map((point) => point.lat))).toBeCloseTo(90, 6);
  });
});
