import { describe, expect, it } from 'vitest';
import { needsConsent } from './deletionLimits.ts';

const cities = (deleted: number, of: number) => ({ kind: 'city' as const, deleted, of });
const notes = (deleted: number, of: number) => ({ kind: 'missionNote' as const, deleted, of });

describe('removals that are sent', () => {
  it.each([
    ['nothing', [], false],
    ['one of very few', [cities(1, 2)], false],
    ['a tenth of a kind', [cities(4, 40)], false],
    ['more than a tenth of a kind', [cities(5, 40)], true],
    ['two of very few', [cities(2, 3)], true],
    ['twenty of many', [notes(20, 1000)], false],
    ['twenty-one of many', [notes(21, 1000)], true],
    ['twenty-one over several kinds', [notes(11, 1000), cities(10, 1000)], true],
    ['a kind that is gone altogether', [notes(3, 3)], true],
  ] as const)('%s', (_name, deletions, asks) => {
    expect(needsConsent(deletions)).toBe(asks);
  });
});
