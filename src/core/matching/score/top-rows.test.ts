import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placesOf, rankOf, topRows } from './top-rows.ts';

// Few different scores, so that many rows are tied.
const column = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), {
  minLength: 1,
  maxLength: 40,
});

it('finds the places of a few rows in one pass, as one by one, ties included', () => {
  fc.assert(
    fc.property(column, fc.integer({ min: 0, max: 12 }), (rows, limit) => {
      const scores = Float64Array.from(rows, ([score]) => score / 4);
      const passes = Uint8Array.from(rows, ([, passing]) => (passing ? 1 : 0));
      const chosen = topRows(scores, passes, limit);
      expect(placesOf(scores, passes, chosen)).toEqual(
        chosen.map((row) => {
          const own = scores[row] as number;
          return {
            rank: rankOf(scores, passes, row, own),
            rankOfAll: rankOf(scores, undefined, row, own),
            lowerOrSame: [...scores].filter((score, other) => other !== row && score <= own).length,
          };
        }),
      );
    }),
  );
});
