import { describe, expect, it } from 'vitest';
import type { CellValue, MergedRange, SourceTable } from '../sourceTable.ts';
import { ColumnNames } from './columnNames.ts';
import { joinContinuedColumns, splitForCells } from './continuedColumns.ts';
import { findHeader } from './headerRow.ts';
import { parseTarget } from './parseTarget.ts';

const names = new ColumnNames(
  'organisation',
  [
    { name: '名称', target: { field: 'name' } },
    { name: '会社名', target: { field: 'name' } },
    { name: '本国', target: { field: 'homeCountry' } },
    { name: '国名', target: { field: 'homeCountry' } },
    { name: 'Website', target: { field: 'url' } },
    { name: '概要', target: { field: 'description' } },
    { name: '登録日時', target: { field: 'createdAt' } },
  ],
  ['エラーの内容'],
);

function tableOf(rows: readonly (readonly CellValue[])[], merges: readonly MergedRange[] = []): SourceTable {
  const numbered = rows.map((cells, index) => ({ number: index + 1, cells }));
  return { name: '', rows: numbered.filter(({ cells }) => cells.some((cell) => cell !== null)), merges };
}

describe('the meaning of a header', () => {
  it.each([
    ['会社名', 'name', undefined],
    ['　会 社 名　', 'name', undefined],
    ['【必須】会社名', 'name', undefined],
    ['1. 会社名※', 'name', undefined],
    ['会社名（必須）', 'name', undefined],
    ['会社名 (ja)', 'name', 'ja'],
    ['会社名（英語）', 'name', 'en'],
    ['会社名（英語表記）', 'name', 'en'],
    ['名称_en', 'name', 'en'],
    ['name.th', 'name', 'th'],
    ['英語名', 'name', 'en'],
    ['English name', 'name', 'en'],
    ['名称 (zh-Hant)', 'name', 'zh-Hant'],
    ['会社名（正式名称）', 'name', undefined],
    ['国名（英語）', 'homeCountry', undefined],
    ['HOME_COUNTRY', 'homeCountry', undefined],
    ['homeCountry', 'homeCountry', undefined],
    ['ＷＥＢＳＩＴＥ', 'url', undefined],
  ])('%s', (header, field, key) => {
    const target = key === undefined ? { field } : { field, key };
    expect(names.meaningOf(header)).toEqual({ target });
  });

  it.each(['', '   ', 'No.', '()', '*', '電話'])('nothing for %j', (header) => {
    expect(names.meaningOf(header)).toBeUndefined();
  });

  it('columns for reading only are known as such', () => {
    expect(names.meaningOf('登録日時')).toEqual({ readOnly: true });
    expect(names.meaningOf('エラーの内容')).toEqual({ readOnly: true });
    expect(names.meaningOf('本国 *', ['本国', '本国 *'])).toEqual({ readOnly: true });
    expect(names.meaningOf('本国 *', ['本国 *'])).toEqual({ target: { field: 'homeCountry' } });
  });

  it('names in code are read, unknown ones and unknown parts are not', () => {
    expect(parseTarget('study', 'period.start')).toEqual({ field: 'period', key: 'start' });
    expect(parseTarget('study', 'title.ja')).toEqual({ field: 'title', key: 'ja' });
    for (const wrong of [
      'nmae',
      'period.middle',
      'title.x y',
      'title.ja.en',
      'constructor',
      '__proto__',
      '',
    ]) {
      expect(parseTarget('study', wrong)).toBeUndefined();
    }
  });
});

describe('the header row', () => {
  it('is found under titles, dates and notes', () => {
    const table = tableOf([
      ['JASCA会員名簿'],
      [null, null, '2025-04-01'],
      [null],
      ['※機密性2'],
      ['No.', '会社名', '国名', 'Website'],
      [1, '日本工営', '日本', 'https://example.jp'],
    ]);
    expect(findHeader(table, names)).toMatchObject({ top: 5, bottom: 5, known: 3 });
  });

  it('is the row with most known names, not the first with one', () => {
    const table = tableOf([
      ['会社名', null],
      ['会社名', '国名', '概要'],
      ['A', '日本', 'x'],
    ]);
    expect(findHeader(table, names)?.top).toBe(2);
  });

  it('takes all rows of a header that is merged downwards, and names columns by both levels', () => {
    const table = tableOf(
      [
        ['会社名', null, '国名'],
        ['ja', 'en', null],
        ['日本工営', 'Nippon Koei', '日本'],
      ],
      [
        { top: 1, left: 0, bottom: 1, right: 1 },
        { top: 1, left: 2, bottom: 2, right: 2 },
      ],
    );
    const header = findHeader(table, names);
    expect(header).toMatchObject({ top: 1, bottom: 2, headers: ['会社名 ja', '会社名 en', '国名'] });
    expect(header?.headers.map((text) => names.meaningOf(text))).toEqual([
      { target: { field: 'name', key: 'ja' } },
      { target: { field: 'name', key: 'en' } },
      { target: { field: 'homeCountry' } },
    ]);
  });

  it('is a row of short texts as wide as the table when no name is known', () => {
    const table = tableOf([['題'], ['甲', '乙', '丙'], [1, 2, 3], [4, 5, 6]]);
    expect(findHeader(table, names)).toMatchObject({ top: 2, known: 0 });
  });

  it('is not made up where there is none', () => {
    expect(
      findHeader(
        tableOf([
          [1, 2],
          [3, 4],
        ]),
        names,
      ),
    ).toBeUndefined();
  });
});

describe('texts too long for a cell', () => {
  it('are split between characters and put together again', () => {
    const text = `${'a'.repeat(32_766)}😀${'語'.repeat(40_000)}`;
    const pieces = splitForCells(text);
    expect(pieces.length).toBe(3);
    expect(pieces.every((piece) => piece.length <= 32_767 && piece.isWellFormed())).toBe(true);
    const joined = joinContinuedColumns(
      ['概要', '概要 +2', '概要 +3', '国名'],
      [{ number: 2, cells: [...pieces, '日本'] }],
    );
    expect(joined.headers).toEqual(['概要', '', '', '国名']);
    expect(joined.rows[0]?.cells).toEqual([text, null, null, '日本']);
  });
});
