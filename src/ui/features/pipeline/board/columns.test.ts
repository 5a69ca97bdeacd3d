import fc from 'fast-check';
import { expect, it } from 'vitest';
import { projectStages } from '#core/kinds/choices.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { type BoardKey, columnsOf, neighboursOf, placeOf, steppedPlace, withCardAt } from './columns.ts';

const card = (id: string, stage?: string) =>
  ({
    id,
    kind: 'project',
    stage,
    createdAt: `2026-01-01T00:00:0${id.length}.000Z`,
  }) as unknown as RegistryRecord;
const board = columnsOf(
  projectStages.map((stage) => {
    const items = [card('a', 'need'), card('bb', 'need'), card('ccc', 'study')].filter(
      (each) => each.stage === stage,
    );
    return { stage, total: items.length + (stage === 'study' ? 3 : 0), items: items as never };
  }),
);
const ids = (columns: typeof board, stage: string) =>
  columns.find((column) => column.stage === stage)?.cards.map(({ id }) => id);

it('knows how many cards stand below those shown', () => {
  expect(board.map(({ stage }) => stage)).toEqual(projectStages);
  expect(board.find(({ stage }) => stage === 'study')).toMatchObject({ hidden: 3, cards: [{ id: 'ccc' }] });
});

it('puts a card below the last one shown, not below those that are not', () => {
  expect(neighboursOf(board, 'a', { stage: 'study', index: 1 })).toEqual({ above: 'ccc' });
});

it('puts a card between two others and names them', () => {
  const place = { stage: 'need', index: 1 } as const;
  expect(ids(withCardAt(board, 'ccc', place), 'need')).toEqual(['a', 'ccc', 'bb']);
  expect(neighboursOf(board, 'ccc', place)).toEqual({ above: 'a', below: 'bb' });
  expect(neighboursOf(board, 'a', { stage: 'need', index: 0 })).toEqual({ below: 'bb' });
  expect(neighboursOf(board, 'a', { stage: 'stopped', index: 0 })).toEqual({});
});

it('arrow keys walk through places and stages, and stop at the edges', () => {
  const start = { stage: 'need', index: 0 } as const;
  const step = (place: Parameters<typeof steppedPlace>[2], key: BoardKey) =>
    steppedPlace(board, 'a', place, key);
  expect(step(start, 'ArrowUp')).toEqual(start);
  expect(step(start, 'ArrowLeft')).toEqual(start);
  expect(step(start, 'ArrowDown')).toEqual({ stage: 'need', index: 1 });
  expect(step({ stage: 'need', index: 1 }, 'ArrowDown')).toEqual({ stage: 'need', index: 1 });
  expect(step({ stage: 'need', index: 1 }, 'ArrowRight')).toEqual({ stage: 'matched', index: 0 });
  expect(step({ stage: 'stopped', index: 0 }, 'ArrowRight')).toEqual({ stage: 'stopped', index: 0 });
});

it('wherever keys lead, the card is there once and nothing is lost', () => {
  const keys = fc.array(fc.constantFrom<BoardKey>('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'));
  fc.assert(
    fc.property(keys, (pressed) => {
      let place = placeOf(board, 'bb') ?? { stage: 'need' as const, index: 0 };
      for (const key of pressed) place = steppedPlace(board, 'bb', place, key);
      const after = withCardAt(board, 'bb', place);
      expect(placeOf(after, 'bb')).toEqual(place);
      expect(after.flatMap(({ cards }) => cards)).toHaveLength(3);
    }),
  );
});
