import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, addMonths, daySpan, daysFrom, weekday } from './days.ts';
import { fiscalMonths, fiscalYearOf, fiscalYearSpan } from './fiscalYear.ts';

it.each([
  ['2025', { first: '2025-01-01', last: '2025-12-31' }],
  ['2024-02', { first: '2024-02-01', last: '2024-02-29' }],
  ['2025-04-01', { first: '2025-04-01', last: '2025-04-01' }],
  ['2025-4', undefined],
  ['', undefined],
  [2025, undefined],
])('%j can mean %j', (date, span) => {
  expect(daySpan(date)).toEqual(span);
});

it.each([
  ['2026-03-31', 2025],
  ['2026-04-01', 2026],
  ['2026-03', 2025],
  ['2026', 2026],
  ['soon', undefined],
])('%s lies in the fiscal year %s', (date, year) => {
  expect(fiscalYearOf(date)).toBe(year);
});

it('a fiscal year has twelve months, from April to March', () => {
  const months = fiscalMonths(2025);
  expect(months).toHaveLength(12);
  expect([months[0], months[8], months[9], months[11]]).toEqual(['2025-04', '2025-12', '2026-01', '2026-03']);
  expect(daySpan(months[11])?.last).toBe(fiscalYearSpan(2025).last);
});

it('a month on is the same day, or the last of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-11-26', 3)).toBe('2027-02-26');
});

it('days are counted alike there and back, over months, leap years and weeks', () => {
  const start = '2024-01-01';
  fc.assert(
    fc.property(fc.integer({ min: -2_000, max: 2_000 }), (days) => {
      const day = addDays(start, days);
      expect(daysFrom(start, day)).toBe(days);
      expect(weekday(day)).toBe(((days % 7) + 7) % 7);
    }),
  );
});
