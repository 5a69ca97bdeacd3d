import { describe, expect, it } from 'vitest';
import { diffRecord } from './diffRecord.ts';
import { fillMerges } from './fillMerges.ts';
import { nameKey } from './identity.ts';
import { nameSimilarity, shapeOf } from './nameSimilarity.ts';
import { RecordIndex } from './recordIndex.ts';

describe('what a row changes', () => {
  it('is nothing when it says the same in other words: unknown parts, line ends, blanks, order', () => {
    const current = {
      name: { ja: '日本工営', en: 'Nippon Koei' },
      aliases: ['NK', 'NKCL'],
      description: { ja: '一\n二' },
      sources: [{ title: 'a', url: null, note: null }],
    };
    const wanted = {
      name: { ja: ' 日本工営' },
      aliases: ['NKCL', 'NK'],
      description: { ja: '一\r\n二 ' },
      sources: [{ title: 'a' }],
    };
    expect(diffRecord('organisation', current, wanted, 'add')).toEqual({ patch: {}, changes: [] });
  });

  it('never clears: empty values, languages and members that it does not name stay', () => {
    const current = { name: { ja: 'あ', en: 'A' }, aliases: ['x', 'y'], yomi: 'あ' };
    const { patch, changes } = diffRecord(
      'organisation',
      current,
      { name: { ja: 'い', en: null }, aliases: ['z'], yomi: null },
      'add',
    );
    expect(patch).toEqual({ name: { ja: 'い' }, aliases: ['x', 'y', 'z'] });
    expect(changes).toEqual([
      { field: 'name.ja', before: 'あ', after: 'い' },
      { field: 'aliases', before: ['x', 'y'], after: ['x', 'y', 'z'] },
    ]);
  });

  it('replaces a list only when told to', () => {
    expect(diffRecord('organisation', { aliases: ['x', 'y'] }, { aliases: ['y'] }, 'replace').patch).toEqual({
      aliases: ['y'],
    });
    expect(
      diffRecord('organisation', { aliases: ['x', 'y'] }, { aliases: ['y', 'x'] }, 'replace').patch,
    ).toEqual({});
  });

  it('takes a fuller member in the place of the one that it completes', () => {
    const current = { consortium: [{ name: 'A' }, { name: 'B', role: '代表' }] };
    const wanted = { consortium: [{ name: 'A', role: '構成員' }, { name: 'B' }] };
    expect(diffRecord('study', current, wanted, 'add').patch).toEqual({
      consortium: [
        { name: 'A', role: '構成員' },
        { name: 'B', role: '代表' },
      ],
    });
  });

  it('keeps the parts of an object that a row does not name', () => {
    const current = { period: { start: '2024-08', end: null } };
    expect(diffRecord('study', current, { period: { end: '2025-03' } }, 'add').patch).toEqual({
      period: { start: '2024-08', end: '2025-03' },
    });
  });
});

describe('the same organisation', () => {
  it.each([
    '株式会社日立製作所',
    '日立製作所株式会社',
    '(株)日立製作所',
    '（株）日立製作所',
    '㈱日立製作所',
    '日立製作所㈱',
    '日立 製作所',
  ])('is named by %s', (name) => {
    expect(nameKey('organisation', name)).toBe(nameKey('organisation', '日立製作所'));
  });

  const index = new RecordIndex('organisation', [
    {
      id: 'hitachi',
      values: {
        name: { ja: '日立製作所', en: 'Hitachi, Ltd.' },
        aliases: ['HITACHI Group'],
        homeCountry: 'JP',
        url: 'https://www.hitachi.co.jp/about',
      },
    },
    { id: 'hitachi-vn', values: { name: { en: 'Hitachi Vietnam' }, homeCountry: 'VN' } },
  ]);

  it.each([
    ['same name', { name: { ja: '㈱日立製作所' } }, 'hitachi', 0.97, 'sameName'],
    [
      'same name and country',
      { name: { en: 'HITACHI LTD' }, homeCountry: 'JP' },
      'hitachi',
      1,
      'sameContext',
    ],
    ['alias', { name: { en: 'Hitachi Group' } }, 'hitachi', 0.93, 'otherName'],
    [
      'web address',
      { name: { ja: '株式会社ＨＴＣ' }, url: 'http://hitachi.co.jp' },
      'hitachi',
      0.75,
      'sameDomain',
    ],
  ])('is found by %s', (_what, values, id, score, because) => {
    const [best] = index.candidates(values);
    expect(best).toMatchObject({ id, score });
    expect(best?.because).toContain(because);
  });

  it('is only a candidate when the name is near, and none in another country', () => {
    const [near] = index.candidates({ name: { ja: '日立製作場' }, homeCountry: 'JP' });
    expect(near === undefined || near.score < 0.9).toBe(true);
    expect(index.candidates({ name: { en: 'Hitachi, Ltd.' }, homeCountry: 'TH' })).toEqual([]);
  });

  it('is not one of another phase', () => {
    expect(
      nameSimilarity(shapeOf('スマートシティ調査第1期'), shapeOf('スマートシティ調査第2期')),
    ).toBeLessThan(0.7);
  });
});

it('a cell merged downwards speaks for all its rows, one merged sideways for its first column', () => {
  const rows = [
    { number: 2, cells: ['ベトナム', 'ハノイ'] },
    { number: 3, cells: [null, 'ダナン'] },
    { number: 5, cells: [null, 'フエ'] },
  ];
  const filled = fillMerges(rows, [
    { top: 2, left: 0, bottom: 1_048_576, right: 0 },
    { top: 3, left: 1, bottom: 3, right: 4 },
  ]);
  expect(filled.map(({ cells }) => cells)).toEqual([
    ['ベトナム', 'ハノイ'],
    ['ベトナム', 'ダナン'],
    ['ベトナム', 'フエ'],
  ]);
});
