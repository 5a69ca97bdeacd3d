import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindField } from '#core/ledger/operation.ts';
import { validateRecord } from '#core/records/validateRecord.ts';
import { matches, parseQuery } from '#core/search/query.ts';
import { linksOf } from '#db/links.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import { checkRegistry } from '#host/system/check.ts';
import { resourcesDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { ours } from '../search/ours.ts';
import { questionsIn, scripts } from '../search/queries.ts';
import { compareWithTruth, Truth } from '../search/truth.ts';
import { readCorpus } from './corpus.ts';
import { draftsOf, fillRegistry } from './fillRegistry.ts';
import { searchTextsOf } from './searchTexts.ts';
import { syntheticPrefix, syntheticRecords, syntheticSource } from './syntheticRecords.ts';

const corpus = readCorpus(join(resourcesDirectory, 'data'));
const small = [...corpus.synthetic(400)];

describe('the load-test records', () => {
  it('are the same every time, and the first of more', () => {
    expect([...corpus.synthetic(400)]).toEqual(small);
    expect([...corpus.synthetic(450)].slice(0, 400)).toEqual(small);
    expect([...syntheticRecords(corpus.vocabulary, 'another seed', 400)]).not.toEqual(small);
  });

  it('say of themselves that they are no facts', () => {
    for (const { id, values } of small) {
      expect(id.startsWith(syntheticPrefix)).toBe(true);
      expect(values.sources).toEqual([{ title: syntheticSource }]);
    }
    expect(new Set(small.map(({ id }) => id)).size).toBe(small.length);
  });

  it('are valid, and point only to what was there before', () => {
    const known = new Set(corpus.bundled.map(({ id }) => id));
    for (const { id, kind, values } of small) {
      expect(() => validateRecord(kind, values, 'create', 'ja')).not.toThrow();
      const links = linksOf({ id, kind, visibility: 'public', values });
      expect(links.filter(({ toId }) => !known.has(toId))).toEqual([]);
      known.add(id);
    }
  });

  it('hold texts of every script', () => {
    const all = JSON.stringify(small.map(({ values }) => values));
    for (const script of ['Han', 'Hiragana', 'Thai', 'Khmer', 'Lao', 'Myanmar', 'Latin']) {
      expect(all).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    expect(all).toMatch(/[ăđơư]/);
  });

  it('become operations as the writer makes them', () => {
    const [first] = small;
    const drafts = first ? draftsOf(first) : [];
    expect(drafts[0]).toMatchObject({ field: kindField, value: first?.kind });
    expect(drafts.every(({ recordId, previous }) => recordId === first?.id && previous.length === 0)).toBe(
      true,
    );
    expect(drafts.length).toBeGreaterThan(5);
  });
});

describe('the questions', () => {
  it.each(scripts)('in $name are different, the same every time, and include single characters', (script) => {
    const questions = questionsIn(script, corpus.vocabulary, 220, 'test');
    expect(questionsIn(script, corpus.vocabulary, 220, 'test')).toEqual(questions);
    expect(new Set(questions).size).toBe(220);
    expect(questions).toEqual(expect.arrayContaining([...script.must]));
    expect(questions.filter((question) => Array.from(question).length === 1).length).toBeGreaterThan(5);
  });
});

describe('a registry filled with them', () => {
  it('is sound, and search finds all that the texts hold, in every script', async () => {
    const services = await temporaryRegistry();
    const { records, operations } = fillRegistry(services.store, small);
    expect(records).toBe(small.length);
    expect(operations).toBeGreaterThan(small.length * 5);
    expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });

    const searchable = searchTextsOf([...corpus.bundled, ...small]);
    const truth = new Truth(searchable);
    const engine = ours(services, searchable);
    for (const script of scripts) {
      const questions = questionsIn(script, corpus.vocabulary, 60, 'test');
      const { wanted, found } = compareWithTruth(truth, questions, engine.find);
      expect(wanted).toBeGreaterThan(questions.length);
      expect(found, script.name).toBe(wanted);
      // The total shown is the number that the index finds, also where not all matches are weighed.
      for (const question of questions) expect(engine.ask(question).total).toBe(engine.find(question).size);
    }
  });

  it('gives every match exactly once, page after page', async () => {
    const services = await temporaryRegistry();
    fillRegistry(services.store, small);
    const request = { text: 'の', kinds: [], audience: 'private' } as const;
    const page = (offset: number, limit: number) =>
      searchRecords(services.store.statements, { ...request, offset, limit });
    const { total, items } = page(0, 5000);
    expect(items).toHaveLength(total);
    expect(new Set(items.map(({ id }) => id)).size).toBe(total);
    const pages = Array.from({ length: Math.ceil(total / 100) }, (_, index) => page(index * 100, 100).items);
    expect(pages.flat().map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });
});

describe('the truth that answers are compared with', () => {
  it('is what `matches` says of each text', () => {
    const records = [
      { id: 'a', texts: ['内水氾濫', 'Flood of the city'] },
      { id: 'b', texts: ['水位', 'ระบบจัดการน้ำท่วม'] },
      { id: 'c', texts: ['Đà Nẵng'] },
    ];
    const truth = new Truth(records);
    for (const question of ['水', '水位', 'น้ำ', 'da', 'ang', 'flood city', '氾 flood', 'い', '"']) {
      const words = parseQuery(question).words;
      const expected = records.flatMap(({ texts }, index) =>
        words.length > 0 && words.every((word) => texts.some((text) => matches(text, { words: [word] })))
          ? [index]
          : [],
      );
      expect([...truth.find(question)], question).toEqual(expected);
    }
  });
});
