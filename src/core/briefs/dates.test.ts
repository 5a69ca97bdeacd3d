import { describe, expect, test } from 'vitest';
import { byDateDescending, formatDate, formatFiscalYear, formatSpan } from './dates.ts';

describe('dates in a brief', () => {
  test.each([
    ['2020-12-16', 'ja', '2020年12月16日'],
    ['2016-03', 'ja', '2016年3月'],
    ['2018', 'ja', '2018年'],
    ['2020-12-16', 'en', '16 Dec 2020'],
    ['2016-03', 'en', 'Mar 2016'],
    ['2018', 'en', '2018'],
  ])('%s in %s is %s', (date, language, expected) => {
    expect(formatDate(date, language)).toBe(expected);
  });

  test('a span of one day is one date', () => {
    expect(formatSpan('2020-11-25', '2020-11-25', 'en')).toBe('25 Nov 2020');
    expect(formatSpan('2020-11-25', '2020-11-27', 'ja')).toBe('2020年11月25日～2020年11月27日');
  });

  test.each([
    [2025, 'FY2025（令和7年度）'],
    [2019, 'FY2019（令和元年度）'],
    [2018, 'FY2018（平成30年度）'],
    [1988, 'FY1988（昭和63年度）'],
  ])('fiscal year %i carries its era year', (year, expected) => {
    expect(formatFiscalYear(year, 'ja')).toBe(expected);
    expect(formatFiscalYear(year, 'en')).toBe(`FY${year}`);
  });

  test('newest first, unknown last', () => {
    const dates = ['2018', undefined, '2020-12', '2020-12-16'];
    expect(dates.map((date) => ({ date })).sort(byDateDescending((each) => each.date))).toEqual([
      { date: '2020-12-16' },
      { date: '2020-12' },
      { date: '2018' },
      { date: undefined },
    ]);
  });
});
