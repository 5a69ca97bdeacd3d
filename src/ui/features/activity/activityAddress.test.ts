import { expect, it } from 'vitest';
import { activityRequest, readActivityFilter } from './activityAddress.ts';

it('reads who, which kind, from where, when and which record from an address', () => {
  const search = {
    who: 'device-a',
    kind: 'city',
    source: 'import',
    from: '2026-01-31',
    until: '2026-02-28',
    record: 'jakarta',
  };
  const filter = readActivityFilter(search);
  expect(filter).toEqual(search);
  expect(activityRequest(filter)).toEqual({
    actor: 'device-a',
    kind: 'city',
    recordId: 'jakarta',
    origins: ['import'],
    from: new Date(2026, 0, 31).toISOString(),
    until: new Date(2026, 2, 1).toISOString(),
  });
});

it('passes over what it cannot read', () => {
  const filter = readActivityFilter({
    kind: 'planet',
    source: 'gossip',
    from: 'soon',
    until: '2026-99-99',
    record: '../..',
    constructor: 'x',
  });
  expect(Object.values(filter).filter((value) => value !== undefined)).toEqual([]);
});

it('leaves out what came with the app unless it is asked for', () => {
  expect(activityRequest({}).origins).not.toContain('bundled');
  expect(activityRequest({ source: 'bundled' }).origins).toEqual(['bundled']);
  expect(activityRequest({ source: 'device' }).origins).toEqual(['hand', 'undo', 'merge']);
});
