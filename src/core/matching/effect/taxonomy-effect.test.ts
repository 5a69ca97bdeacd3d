import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIntlSegmenter, createMatchingEngine, type MatchingData, nameProblems } from '../index.ts';
import { randomRegistry } from '../random-registry.fixture.ts';

const segmenter = createIntlSegmenter('test');
const engineOf = (data: MatchingData) => createMatchingEngine(data, { segmenter, today: '2026-06-15' });
const registry = fc.integer({ min: 0, max: 1_000_000 }).map((seed) => randomRegistry(seed));

/** The registry with one technology renamed, unlinked or given a synonym. */
function edited(data: MatchingData, pick: number, edit: 'unlink' | 'synonym' | 'rename'): MatchingData {
  const technologies = data.concepts.filter(({ type }) => type === 'technology');
  const target = technologies[pick % technologies.length];
  const word = data.needs
    .flatMap(({ title }) => (title?.en ?? '').split(/\W+/))
    .find((each) => each.length > 4);
  return {
    ...data,
    concepts: data.concepts.map((concept) =>
      concept.id !== target?.id
        ? concept
        : edit === 'unlink'
          ? { ...concept, addresses: [], broader: [] }
          : edit === 'synonym'
            ? { ...concept, synonyms: { ...concept.synonyms, en: [word ?? 'nothing'] } }
            : { ...concept, label: { en: 'Zzyzx' }, synonyms: {} },
    ),
  };
}

describe('the effect of an edit of the taxonomy', () => {
  it('is nothing where nothing was edited', () => {
    fc.assert(
      fc.property(registry, (data) => {
        const effect = engineOf(data).effectOf(engineOf({ ...data, concepts: [...data.concepts].reverse() }));
        expect(effect).toMatchObject({ demands: [], organisations: [], readings: [], changedDemands: 0 });
        expect(effect.before).toEqual(effect.after);
      }),
      { numRuns: 15 },
    );
  });

  it('is what the rankings themselves say before and after, and leaves no changed row out', () => {
    fc.assert(
      fc.property(
        registry,
        fc.nat(),
        fc.constantFrom('unlink' as const, 'synonym' as const, 'rename' as const),
        (data, pick, edit) => {
          const before = engineOf(data);
          const after = engineOf(edited(data, pick, edit));
          const { demands } = before.effectOf(after, { depth: 20, limit: 1000 });
          const bare = { limit: 1000, counterfactuals: false, outlook: false };
          for (const { id } of data.needs.filter(({ state }) => state !== 'covered')) {
            const was = before.matchNeed(id, bare)?.items ?? [];
            const is = after.matchNeed(id, bare)?.items ?? [];
            const moves = new Map(
              demands
                .find(({ needId }) => needId === id)
                ?.moves.map((move) => [move.organisationId, move] as const),
            );
            for (const { organisationId } of [...was.slice(0, 20), ...is.slice(0, 20)]) {
              const place = (rows: typeof was) => {
                const row = rows.find((each) => each.organisationId === organisationId);
                return row && { rank: row.rank, score: row.score };
              };
              const move = moves.get(organisationId);
              if (move) expect([move.before, move.after]).toEqual([place(was), place(is)]);
              else {
                expect(place(is)?.rank).toBe(place(was)?.rank);
                expect(place(is)?.score ?? 0).toBeCloseTo(place(was)?.score ?? 0, 10);
              }
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('names what texts are newly found to hold, with the place, and what they no longer hold', () => {
    const data = randomRegistry(3);
    const [technology] = data.concepts.filter(({ type }) => type === 'technology');
    const need = {
      id: 'need.read',
      city: data.cities[0]?.id ?? '',
      title: { en: 'Wanted: a fuddlestick for the harbour' },
    };
    const before = { ...data, needs: [...data.needs, need] };
    const after = {
      ...before,
      concepts: before.concepts.map((concept) =>
        concept === technology ? { ...concept, synonyms: { en: ['fuddlestick'] } } : concept,
      ),
    };
    const found = engineOf(before).effectOf(engineOf(after));
    expect(found.readings).toContainEqual(
      expect.objectContaining({
        change: 'found',
        kind: 'need',
        id: 'need.read',
        conceptId: technology?.id,
        text: 'fuddlestick',
        start: 10,
        end: 21,
      }),
    );
    expect(found.demands.find(({ needId }) => needId === 'need.read')?.gained).toEqual([technology?.id]);
    const lost = engineOf(after).effectOf(engineOf(before));
    expect(lost.readings.map(({ change }) => change)).toEqual(
      found.readings.map(({ change }) => (change === 'found' ? 'lost' : 'found')),
    );
  });
});

describe('a new name', () => {
  const level = { id: 'tech.level', type: 'technology', label: { en: 'Water-level sensor' } };
  const flood = { id: 'ch.flood', type: 'challenge', label: { en: 'Flooding', ja: '洪水' } };

  it('is questioned when another concept has it, however it is written, or when it is too short', () => {
    const draft = { ...level, synonyms: { en: ['FLOODING', 'x'], ja: ['洪水', '水'] } };
    expect(nameProblems(level, draft, [level, flood]).map(({ problem, name }) => [problem, name])).toEqual([
      ['shared', 'FLOODING'],
      ['tooShort', 'x'],
      ['shared', '洪水'],
      ['tooShort', '水'],
    ]);
  });

  it('is let alone when it was there before, or stands on a concept that texts are not searched for', () => {
    expect(nameProblems(flood, flood, [level, flood])).toEqual([]);
    const asset = { id: 'da.level', type: 'data-asset', label: { en: 'Flooding' } };
    expect(nameProblems(undefined, asset, [level, flood])).toEqual([]);
  });
});
