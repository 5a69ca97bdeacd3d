import { describe, expect, test } from 'vitest';
import type { BriefDocument } from '#core/briefs/briefDocument.ts';
import type { BriefSubjectKind } from '#core/briefs/briefInput.ts';
import { plainText } from '#core/briefs/briefWriter.ts';
import { composeBrief } from '#core/briefs/composeBrief.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import { collectBrief } from '#host/briefs/collect.ts';
import { allBlocks, allLines, allRuns } from './briefText.ts';
import { bundledRecords, readerOver, translateOrThrow } from './bundledReader.ts';

const records = bundledRecords();
const reader = readerOver(records);

function compose(
  kind: BriefSubjectKind,
  ids: string[],
  language = 'ja',
  audience: Visibility = 'public',
): BriefDocument {
  const request = { kind, ids, language, audience };
  return composeBrief(collectBrief(request, reader, '2025-11-21', translateOrThrow(language)));
}

function headings(document: BriefDocument): string[] {
  return allBlocks(document).flatMap((block) => (block.type === 'heading' ? [plainText(block.content)] : []));
}

const cities = records.filter(({ kind }) => kind === 'city').map(({ id }) => id);
const studies = records.filter(({ kind }) => kind === 'study').map(({ id }) => id);

describe('the brief of a bundled city', () => {
  test('Jakarta: everything a reader asks for, in reading order', () => {
    const document = compose('city', ['jakarta']);
    expect(document.title).toBe('都市概要：ジャカルタ');
    expect(document.asOfText).toBe('2025年11月21日現在');
    expect(document.audienceMark).toBe('公開資料');
    expect(headings(document)).toEqual([
      '要点',
      '基本情報',
      '案件形成調査と成果',
      '都市が求めていること（ニーズ）',
      '覚書',
      '同国での最近の覚書・協力の枠組み',
      'この都市で活動する団体',
      '会合・セミナー',
      'ASCN行動計画の優先プロジェクト',
      '出典',
      '本資料について',
    ]);
  });

  test('the same in English', () => {
    const document = compose('city', ['jakarta'], 'en');
    expect(document.title).toBe('City brief: Jakarta');
    expect(document.asOfText).toBe('As of 21 Nov 2025');
    expect(headings(document).slice(0, 4)).toEqual([
      'At a glance',
      'Key facts',
      'Studies and their outcomes',
      'What the city needs',
    ]);
  });

  test('facts carry year, scope and a source', () => {
    const facts = allBlocks(compose('city', ['jakarta'])).find((block) => block.type === 'facts');
    const population = facts?.rows.find(({ label }) => label === '人口')?.value[0] ?? [];
    expect(plainText(population)).toBe('10,562,088人（2020年、ジャカルタ首都特別州）');
    expect(population.at(-1)).toMatchObject({ type: 'cite', remark: '一般知識' });
  });

  test('studies stand newest first with era years', () => {
    const table = allBlocks(compose('city', ['jakarta'])).find((block) => block.type === 'table');
    const years = table?.rows.map((row) => row[0]?.map(plainText).join(' '));
    expect(years).toEqual(['FY2023 令和5年度', 'FY2023 令和5年度', 'FY2021 令和3年度', 'FY2015 平成27年度']);
  });

  test('a covered need is not an open one', () => {
    const text = allLines(compose('city', ['jakarta'])).map(plainText);
    expect(text).not.toContain('公共交通の統合');
    expect(text).toContain('駅周辺の歩行空間の魅力向上');
  });

  test('the map says in words where the city is', () => {
    const map = allBlocks(compose('city', ['vientiane'], 'en')).find((block) => block.type === 'map');
    expect(map?.alternative).toMatch(
      /^Map of Lao.* with a marker at Vientiane \(latitude 17\.98°, longitude 102\.63°\)\.$/,
    );
    expect(map?.countries).toEqual(['LA']);
  });

  test.each(['ja', 'en'])('all of them compose in %s without a missing word', (language) => {
    for (const id of cities) {
      const document = compose('city', [id], language, 'private');
      expect(document.records[0]).toEqual({ kind: 'city', id });
      for (const line of allLines(document)) {
        const text = plainText(line);
        expect(text).not.toMatch(/\{\{|\}\}|undefined|\[object|NaN|brief:|choices:|[\ue000-\ue001]/);
      }
    }
  });

  test.each(['ja', 'en'])('so do all studies in %s', (language) => {
    for (const id of studies) {
      for (const line of allLines(compose('study', [id], language, 'government'))) {
        expect(plainText(line)).not.toMatch(
          /\{\{|\}\}|undefined|\[object|NaN|brief:|choices:|[\ue000-\ue001]/,
        );
      }
    }
  });
});

describe('languages of runs', () => {
  test.each([
    ['bangkok', 'th', 'กรุงเทพมหานคร'],
    ['phnom-penh', 'km', 'ភ្នំពេញ'],
    ['vientiane', 'lo', 'ວຽງຈັນ'],
    ['yangon', 'my', 'ရန်ကုန်'],
  ])('%s is named in its own script, marked %s', (id, lang, name) => {
    for (const language of ['ja', 'en']) {
      const head = allBlocks(compose('city', [id], language)).find((block) => block.type === 'masthead');
      expect(head?.otherNames[0]).toEqual([{ type: 'text', text: name, lang }]);
    }
  });

  test('Japanese text in an English brief is marked as such and explained at the end', () => {
    const document = compose('city', ['bangkok'], 'en');
    for (const run of allRuns(document)) {
      if (run.type === 'text' && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run.text)) {
        expect(run.lang).toBe('ja');
      }
    }
    expect(allLines(document).map(plainText).at(-1)).toMatch(/original language/);
  });
});

describe('sources', () => {
  test('every number that is cited is listed, every listed one is cited, and none is skipped', () => {
    for (const id of cities) {
      const document = compose('city', [id]);
      const cited = new Set(allRuns(document).flatMap((run) => (run.type === 'cite' ? run.numbers : [])));
      const list = allBlocks(document).find((block) => block.type === 'sources');
      const listed = list?.items.map(({ number }) => number) ?? [];
      expect(listed).toEqual(listed.map((_, index) => index + 1));
      expect([...cited].sort((a, b) => a - b)).toEqual(listed);
    }
  });
});

describe('several subjects', () => {
  test('each begins a page, and the sources are listed once', () => {
    const document = compose('city', ['jakarta', 'bangkok', 'jakarta', 'yangon', 'vientiane'], 'en');
    expect(document.title).toBe('City brief: Jakarta, Bangkok, Yangon and others');
    expect(document.parts.map(({ startsPage }) => startsPage)).toEqual([false, true, true, true, false]);
    expect(allBlocks(document).filter(({ type }) => type === 'sources')).toHaveLength(1);
  });
});

describe('what is missing', () => {
  test('unknown is said as unknown', () => {
    const bare = {
      id: 'bare',
      kind: 'city' as const,
      visibility: 'public' as const,
      sources: [],
      createdAt: '',
      updatedAt: '',
    };
    const alone = readerOver([{ ...bare, name: { ja: '無名市' }, country: 'XX' }]);
    const document = composeBrief(
      collectBrief(
        { kind: 'city', ids: ['bare'], language: 'ja', audience: 'public' },
        alone,
        '2025-11-21',
        translateOrThrow('ja'),
      ),
    );
    const facts = allBlocks(document).find((block) => block.type === 'facts');
    expect(facts?.rows.map(({ value }) => value.map(plainText))).toEqual(Array(7).fill(['未確認']));
    expect(allLines(document).map(plainText)).toContain('掲載する情報はありません。');
  });

  test('follow-ups are only missed where they could be seen', () => {
    expect(headings(compose('city', ['jakarta'], 'ja', 'member'))).not.toContain('フォローアップ');
    expect(headings(compose('city', ['jakarta'], 'ja', 'government'))).toContain('フォローアップ');
  });
});
