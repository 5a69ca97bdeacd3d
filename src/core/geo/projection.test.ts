import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitBounds, fromPixel, mercatorLatitudeLimit, project, toPixel, unproject } from './projection.ts';

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -85, max: 85, noNaN: true });
const place = fc.record({ lon: longitude, lat: latitude });

describe('Web Mercator', () => {
  test('puts known places where EPSG:3857 has them', () => {
    expect(project({ lon: 0, lat: 0 })).toEqual({ x: 0.5, y: 0.5 });
    expect(project({ lon: -180, lat: mercatorLatitudeLimit }).y).toBeCloseTo(0, 12);
    // Tokyo, 139.7514 E 35.6762 N: x 15557054 m, y 4256998 m of 2 × 20037508.34 m.
    const tokyo = project({ lon: 139.7514, lat: 35.6762 });
    expect(tokyo.x).toBeCloseTo(0.5 + (139.7514 * 111319.4908) / 40075016.68, 7);
    expect((0.5 - tokyo.y) * 40075016.68).toBeGreaterThan(4_250_000);
    expect((0.5 - tokyo.y) * 40075016.68).toBeLessThan(4_260_000);
  });

  test('unprojecting a projected place gives the place back', () => {
    fc.assert(
      fc.property(place, (point) => {
        const back = unproject(project(point));
        expect(back.lon).toBeCloseTo(point.lon, 8);
        expect(back.lat).toBeCloseTo(point.lat, 8);
      }),
    );
  });

  test('holds the poles at the edge of the square', () => {
    expect(project({ lon: 0, lat: 90 }).y).toBeCloseTo(0, 12);
    expect(project({ lon: 0, lat: -90 }).y).toBeCloseTo(1, 12);
  });
});

describe('fitBounds', () => {
  const size = { width: 640, height: 400 };

  test('every point is inside the view, clear of the padding', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 120 }),
        (points, padding) => {
          const view = fitBounds(points, size, padding);
          for (const point of points) {
            const at = toPixel(view, point);
            expect(at.x).toBeGreaterThanOrEqual(padding - 0.001);
            expect(at.x).toBeLessThanOrEqual(size.width - padding + 0.001);
            expect(at.y).toBeGreaterThanOrEqual(padding - 0.001);
            expect(at.y).toBeLessThanOrEqual(size.height - padding + 0.001);
          }
        },
      ),
    );
  });

  test('keeps places on both sides of the antimeridian together', () => {
    const view = fitBounds(
      [
        { lon: 178, lat: -18 },
        { lon: -172, lat: -14 },
      ],
      size,
      40,
    );
    expect(Math.abs(fromPixel(view, { x: 320, y: 200 }).lon)).toBeCloseTo(177, 6);
    expect(view.worldWidth).toBeGreaterThan(5000);
  });

  test('does not zoom into a single point without end', () => {
    expect(fitBounds([{ lon: 106.8, lat: -6.2 }], size, 40, 9000).worldWidth).toBe(9000);
  });

  test('shows the world when there is nothing to show', () => {
    expect(fitBounds([], size, 40)).toEqual({ centre: { x: 0.5, y: 0.5 }, worldWidth: 640, size });
  });
});
