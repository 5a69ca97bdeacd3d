import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchPart } from '#contract/matchingSchemas.ts';
import { orderedParts, partOrder, pointsOf, segmentsOf, sharePoints, takenAway } from './points.ts';

const part = (feature: MatchPart['feature'], contribution: number): MatchPart => ({
  feature,
  contribution,
  value: contribution,
  weight: 1,
  because: [],
});

describe('points of parts', () => {
  it('always add up to the points of the score', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 5 }),
        fc.double({ min: -0.2, max: 0.2, noNaN: true }),
        (positive, mutual) => {
          const contributions = [...positive, mutual];
          const score = contributions.reduce((sum, value) => sum + value, 0);
          const points = sharePoints(contributions, score);
          expect(points.reduce((sum, value) => sum + value, 0)).toBe(pointsOf(score));
          for (const [index, value] of points.entries())
            expect(Math.abs(value - (contributions[index] ?? 0) * 100)).toBeLessThan(1.0000001);
        },
      ),
    );
  });

  it('stand in the same order whatever order they arrive in', () => {
    const parts = [part('capacity', 0.05), part('text', 0.1), part('technologyFit', 0.2)];
    const names = orderedParts(parts, 0.35).map((each) => each.feature);
    expect(names).toEqual(['technologyFit', 'text', 'capacity']);
    expect(segmentsOf(parts, 0.35).map((segment) => segment.tone)).toEqual([
      partOrder.indexOf('technologyFit'),
      partOrder.indexOf('text'),
      partOrder.indexOf('capacity'),
    ]);
  });

  it('show what wishes take away apart from what the parts give', () => {
    const parts = [part('technologyFit', 0.3), part('mutual', -0.1)];
    expect(segmentsOf(parts, 0.2).map((segment) => segment.key)).toEqual(['technologyFit']);
    expect(takenAway(parts)).toBeCloseTo(10);
    expect(takenAway([part('mutual', 0.1)])).toBe(0);
  });
});
