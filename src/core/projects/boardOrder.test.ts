import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoardCard, boardKey, compareCards, keyAt } from './boardOrder.ts';

const card = (id: string, boardOrder?: string): BoardCard => ({
  id,
  createdAt: '2026-11-26T00:00:00.000Z',
  ...(boardOrder === undefined ? {} : { boardOrder }),
});

describe('the order of a column', () => {
  it('is that of creation until somebody moves a card', () => {
    const cards = [
      { id: 'b', createdAt: '2026-01-02T00:00:00.000Z' },
      { id: 'a', createdAt: '2026-03-01T00:00:00.000Z' },
      { id: 'c', createdAt: '2025-12-31T00:00:00.000Z' },
    ];
    expect(cards.toSorted(compareCards).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it.each(['', 'nonsense!', 'a00', 'z', '🙂', 'A'.repeat(10_000)])(
    'passes over a key that is none: %j',
    (key) => {
      expect(boardKey(card('a', key))).toBe(boardKey(card('a')));
    },
  );
});

const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const places = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 40 });

it('a card goes where it is put, and nothing else moves', () => {
  fc.assert(
    fc.property(places, random, (moves, tosses) => {
      const toss = () => tosses.next().value;
      let column = Array.from({ length: 6 }, (_none, index) => ({
        ...card(`c${index}`),
        createdAt: `2026-01-0${index + 1}T00:00:00.000Z`,
      })).toSorted(compareCards) as BoardCard[];
      for (const [from, to] of moves) {
        const moved = column[from % column.length] as BoardCard;
        const rest = column.filter(({ id }) => id !== moved.id);
        const place = to % (rest.length + 1);
        const key = keyAt(rest, place, toss);
        column = [...rest, { ...moved, boardOrder: key }].toSorted(compareCards);
        expect(column.map(({ id }) => id)).toEqual(
          [...rest.slice(0, place), moved, ...rest.slice(place)].map(({ id }) => id),
        );
      }
    }),
  );
});

it('what two people put into one column at once has one order on every device, and all else keeps its own', () => {
  fc.assert(
    fc.property(fc.nat(5), fc.nat(5), random, random, (mine, theirs, hereTosses, thereTosses) => {
      const column = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({
        ...card(id),
        createdAt: `2026-01-0${index + 1}T00:00:00.000Z`,
      }));
      const here = card(
        'here',
        keyAt(column, mine, () => hereTosses.next().value),
      );
      const there = card(
        'there',
        keyAt(column, theirs, () => thereTosses.next().value),
      );
      const one = [...column, here, there].toSorted(compareCards).map(({ id }) => id);
      const other = [there, here, ...column.toReversed()].toSorted(compareCards).map(({ id }) => id);
      expect(one).toEqual(other);
      expect(one.filter((id) => id.length === 1)).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(one.filter((id) => id !== 'there').indexOf('here')).toBe(mine);
      expect(one.filter((id) => id !== 'here').indexOf('there')).toBe(theirs);
    }),
  );
});

it('between two cards that share a key a card goes after both, and the column stays in order', () => {
  const column = [card('a', 'a1'), card('b', 'a1'), card('c', 'a2')];
  const key = keyAt(column, 1, () => 0.7);
  expect([...column, card('x', key)].toSorted(compareCards).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'x',
    'c',
  ]);
});
