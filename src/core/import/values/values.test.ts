import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfSerial, readDate, readPeriod } from './readDate.ts';
import { readFiscalYear } from './readFiscalYear.ts';
import { readJson, readList } from './readList.ts';
import { readNumber } from './readNumber.ts';
import { readYesNo } from './readYesNo.ts';

describe('readDate', () => {
  it.each([
    ['令和7年4月1日', '2025-04-01'],
    ['令和７年４月１日（火）', '2025-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['R7.4.1', '2025-04-01'],
    ['r7/4/1', '2025-04-01'],
    ['R070401', '2025-04-01'],
    ['平成30年12月', '2018-12'],
    ['H30.12.3', '2018-12-03'],
    ['2025/4/1', '2025-04-01'],
    ['2025.4.1', '2025-04-01'],
    ['2025年4月', '2025-04'],
    ['２０２５年', '2025'],
    ['2025-04-01T09:00:00Z', '2025-04-01'],
    ['2025/04/01 10:30', '2025-04-01'],
    ['20250401', '2025-04-01'],
    ['1 April 2025', '2025-04-01'],
    ['April 1, 2025', '2025-04-01'],
    ['1-Apr-25', '2025-04-01'],
    ['Apr 2025', '2025-04'],
    ['13/4/2025', '2025-04-13'],
    ['4/13/2025', '2025-04-13'],
    [45748, '2025-04-01'],
    ['45748', '2025-04-01'],
    [2025, '2025'],
  ])('reads %j as %s', (written, date) => {
    expect(readDate(written)).toBe(date);
  });

  it.each(['4/5/2025', '2025年13月', '2025/2/30', '25/4/1', '来年', '', 'R0.1.1', 12, -45748, 1e9, 'NaN'])(
    'does not guess what %j means',
    (written) => {
      expect(readDate(written)).toBeUndefined();
    },
  );

  it('counts days as a spreadsheet does, from 1900 and from 1904', () => {
    expect(dayOfSerial(1, false)).toBe('1900-01-01');
    expect(dayOfSerial(59, false)).toBe('1900-02-28');
    expect(dayOfSerial(60, false)).toBeUndefined();
    expect(dayOfSerial(61, false)).toBe('1900-03-01');
    expect(dayOfSerial(45748, false)).toBe('2025-04-01');
    expect(dayOfSerial(44286, true)).toBe('2025-04-01');
  });

  it('reads every day in every way of writing it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2019-05-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (day) => {
          const iso = day.toISOString().slice(0, 10);
          const [year = 0, month = 0, date = 0] = iso.split('-').map(Number);
          for (const written of [
            iso,
            `${year}/${month}/${date}`,
            `${year}年${month}月${date}日`,
            `令和${year - 2018}年${month}月${date}日`,
            `R${year - 2018}.${month}.${date}`,
          ]) {
            expect(readDate(written)).toBe(iso);
          }
          expect(dayOfSerial(Math.round(Date.parse(iso) / 86_400_000) + 25_569, false)).toBe(iso);
        },
      ),
    );
  });

  it('reads periods with one or both ends', () => {
    expect(readPeriod('2024年8月～2025年3月')).toEqual({ start: '2024-08', end: '2025-03' });
    expect(readPeriod('R6.8.1〜')).toEqual({ start: '2024-08-01' });
    expect(readPeriod('2024-08-01 - 2025-03-31')).toEqual({ start: '2024-08-01', end: '2025-03-31' });
    expect(readPeriod('通年')).toBeUndefined();
  });
});

it.each([
  ['R7', 2025],
  ['令和7年度', 2025],
  ['令和７', 2025],
  ['令和元年度', 2019],
  ['H30', 2018],
  ['2025年度', 2025],
  ['２０２５', 2025],
  ['FY2025', 2025],
  ['FY25', 2025],
  ['2025-26', 2025],
  [2025, 2025],
  ['2026-01-15', 2025],
  ['2026年4月', 2026],
  ['7', undefined],
  [7, undefined],
  ['年度', undefined],
])('readFiscalYear reads %j as %s', (written, year) => {
  expect(readFiscalYear(written)).toBe(year);
});

it.each([
  ['1,234', 1234],
  ['１２３４', 1234],
  ['約1,065万人', 10_650_000],
  ['1億2,000万', 120_000_000],
  ['1.3 million', 1_300_000],
  ['△5', -5],
  ['▲1,000円', -1000],
  ['12.5%', 12.5],
  ['(3)', -3],
  ['1e-7', 1e-7],
  ['-0.5', -0.5],
  ['1.234,56', undefined],
  ['1,23', undefined],
  ['十', undefined],
  ['', undefined],
  ['.', undefined],
])('readNumber reads %j as %s', (written, number) => {
  expect(readNumber(written)).toBe(number);
});

it('readNumber reads every number as it is printed', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(readNumber(String(number))).toBe(number === 0 ? readNumber(String(number)) : number);
    }),
  );
});

it.each([
  ['はい', true],
  ['○', true],
  ['◯', true],
  ['有', true],
  ['Yes', true],
  ['ＴＲＵＥ', true],
  ['いいえ', false],
  ['×', false],
  ['No', false],
  ['なし', false],
  [1, true],
  [0, false],
  ['たぶん', undefined],
  ['', undefined],
])('readYesNo reads %j as %s', (written, answer) => {
  expect(readYesNo(written)).toBe(answer);
});

describe('readList', () => {
  it.each([
    ['防災、交通、観光', ['防災', '交通', '観光']],
    ['防災；交通;観光', ['防災', '交通', '観光']],
    ['防災\n交通', ['防災', '交通']],
    ['Flood, Traffic', ['Flood', 'Traffic']],
    ['AI・IoT', ['AI', 'IoT']],
    ['横浜市/川崎市', ['横浜市', '川崎市']],
    ['・防災\n・交通', ['防災', '交通']],
    ['クアラ・ルンプール', ['クアラ・ルンプール']],
    ['A/S', ['A/S']],
    ['1,234', ['1,234']],
    ['https://example.com/a/b', ['https://example.com/a/b']],
    ['["a;b","c"]', ['a;b', 'c']],
    ['  ', []],
  ])('parts %j', (written, members) => {
    expect(readList(written)).toEqual(members);
  });

  it('takes time in proportion to the text, whatever stands in it', () => {
    for (const unit of ['・', '/', '; ', 'ア・', 'a/', '[', '{"a":', ' ']) readList(unit.repeat(100_000));
    expect(readJson('['.repeat(100_000))).toBeUndefined();
  });
});
