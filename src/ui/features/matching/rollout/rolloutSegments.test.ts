import { describe, expect, it } from 'vitest';
import { rolloutSegments } from './rolloutSegments.ts';

const part = (feature: string, contribution: number) => ({
  feature,
  contribution,
  value: 0,
  weight: 0,
  because: [],
});

describe('the bar of a city', () => {
  it('gathers the sides of the comparison into groups whose points add up', () => {
    const segments = rolloutSegments({
      score: 0.5,
      parts: [part('income', 0.05), part('hazards', 0.125), part('challenges', 0.2), part('climate', 0.125)],
    });
    expect(segments.map((segment) => segment.key)).toEqual(['challenges', 'nature', 'shape']);
    expect(segments.reduce((sum, segment) => sum + segment.points, 0)).toBe(50);
    expect(segments[1]?.width).toBeCloseTo(25);
  });
});
