import { describe, expect, it } from 'vitest';
import { defaultMatchingSettings, features } from '#core/matching/index.ts';
import { readWeights, shareOf } from './weights.ts';

describe('weights', () => {
  it('are read from the settings, and their shares add up to one whatever they are', () => {
    const usual = readWeights({ ...defaultMatchingSettings });
    expect(usual).toEqual(defaultMatchingSettings.weights);
    const doubled = { ...usual, text: 0.8 };
    expect(features.reduce((sum, feature) => sum + shareOf(doubled, feature), 0)).toBeCloseTo(1);
  });

  it('say nothing where all are nothing', () => {
    expect(shareOf(readWeights({}), 'text')).toBe(0);
  });
});
