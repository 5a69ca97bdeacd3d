import { expect, it } from 'vitest';
import {
  countSelected,
  isSelected,
  nothingSelected,
  type Selection,
  selectionInput,
  withSelected,
} from './selection.ts';

const where = [{ field: 'country', operator: 'is', values: ['VN'] } as const];
const all: Selection = { type: 'matching', where, except: new Set() };

it('names records one by one', () => {
  const two = withSelected(nothingSelected, ['a', 'b'], true);
  expect(countSelected(two, 900)).toBe(2);
  expect(isSelected(two, 'a')).toBe(true);
  expect(selectionInput(withSelected(two, ['a'], false))).toEqual({ ids: ['b'] });
});

it('means all that match without naming them, and names only those taken out', () => {
  expect(countSelected(all, 100_000)).toBe(100_000);
  expect(isSelected(all, 'never seen')).toBe(true);
  const but = withSelected(all, ['a', 'b'], false);
  expect(countSelected(but, 100_000)).toBe(99_998);
  expect(isSelected(but, 'a')).toBe(false);
  expect(selectionInput(withSelected(but, ['a'], true))).toEqual({ matching: { where, except: ['b'] } });
});

it('has nothing left when everything was taken out', () => {
  expect(countSelected(withSelected(all, ['a', 'b'], false), 1)).toBe(0);
});
