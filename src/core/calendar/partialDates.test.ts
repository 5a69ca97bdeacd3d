import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, daysFrom, earliestDay, latestDay } from './days.ts';
import { fiscalYearOf } from './fiscalYear.ts';
import { tokyoDay } from './tokyoDay.ts';

describe('partial dates', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-02', '2025-02-01', '2025-02-28'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2025-04-30', '2025-04-30', '2025-04-30'],
  ])('%s lies between %s and %s', (date, first, last) => {
    expect([earliestDay(date), latestDay(date)]).toEqual([first, last]);
  });

  it('say nothing about what is no date', () => {
    for (const value of [undefined, null, '', '令和7年', '2025-4', 2025, '2025-04-01T00:00'])
      expect([earliestDay(value), latestDay(value)]).toEqual([undefined, undefined]);
  });

  it('move by calendar months and stay in the month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-03-31', -6)).toBe('2025-09-30');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(addMonths('2025-12-15', 1)).toBe('2026-01-15');
  });

  it('move forward and never past the wanted month', () => {
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 240 }), (from, months) => {
        const to = addMonths(from, months);
        expect(to > from).toBe(true);
        expect(daysFrom(from, to)).toBeLessThanOrEqual(months * 31);
        expect(addMonths(to, -months) <= from).toBe(true);
      }),
    );
  });

  it('know the Japanese fiscal year', () => {
    expect(fiscalYearOf('2026-03-31')).toBe(2025);
    expect(fiscalYearOf('2026-04-01')).toBe(2026);
    expect(fiscalYearOf('2026-12-31')).toBe(2026);
    expect(fiscalYearOf('2027-01-01')).toBe(2026);
  });
});

describe('the day in Japan', () => {
  it('begins at 15:00 UTC', () => {
    expect(tokyoDay(Date.parse('2026-03-31T14:59:59.999Z'))).toBe('2026-03-31');
    expect(tokyoDay(Date.parse('2026-03-31T15:00:00.000Z'))).toBe('2026-04-01');
    expect(tokyoDay(Date.parse('2024-02-28T15:00:00Z'))).toBe('2024-02-29');
    expect(tokyoDay(Date.parse('2025-12-31T15:00:00Z'))).toBe('2026-01-01');
  });
});
