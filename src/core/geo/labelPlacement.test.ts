import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LabelRequest, placeLabels } from './labelPlacement.ts';

const frame = { left: 0, top: 0, right: 800, bottom: 500 };
const request = (required: boolean): fc.Arbitrary<LabelRequest> =>
  fc.record({
    anchor: fc.record({ x: fc.integer({ min: 20, max: 780 }), y: fc.integer({ min: 20, max: 480 }) }),
    markerRadius: fc.constant(4),
    width: fc.integer({ min: 10, max: 160 }),
    height: fc.constant(14),
    required: fc.constant(required),
  });

test('labels that may be left out never overlap one another and never leave the frame', () => {
  fc.assert(
    fc.property(fc.array(request(false), { maxLength: 40 }), (requests) => {
      const boxes = placeLabels(requests, [], frame).flatMap((label) => (label ? [label.box] : []));
      for (const [index, a] of boxes.entries()) {
        expect(a.left >= 0 && a.top >= 0 && a.right <= 800 && a.bottom <= 500).toBe(true);
        for (const b of boxes.slice(index + 1)) {
          const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          expect(apart).toBe(true);
        }
      }
    }),
  );
});

test('a required label is always set, even in a crowd', () => {
  const crowd = Array.from({ length: 60 }, () => ({
    anchor: { x: 400, y: 250 },
    markerRadius: 4,
    width: 120,
    height: 14,
    required: true,
  }));
  expect(placeLabels(crowd, [], frame).every((label) => label !== null)).toBe(true);
});

test('a lone label stands to the right of its marker without a line', () => {
  const lone = { anchor: { x: 100, y: 100 }, markerRadius: 4, width: 50, height: 14, required: false };
  const [label] = placeLabels([lone], [], frame);
  expect(label?.align).toBe('start');
  expect(label?.away).toBe(false);
  expect(label?.box.left).toBeGreaterThan(104);
});
