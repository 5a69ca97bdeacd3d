import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unknownJudgements } from './collections/collection.ts';
import { readCollections } from './collections/read.ts';
import { measureRanking } from './metrics.ts';
import { lossOf, pairLosses } from './pair-loss.ts';
import { fts5 } from './peers/fts5.ts';
import { lunrRanker } from './peers/lunr.ts';
import { miniSearch } from './peers/minisearch.ts';
import { ours } from './peers/ours.ts';
import { winkRanker } from './peers/wink.ts';
import { pairedDifference, rankCollection } from './rank-collection.ts';
import { bootstrapInterval, shuffleTest } from './resampling.ts';
import { solveSetCover } from './team-report.ts';
import { Unreadable } from './unreadable.ts';

const folder = mkdtempSync(join(tmpdir(), 'matching-bench-'));
/** The files that the pages about matching begin with. */
const examples = join(import.meta.dirname, 'examples');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(directory: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, directory);
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const plain = {
  language: 'en',
  documents: [
    { id: 1, title: 'Bridges', text: 'Steel bridges over wide rivers' },
    { id: 2, text: 'Sewage treatment plants in small towns' },
    { id: 3, text: 'Solar lamps along harbour roads' },
    { id: 4, text: 'Bus tickets and fares in the capital' },
  ],
  queries: [
    { id: 'a', text: 'bridge over a river' },
    { id: 'b', text: 'treating sewage' },
  ],
  judgements: [
    { query: 'a', document: 1, grade: 2 },
    { query: 'b', document: 2 },
  ],
};

describe('collections', () => {
  it('reads SMART files whose judgements count the queries in file order, with Cranfield grades', () => {
    const path = put('cran', {
      'cran.all': '.I 1\n.T\nwing flow\n.A\nx\n.W\nabout wings\n.I 2\n.T\nheat\n.W\nabout heat\n',
      'cran.qry': '.I 001\n.W\nwings\n.I 004\n.W\nheat .\n',
      cranqrel: '1 1 2\n2 2 -1\n2 1 4\n',
    });
    const [collection] = readCollections(path);
    expect(collection?.documents).toEqual([
      { id: '1', title: 'wing flow', text: 'about wings' },
      { id: '2', title: 'heat', text: 'about heat' },
    ]);
    expect([...(collection?.judgements.get('004') ?? [])]).toEqual([
      ['2', 1],
      ['1', 1],
    ]);
    expect(collection?.judgements.get('001')?.get('1')).toBe(3);
  });

  it('reads SQuAD as retrieval of the own paragraph', () => {
    const squad = {
      data: [
        {
          paragraphs: [
            { context: '川の水位', qas: [{ id: 'q', question: '水位は?' }] },
            { context: '橋', qas: [] },
          ],
        },
      ],
    };
    const [collection] = readCollections(put('squad', { 'x.ja.json': JSON.stringify(squad) }));
    expect(collection?.language).toBe('ja');
    expect(collection?.documents.length).toBe(2);
    expect(collection?.judgements.get('q')?.get('p0')).toBe(1);
  });

  it('reads line-by-line JSON with judgements, and classic TREC', () => {
    const [lines] = readCollections(
      put('lines', {
        'corpus.jsonl': '{"_id":"d1","title":"t","text":"rivers and bridges"}\n',
        'queries.jsonl': '{"_id":"q1","text":"bridges"}\n{"_id":"q2","text":"not judged"}\n',
        'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t1\n',
      }),
    );
    expect(lines?.queries.map((query) => query.id)).toEqual(['q1']);
    expect(lines?.judgements.get('q1')?.get('d1')).toBe(1);
    const [trec] = readCollections(
      put('trec', {
        'docs.sgml': '<DOC>\n<DOCNO> A1 </DOCNO>\n<TITLE>Rivers</TITLE>\n<TEXT>wide rivers</TEXT>\n</DOC>\n',
        'topics.txt': '<top>\n<num> Number: 7\n<title> rivers\n<desc> Description:\n wide\n</top>\n',
        qrels: '7 0 A1 1\n',
      }),
    );
    expect(trec?.documents).toEqual([{ id: 'A1', title: 'Rivers', text: 'wide rivers' }]);
    expect(trec?.queries).toEqual([{ id: '7', text: 'rivers' }]);
    expect(trec?.judgements.get('7')?.get('A1')).toBe(1);
  });

  it('reads the examples: which document for which question, and which expert for which paper', () => {
    const [documents] = readCollections(join(examples, 'documents.json'));
    const [experts] = readCollections(join(examples, 'experts.json'));
    if (!documents || !experts) throw new Error('no examples');
    expect(rankCollection(documents, ours(), 10).hit1).toBe(1);
    expect(experts.judgements.get('q2')).toEqual(
      new Map([
        ['nguyen', 3.5],
        ['tanaka', 0],
      ]),
    );
    expect(pairLosses(experts).map(({ loss }) => loss)).toEqual([0, 0, 0, 0]);
  });

  it('says so when there is nothing to read', () => {
    expect(() => readCollections(put('empty', {}))).toThrow(/No collection/);
    expect(() => readCollections(join(folder, 'missing'))).toThrow(/No such/);
  });
});

describe('rankers', () => {
  const [collection] = readCollections(put('plain', { 'plain.json': JSON.stringify(plain) }));
  it.each([
    ours(),
    fts5('unicode61'),
    fts5('porter unicode61'),
    lunrRanker,
    winkRanker,
    miniSearch(false),
    miniSearch(true),
  ])('$name puts the right page first', (factory) => {
    if (!collection) throw new Error('no collection');
    const result = rankCollection(collection, factory);
    expect(result.perQuery.length).toBe(2);
    expect(result.perQuery[0]?.hit1).toBe(1);
    expect(pairedDifference(result, result).difference).toBe(0);
  });
});

describe('figures', () => {
  it('agree with hand-worked values', () => {
    const gains = new Map([
      ['a', 3],
      ['b', 1],
      ['x', 0],
    ]);
    const figures = measureRanking(['x', 'a', 'y', 'b'], gains);
    expect(figures.averagePrecision).toBeCloseTo((1 / 2 + 2 / 4) / 2, 12);
    expect(figures.reciprocalRank).toBe(0.5);
    expect(figures.hit1).toBe(0);
    const ideal = 3 / Math.log2(2) + 1 / Math.log2(3);
    expect(figures.ndcg10).toBeCloseTo((3 / Math.log2(3) + 1 / Math.log2(5)) / ideal, 12);
  });

  it('come with intervals around the mean, and a test that knows no difference from a clear one', () => {
    const values = Array.from({ length: 200 }, (_value, index) => (index % 4 === 0 ? 1 : 0));
    const [low, high] = bootstrapInterval(values);
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.25);
    expect(shuffleTest(values.map((_value, index) => (index % 2 === 0 ? 0.1 : -0.1)))).toBeGreaterThan(0.5);
    expect(shuffleTest(values.map(() => 0.1))).toBeLessThan(0.01);
  });
});

describe('set cover through the team solver', () => {
  it('is solved from JSON and from the OR-Library form', () => {
    const json = put('cover', {
      'cover.json': JSON.stringify({
        elements: ['a', 'b', 'c', 'd'],
        sets: [
          { id: 'all', cost: 9, elements: ['a', 'b', 'c', 'd'] },
          { id: 'left', cost: 3, elements: ['a', 'b'] },
          { id: 'right', cost: 4, elements: ['c', 'd'] },
          { id: 'one', cost: 1, elements: ['d'] },
        ],
      }),
      // 3 rows, 4 columns, costs, then the covering columns of each row.
      'scp.txt': ' 3 4\n 2 3 3 4\n 2\n 1 2\n 2\n 2 3\n 2\n 3 4\n',
    });
    const cover = solveSetCover(join(json, 'cover.json'), 1000);
    expect(cover.cost).toBe(7);
    expect([...cover.chosen].sort()).toEqual(['left', 'right']);
    expect(cover.optimal).toBe(true);
    const scp = solveSetCover(join(json, 'scp.txt'), 1000);
    expect(scp.cost).toBe(5);
    expect([...scp.chosen].sort()).toEqual(['1', '3']);
    expect(scp.uncoverable).toEqual([]);
  });

  it('is the same in both forms of the example', () => {
    for (const name of ['set-cover.json', 'set-cover.scp.txt']) {
      const { cost, optimal, covered } = solveSetCover(join(examples, name), 1000);
      expect({ cost, optimal, covered }).toEqual({ cost: 6, optimal: true, covered: 4 });
    }
  });

  it('that cannot be covered names what no set contains, and is never called optimal', () => {
    const files = put('uncoverable', {
      'named.json': JSON.stringify({
        elements: ['a', 'b', 'c'],
        sets: [{ id: 's', cost: 1, elements: ['a'] }],
      }),
      'counted.json': JSON.stringify({ elements: 3, sets: [['2']] }),
      // 2 rows, 1 column; the second row is covered by none.
      'scp.txt': ' 2 1\n 4\n 1\n 1\n 0\n',
    });
    const named = solveSetCover(join(files, 'named.json'), 1000);
    expect(named).toMatchObject({
      covered: 1,
      uncoverable: ['b', 'c'],
      optimal: false,
      optimalForRest: true,
    });
    const counted = solveSetCover(join(files, 'counted.json'), 1000);
    expect(counted).toMatchObject({ elements: 3, covered: 1, optimal: false });
    expect(counted.uncoverable).toHaveLength(2);
    expect(solveSetCover(join(files, 'scp.txt'), 1000)).toMatchObject({ uncoverable: ['2'], optimal: false });
  });
});

it('counts judgements of documents that the collection does not have', () => {
  const judgements = [...plain.judgements, { query: 'a', document: 'x9' }, { query: 'b', document: 'x8' }];
  const [collection] = readCollections(
    join(put('unknown', { 'plain.json': JSON.stringify({ ...plain, judgements }) }), 'plain.json'),
  );
  expect(collection && unknownJudgements(collection)).toEqual({ count: 2, of: 4, first: 'x9' });
});

describe('experts with several works', () => {
  const experts = {
    language: 'en',
    documents: [
      { id: 'w1', expert: 'river', title: 'Steel bridges', text: 'Bridges over wide rivers' },
      { id: 'w2', expert: 'river', text: 'Floods of rivers in the delta' },
      { id: 'w3', expert: 'road', text: 'Solar lamps along harbour roads' },
    ],
    queries: [
      { id: 'bridge', title: 'A bridge', text: 'over a flooded river' },
      { id: 'lamp', text: 'solar lamps' },
      { id: 'bus', text: 'tickets' },
    ],
    judgements: [
      { query: 'bridge', expert: 'river', grade: 5 },
      { query: 'lamp', expert: 'river', grade: 1.5 },
      { query: 'bus', expert: 'river', grade: 1 },
      { query: 'lamp', reviewer: 'road', grade: 4.5 },
      { query: 'bridge', document: 'w3', grade: 2 },
    ],
    relevantFrom: 4,
  };
  const read = (value: unknown) =>
    readCollections(join(put('experts', { 'experts.json': JSON.stringify(value) }), 'experts.json'))[0];

  it('are ranked as one, judged by grade, and what is below relevant counts for pairs only', () => {
    const collection = read(experts);
    if (!collection) throw new Error('no collection');
    expect(unknownJudgements(collection).count).toBe(0);
    expect([...(collection.judgements.get('bridge') ?? [])]).toEqual([
      ['river', 5],
      ['road', 0],
    ]);
    expect(rankCollection(collection, ours())).toMatchObject({ map: 1, hit1: 1 });
    // river: bridge before lamp and bus; those two are alike for it, so half of their difference is lost.
    const lost = 0.5 / 2;
    const whole = 3.5 + 4 + 0.5 + 2.5;
    const losses = pairLosses(collection);
    expect(losses.map(({ within, pairs }) => [within, pairs])).toEqual([
      ['expert', 4],
      ['query', 2],
      ['expert', 4],
      ['query', 2],
    ]);
    for (const { within, loss } of losses)
      expect(loss).toBeCloseTo(within === 'expert' ? lost / whole : 0, 12);
  });

  it('may also be the queries, each with the texts of its works', () => {
    const collection = read({
      documents: experts.queries,
      queries: [{ id: 'river', texts: ['Bridges over wide rivers', 'Floods of rivers'] }],
      judgements: { river: { bridge: 5, lamp: 2, bus: 1 } },
      language: 'en',
    });
    const [loss] = (collection && pairLosses(collection)) ?? [];
    expect(loss).toMatchObject({ within: 'query', pairs: 3, loss: 0.5 / 8 });
  });

  it('are compared by titles more than by the rest, on either side', () => {
    const grades = { judgements: { river: { told: 5, mentioned: 1 } }, language: 'en' };
    const papers = [
      { id: 'mentioned', title: 'Lamps', text: 'by a bridge' },
      { id: 'told', title: 'A bridge', text: 'with lamps' },
    ];
    const works = [{ title: 'Bridge', text: 'lamps' }, 'rivers'];
    const lossWith = (query: unknown) => {
      const collection = read({
        ...grades,
        documents: papers,
        queries: [{ id: 'river', ...(query as object) }],
      });
      return collection && pairLosses(collection)[0]?.loss;
    };
    expect(lossWith({ texts: works })).toBe(0);
    expect(lossWith({ title: 'Bridge', text: 'lamps' })).toBe(0);
    expect(lossWith({ texts: [{ title: 'Lamps', text: 'bridge' }] })).toBe(1);
  });

  it('lose the difference of a wrong order, half of it for a tie, nothing for equal grades', () => {
    const judged = (...rows: [grade: number, score: number][]) =>
      rows.map(([grade, score]) => ({ grade, score }));
    expect(lossOf(judged([5, 0.1], [2, 0.9]))).toEqual({ lost: 3, whole: 3, pairs: 1 });
    expect(lossOf(judged([5, 0.4], [4.5, 0.4]))).toEqual({ lost: 0.25, whole: 0.5, pairs: 1 });
    expect(lossOf(judged([3, 0.1], [3, 0.9]))).toEqual({ lost: 0, whole: 0, pairs: 0 });
    const nobody = { ...experts, judgements: [{ query: 'bridge', grade: 1 }] };
    expect(() => read(nobody)).toThrow(/A judgement names a document or an expert|judgements/);
  });
});

describe('a file that cannot be used', () => {
  const refused = (name: string, text: string, read: (path: string) => unknown) =>
    expect(() => read(join(put('hostile', { [name]: text }), name)), name);

  it('is named in one line with what is wrong, whether a collection …', () => {
    refused('broken.json', '{ not json', readCollections).toThrow(/broken\.json: /);
    refused('shape.json', '{"documents":"no","queries":[]}', readCollections).toThrow(
      /documents: Invalid input/,
    );
    refused('other.json', '[1, 2]', readCollections).toThrow(/No collection/);
    const empty = { documents: [], queries: [], judgements: [] };
    refused('empty.json', JSON.stringify(empty), readCollections).toThrow(/no documents/);
    const unjudged = { ...empty, documents: [{ id: 1, text: 'x' }], queries: [{ id: 'a', text: 'x' }] };
    refused('unjudged.json', JSON.stringify(unjudged), readCollections).toThrow(/no query/);
    const strange = { ...plain, judgements: [{ query: 'a', document: 77 }] };
    refused('strange.json', JSON.stringify(strange), readCollections).toThrow(
      /none of the 1 judged documents of strange is among its documents/,
    );
    expect(() => readCollections(join(folder, 'never.json'))).toThrow(Unreadable);
  });

  it('… or an instance for the team solver', () => {
    const solve = (path: string) => solveSetCover(path, 1_000);
    refused('words.txt', 'hello world', solve).toThrow(/numbers expected/);
    refused('short.txt', '3 2 1', solve).toThrow(/ends too early/);
    refused('none.json', '{"elements":["a"],"sets":[]}', solve).toThrow(/there are no sets/);
    const negative = { elements: ['a'], sets: [{ id: 's', cost: -2, elements: ['a'] }] };
    const foreign = { elements: ['a'], sets: [{ id: 's', elements: ['a', 'z'] }] };
    refused('foreign.json', JSON.stringify(foreign), solve).toThrow(
      /Set s names z, which is not among the elements/,
    );
    refused('column.txt', '1 1 2 1 7', solve).toThrow(/Row 1 names column 7 of 1/);
    refused('negative.json', JSON.stringify(negative), solve).toThrow(/cost of set s/);
    expect(() => solve(join(folder, 'never.json'))).toThrow(Unreadable);
  });
});
