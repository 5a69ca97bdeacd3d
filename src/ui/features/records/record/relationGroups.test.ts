import { expect, it } from 'vitest';
import type { LinkedRecord } from '#contract/schemas.ts';
import { relationGroups } from './relationGroups.ts';

const link = (id: string, kind: LinkedRecord['kind'], field: string): LinkedRecord => ({
  id,
  kind,
  label: {},
  field,
  direction: 'in',
  role: '',
});

it('gathers links by kind, each record once with all its ways', () => {
  const groups = relationGroups({
    links: {
      concept: [link('ch.a', 'concept', 'challenges')],
      organisation: [
        link('org.a', 'organisation', 'citiesActive'),
        link('org.a', 'organisation', 'consortium'),
      ],
      study: [link('s', 'study', 'cities')],
    },
  });
  expect(groups.map(({ kind, relations }) => [kind, relations.map(({ ways }) => ways.length)])).toEqual([
    ['study', [1]],
    ['organisation', [2]],
    ['concept', [1]],
  ]);
});
