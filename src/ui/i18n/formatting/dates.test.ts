import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  daysBetween,
  formatDate,
  formatInstant,
  formatRelativeDays,
  formatWeekday,
  readDate,
} from './dates.ts';

function shown(text: string, language: string): string {
  const parts = readDate(text);
  if (!parts) throw new Error(`not a date: ${text}`);
  return formatDate(parts, language);
}

describe('dates', () => {
  it.each([
    ['2025-04-01', 'ja', '2025年4月1日'],
    ['2025-04-01', 'en', '1 Apr 2025'],
    ['2025-04', 'ja', '2025年4月'],
    ['2025-04', 'en', 'Apr 2025'],
    ['2025', 'ja', '2025年'],
    ['2025', 'en', '2025'],
  ])('writes %s in %s as people do, with the precision that is known', (text, language, expected) => {
    expect(shown(text, language)).toBe(expected);
  });

  it('names the weekday of a calendar day, whatever the time zone', () => {
    const parts = readDate('2025-04-01');
    expect(parts && formatWeekday(parts, 'ja')).toBe('火');
    expect(parts && formatWeekday(parts, 'en')).toBe('Tue');
  });

  it('keeps years of the common era and Latin digits for Thai, Lao, Khmer and Burmese readers', () => {
    for (const language of ['th', 'lo', 'km', 'my']) expect(shown('2025-04-01', language)).toContain('2025');
  });

  it('shows a moment on a clock of 24 hours', () => {
    expect(formatInstant('2025-04-01T05:05:00Z', 'en', 'Asia/Tokyo')).toBe('1 Apr 2025, 14:05');
    expect(formatInstant('2025-04-01T05:05:00Z', 'ja', 'Asia/Tokyo')).toBe('2025年4月1日 14:05');
    expect(formatInstant('2025-03-31T15:00:00Z', 'en', 'Asia/Tokyo')).toBe('1 Apr 2025, 00:00');
  });

  it('takes nothing else for a date', () => {
    for (const text of ['', '2025-4-1', '1 April', '2025-04-01T00:00:00Z'])
      expect(readDate(text)).toBeUndefined();
  });

  it.each([
    [0, 'ja', '今日'],
    [1, 'ja', '明日'],
    [3, 'ja', '3日後'],
    [-1, 'en', 'yesterday'],
    [-14, 'en', '14 days ago'],
    [90, 'en', 'in 3 months'],
    [-1000, 'en', '3 years ago'],
  ])('says %i days from today in %s as %s', (days, language, expected) => {
    expect(formatRelativeDays(days, language)).toBe(expected);
  });

  it('counts days so that there and back is nothing', () => {
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map(dayOf);
    fc.assert(
      fc.property(day, day, (a, b) => {
        const there = daysBetween(a, b) ?? Number.NaN;
        const back = daysBetween(b, a) ?? Number.NaN;
        expect(there + back).toBe(0);
        expect(there > 0).toBe(a < b);
      }),
    );
  });
});
