import { expect, it } from 'vitest';
import type { ActivityItem } from '#contract/schemas.ts';
import { canUndo, changeKind } from './changeKinds.ts';

function item(values: Partial<ActivityItem>): ActivityItem {
  return {
    changeId: 'c',
    at: '2025-04-01T00:00:00Z',
    actor: 'a',
    origin: 'hand',
    entries: [],
    more: 0,
    ...values,
  };
}

const entry = (field: string, after?: unknown): ActivityItem['entries'][number] => ({
  recordId: 'jakarta',
  kind: 'city',
  field,
  action: 'set',
  after,
});

it.each([
  ['created', item({ entries: [entry('__kind', 'city'), entry('name/ja', 'ジャカルタ')] })],
  ['changed', item({ entries: [entry('name/ja', 'ジャカルタ')] })],
  ['removed', item({ entries: [entry('__deleted', '2025-04-01T00:00:00Z')] })],
  ['restored', item({ entries: [entry('__deleted', undefined)] })],
  ['undone', item({ origin: 'undo', entries: [entry('__kind', 'city')] })],
  ['bundled', item({ origin: 'bundled', entries: [entry('__kind', 'city')] })],
])('says %s', (expected, change) => {
  expect(changeKind(change)).toBe(expected);
});

it('offers to undo what people did, once, and never the whole of what came with the app', () => {
  const entries = [entry('name/ja', 'ジャカルタ')];
  expect(canUndo(item({ entries }))).toBe(true);
  expect(canUndo(item({ entries, undoneBy: 'd' }))).toBe(false);
  expect(canUndo(item({ entries, origin: 'bundled' }))).toBe(false);
});
