import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeWindow, SMALLEST_WINDOW } from '../../electron/shell/decisions/windowBounds.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const PROJECTOR = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('the window', () => {
  test('comes back where it was', () => {
    const bounds = { x: 1600, y: 100, width: 1200, height: 800 };
    expect(placeWindow({ bounds, isMaximized: false }, [LAPTOP, PROJECTOR])).toEqual({
      position: { x: 1600, y: 100 },
      width: 1200,
      height: 800,
      isMaximized: false,
    });
  });

  test('comes back to the main display when its own is gone', () => {
    const bounds = { x: 1600, y: 100, width: 1800, height: 1000 };
    expect(placeWindow({ bounds, isMaximized: true }, [LAPTOP])).toEqual({
      position: null,
      width: 1440,
      height: 875,
      isMaximized: true,
    });
  });

  test.each([
    ['its title bar is above the display', { x: 100, y: -200, width: 1000, height: 700 }],
    ['its title bar is below the display', { x: 100, y: 890, width: 1000, height: 700 }],
    ['only a sliver is left of the display', { x: -990, y: 100, width: 1000, height: 700 }],
    ['only a sliver is right of the display', { x: 1430, y: 100, width: 1000, height: 700 }],
    ['it is far away', { x: 99_999, y: 99_999, width: 1000, height: 700 }],
  ])('is put back on the display when %s', (_name, bounds) => {
    expect(placeWindow({ bounds, isMaximized: false }, [LAPTOP]).position).toBeNull();
  });

  test('has a usual size on the first start, cut to a small display', () => {
    expect(placeWindow(null, [PROJECTOR])).toMatchObject({ position: null, width: 1360, height: 880 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toMatchObject({
      width: 1024,
      height: 600,
    });
    expect(placeWindow(null, [])).toMatchObject({ width: 1360, height: 880 });
  });

  test('is never smaller than usable, and always reachable when its place is kept', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 0, max: 10_000 });
    const rectangle = fc.record({ x: number, y: number, width: size, height: size });
    fc.assert(
      fc.property(rectangle, fc.array(rectangle, { maxLength: 3 }), (bounds, displays) => {
        const placed = placeWindow({ bounds, isMaximized: false }, displays);
        expect(placed.width).toBeGreaterThanOrEqual(SMALLEST_WINDOW.width);
        expect(placed.height).toBeGreaterThanOrEqual(SMALLEST_WINDOW.height);
        if (placed.position !== null) {
          const { x, y } = placed.position;
          const within = displays.some(
            (area) => y >= area.y && y < area.y + area.height && x < area.x + area.width,
          );
          expect(within).toBe(true);
        }
      }),
    );
  });
});
