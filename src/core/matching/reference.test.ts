import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatchingContext } from './context.ts';
import { randomRegistry } from './random-registry.fixture.ts';
import { rankColumns } from './score/forward.ts';
import { ruledOut } from './score/verdicts.ts';
import { defaultMatchingSettings } from './settings.ts';
import { withoutDictionary } from './text/segmenter.ts';
import { TextIndex } from './text/text-index.ts';
import { ngramWeightOf, type TextSettings } from './text/text-settings.ts';
import { tokenise } from './text/tokens.ts';

const settings = defaultMatchingSettings;

/** BM25F as it is written down, document by document, without any list that is kept. */
function plainScore(
  documents: readonly { title: string; body: string }[],
  document: number,
  query: string,
  text: TextSettings,
): number {
  const alpha = ngramWeightOf(text, 'en');
  const cut = (value: string, channel: 'words' | 'grams'): string[] =>
    tokenise(value, 'en', withoutDictionary)[channel];
  let score = 0;
  let bound = 0;
  for (const channel of ['words', 'grams'] as const) {
    const weight = channel === 'words' ? 1 : alpha;
    const common = channel === 'words' ? text.commonWords : text.commonGrams;
    const titles = documents.map(({ title }) => cut(title, channel));
    const bodies = documents.map(({ body }) => cut(body, channel));
    const average = (all: readonly string[][]): number =>
      all.reduce((sum, { length }) => sum + length, 0) / all.length || 1;
    const norm = (length: number, mean: number): number => 1 - text.b + (text.b * length) / mean;
    for (const term of cut(query, channel)) {
      const count = (list: readonly string[] | undefined): number =>
        (list ?? []).filter((other) => other === term).length;
      const containing = documents.filter(
        (_document, at) => count(titles[at]) + count(bodies[at]) > 0,
      ).length;
      const dropped = containing > Math.max(text.commonFloor, common * documents.length);
      const idf = Math.log(1 + (documents.length - containing + 0.5) / (containing + 0.5));
      const most = dropped ? 0 : idf * (text.k1 + 1);
      const frequency =
        (text.titleWeight * count(titles[document])) / norm(titles[document]?.length ?? 0, average(titles)) +
        count(bodies[document]) / norm(bodies[document]?.length ?? 0, average(bodies));
      score += (weight * most * frequency) / (text.k1 + frequency);
      bound += weight * most;
    }
  }
  return bound > 0 ? score / bound : 0;
}

describe('what is worked out for all at once', () => {
  it('is to the last digit what is worked out for each organisation by itself, also when asked again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const data = randomRegistry(seed);
        const context = new MatchingContext(data, {
          segmenter: withoutDictionary,
          settings,
          today: '2026-06-15',
        });
        for (const need of [...data.needs, ...data.needs]) {
          const query = context.query(context.partsOf(need));
          const { columns, passes, filter } = rankColumns(context, query, undefined);
          const judged = context.verdicts.of(query);
          for (const [position, profile] of context.organisations.profiles.entries()) {
            const raw = columns.text[position] as number;
            const row = context.scorer.scoreOne(query, profile, raw);
            expect(columns.scores[position]).toBe(row.score);
            const common = row.values[0] > 0 || row.values[1] > 0 || raw > 0;
            const allowed =
              filter.reasons(profile).length === 0 &&
              !ruledOut(judged.get(profile.organisation.id), undefined);
            expect(passes[position] === 1).toBe(common && allowed);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is for texts what the formula says, title and body, words and n-grams', () => {
    const words = fc
      .array(fc.constantFrom('river', 'rivers', 'bus', 'the', 'flood', 'sensor', 'drones'), { maxLength: 8 })
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: words, body: words }), { minLength: 1, maxLength: 6 }),
        words,
        (documents, query) => {
          const named = documents.map((document, at) => ({ ...document, id: String(at) }));
          const index = new TextIndex(named, 'en', withoutDictionary, settings.text);
          const scores = index.score(index.query(query));
          for (const at of documents.keys())
            expect(scores[at]).toBeCloseTo(plainScore(documents, at, query, settings.text), 12);
        },
      ),
      { numRuns: 100 },
    );
  });
});
