import { expect, it } from 'vitest';
import type { RegistryRecord } from '../records/recordTypes.ts';
import { groupsOf } from './groups.ts';

const followUp = (id: string, values: object) => ({ id, kind: 'followUp', ...values }) as RegistryRecord;
const open = [
  followUp('a', { due: '2027-01-10', city: 'jakarta' }),
  followUp('b', { due: '2026-11-01', city: 'hanoi' }),
  followUp('c', { city: 'jakarta' }),
  followUp('d', { due: '2026-11-26' }),
];
const seen = (by: Parameters<typeof groupsOf>[1]) =>
  groupsOf(open, by, '2026-11-26').map(({ value, items }) => [value, items.map(({ id }) => id)]);

it('leads with what is late, and puts what has no date last', () => {
  expect(seen('due')).toEqual([
    ['overdue', ['b']],
    ['today', ['d']],
    ['later', ['a']],
    ['undated', ['c']],
  ]);
  expect(seen('none')).toEqual([[undefined, ['b', 'd', 'a', 'c']]]);
});

it('groups by city with the most urgent city first, and those without one last', () => {
  expect(seen('city')).toEqual([
    ['hanoi', ['b']],
    ['jakarta', ['a', 'c']],
    [undefined, ['d']],
  ]);
});

it('has no group for nothing', () => {
  expect(groupsOf([], 'none', '2026-11-26')).toEqual([]);
});
