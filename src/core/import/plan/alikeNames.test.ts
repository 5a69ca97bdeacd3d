import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlikeNames, mostAlike } from './alikeNames.ts';
import { nameSimilarity, numbersIn, shapeOf } from './nameSimilarity.ts';

/** Few letters, so that names are often alike; digits, two scripts, and a character that UTF-16 writes as two. */
const letter = fc.constantFrom('a', 'b', 'c', 'd', '1', '2', '水', '道', '市', '𠮷');
const name = fc.string({ unit: letter, minLength: 1, maxLength: 24 });
/** A name, and others that differ from it in a place or two. */
const relatives = fc
  .tuple(name, fc.array(fc.tuple(fc.nat(24), fc.string({ unit: letter, maxLength: 2 })), { maxLength: 4 }))
  .map(([first, changes]) => [
    first,
    ...changes.map(([at, text]) => `${first.slice(0, at)}${text}${first.slice(at + 1)}` || 'a'),
  ]);

describe('names that are alike', () => {
  it('are found without comparing all with all, and no others, however near is meant', () => {
    fc.assert(
      fc.property(
        fc.array(relatives, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(0.3, 0.5, 2 / 3, 0.78, 0.9, 1),
        (families, nearest) => {
          const names = families.flat();
          const alike = new AlikeNames(nearest);
          for (const [place, asked] of names.entries()) {
            const plain = names
              .slice(0, place)
              .flatMap((other, at) => (plainLikeness(asked, other) >= nearest ? [at] : []));
            expect([...alike.find(asked)].sort((a, b) => a - b)).toEqual(plain);
            alike.add(asked, place);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are as alike as their shared pairs of characters say', () => {
    fc.assert(
      fc.property(relatives, ([first = 'a', ...others]) => {
        for (const other of others)
          expect(nameSimilarity(shapeOf(first), shapeOf(other))).toBe(plainLikeness(first, other));
      }),
    );
  });

  it('are no longer looked for when there are too many to tell apart', () => {
    const alike = new AlikeNames(0.78);
    for (let owner = 0; owner < 3 * mostAlike; owner += 1) alike.add('smartcity', owner);
    expect(alike.find('smartcityx').size).toBe(mostAlike);
  });
});

/** Sørensen and Dice as the books write it. */
function plainLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (numbersIn(a) !== numbersIn(b)) return 0;
  const [own, others] = [plainPairs(a), plainPairs(b)];
  return (2 * [...own].filter((pair) => others.has(pair)).length) / (own.size + others.size);
}

function plainPairs(text: string): Set<string> {
  return new Set(
    text.length < 2
      ? [text]
      : text.split('').flatMap((_, at) => (at > 0 ? [text.slice(at - 1, at + 1)] : [])),
  );
}
