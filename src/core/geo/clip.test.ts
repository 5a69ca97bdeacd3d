import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipLine, clipRing } from './clip.ts';
import type { PlanePoint } from './geoPoint.ts';

const box = { left: 0, top: 0, right: 100, bottom: 60 };
const coordinate = fc.integer({ min: -150, max: 250 });
const line = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 3, maxLength: 20 });
const isInside = (point: PlanePoint): boolean =>
  point.x >= -1e-6 && point.x <= 100 + 1e-6 && point.y >= -1e-6 && point.y <= 60 + 1e-6;

function area(ring: readonly PlanePoint[]): number {
  return ring.reduce((sum, point, index) => {
    const next = ring[(index + 1) % ring.length] ?? point;
    return sum + (point.x * next.y - next.x * point.y) / 2;
  }, 0);
}

test('nothing that is clipped stays outside', () => {
  fc.assert(
    fc.property(line, (points) => {
      expect(clipRing(points, box).every(isInside)).toBe(true);
      expect(clipLine(points, box).flat().every(isInside)).toBe(true);
    }),
  );
});

test('what is wholly inside is left as it is', () => {
  const triangle = [
    { x: 10, y: 10 },
    { x: 90, y: 20 },
    { x: 40, y: 50 },
  ];
  expect(area(clipRing(triangle, box))).toBeCloseTo(area(triangle), 9);
  expect(clipLine(triangle, box)).toEqual([triangle]);
});

test('a ring around everything becomes the rectangle', () => {
  const huge = [
    { x: -500, y: -500 },
    { x: 500, y: -500 },
    { x: 500, y: 500 },
    { x: -500, y: 500 },
  ];
  expect(Math.abs(area(clipRing(huge, box)))).toBeCloseTo(6000, 9);
});

test('a line that leaves and comes back falls into two pieces', () => {
  const pieces = clipLine(
    [
      { x: 50, y: 10 },
      { x: 150, y: 10 },
      { x: 150, y: 40 },
      { x: 50, y: 40 },
    ],
    box,
  );
  expect(pieces).toEqual([
    [
      { x: 50, y: 10 },
      { x: 100, y: 10 },
    ],
    [
      { x: 100, y: 40 },
      { x: 50, y: 40 },
    ],
  ]);
});
