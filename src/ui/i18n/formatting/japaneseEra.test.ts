import { expect, it } from 'vitest';
import { eraOfFiscalYear } from './japaneseEra.ts';

it.each([
  [2017, '平成', '29'],
  [2018, '平成', '30'],
  [2019, '令和', '元'],
  [2020, '令和', '2'],
  [2025, '令和', '7'],
  [2026, '令和', '8'],
])('FY%i is %s%s年度', (fiscalYear, era, year) => {
  expect(eraOfFiscalYear(fiscalYear)).toEqual({ era, year });
});
