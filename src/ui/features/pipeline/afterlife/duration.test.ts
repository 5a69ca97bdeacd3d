import { expect, it } from 'vitest';
import { durationOf } from './duration.ts';

it.each([
  [0, { years: 0, months: 0, days: 0 }],
  [59, { years: 0, months: 0, days: 59 }],
  [92, { years: 0, months: 3, days: 0 }],
  [366, { years: 1, months: 0, days: 0 }],
  [1_701, { years: 4, months: 7, days: 0 }],
])('%d days are %j', (days, duration) => {
  expect(durationOf(days)).toEqual(duration);
});
