import { expect, it } from 'vitest';
import { fiscalYearSpan } from './fiscalYearSpan.ts';

it('fills the years between with none', () => {
  expect(
    fiscalYearSpan(
      [
        { fiscalYear: 2021, count: 3 },
        { fiscalYear: 2023, count: 1 },
      ],
      10,
    ),
  ).toEqual([
    { fiscalYear: 2021, count: 3 },
    { fiscalYear: 2022, count: 0 },
    { fiscalYear: 2023, count: 1 },
  ]);
});

it('keeps the latest years when there are more than fit', () => {
  const counts = [2001, 2019, 2020].map((fiscalYear) => ({ fiscalYear, count: 1 }));
  expect(fiscalYearSpan(counts, 2).map(({ fiscalYear }) => fiscalYear)).toEqual([2019, 2020]);
});

it('is empty without studies', () => {
  expect(fiscalYearSpan([], 10)).toEqual([]);
});
