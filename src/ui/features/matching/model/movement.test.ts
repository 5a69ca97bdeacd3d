import { describe, expect, it } from 'vitest';
import { type ComparedRow, countMovements, movementOf, reasonsOf } from './movement.ts';

const at = (rank: number, score: number) => ({ rank, score });
const row = (places: Omit<ComparedRow, 'ids'>): ComparedRow => ({ ids: ['org.a'], ...places });
const today = (...causes: Parameters<typeof reasonsOf>[1]['causes']) => ({ causes });

describe('a row of two answers', () => {
  it('came, went, rose, fell, only has another score, or stayed', () => {
    const rows = [
      row({ now: at(1, 0.5) }),
      row({ before: at(1, 0.5) }),
      row({ before: at(3, 0.5), now: at(2, 0.5) }),
      row({ before: at(2, 0.5), now: at(3, 0.5) }),
      row({ before: at(1, 0.5), now: at(1, 0.6) }),
      row({ before: at(1, 0.5), now: at(1, 0.5) }),
    ];
    expect(rows.map(movementOf)).toEqual(['came', 'went', 'up', 'down', 'rescored', 'same']);
    expect(countMovements(rows)).toEqual({ came: 1, went: 1, up: 1, down: 1, rescored: 1, same: 1 });
    expect(movementOf(row({ repeated: at(1, 0.5) }))).toBe('same');
  });

  it('moved by facts where the settings of then move it, by settings where only those of now do', () => {
    const causes = today('data', 'settings', 'day');
    const facts = row({ before: at(1, 0.5), repeated: at(2, 0.4), now: at(2, 0.4) });
    expect(reasonsOf(facts, causes)).toEqual(['data', 'day']);
    const settings = row({ before: at(1, 0.5), repeated: at(1, 0.5), now: at(2, 0.4) });
    expect(reasonsOf(settings, causes)).toEqual(['settings']);
    const beyond = row({ repeated: at(12, 0.3), now: at(9, 0.4) });
    expect(reasonsOf(beyond, causes)).toEqual(['settings']);
    const both = row({ before: at(1, 0.5), repeated: at(2, 0.4), now: at(3, 0.3) });
    expect(reasonsOf(both, causes)).toEqual(['data', 'settings', 'day']);
  });

  it('moved because of others where its own score is the same, and for no reason where it did not move', () => {
    const pushed = row({ before: at(2, 0.5), repeated: at(1, 0.5), now: at(1, 0.5) });
    expect(reasonsOf(pushed, today('data'))).toEqual(['others']);
    const still = row({ before: at(1, 0.5), repeated: at(1, 0.5), now: at(1, 0.5) });
    expect(reasonsOf(still, today('data'))).toEqual([]);
  });

  it('of two noted runs may have been moved by everything that differs', () => {
    const other = {} as NonNullable<Parameters<typeof reasonsOf>[1]['other']>;
    const moved = row({ before: at(1, 0.5), now: at(2, 0.4) });
    expect(reasonsOf(moved, { causes: ['taxonomy', 'settings'], other })).toEqual(['taxonomy', 'settings']);
    expect(reasonsOf(row({ before: at(1, 0.5), now: at(2, 0.5) }), { causes: ['data'], other })).toEqual([
      'others',
    ]);
  });
});
