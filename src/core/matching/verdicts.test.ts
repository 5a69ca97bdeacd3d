import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIntlSegmenter, createMatchingEngine, type MatchingData, type VerdictRecord } from './index.ts';
import { randomRegistry } from './random-registry.fixture.ts';

const segmenter = createIntlSegmenter('test');
const registry = fc.integer({ min: 0, max: 1_000_000 }).map((seed) => randomRegistry(seed));
const all = { limit: 1000, listFiltered: true };
const runs = { numRuns: 8 };

function engineOf(data: MatchingData) {
  return createMatchingEngine(data, { segmenter, today: '2026-06-15' });
}

function withVerdicts(data: MatchingData, ...verdicts: readonly Omit<VerdictRecord, 'visibility'>[]) {
  return { ...data, verdicts };
}

/** A need that is asked for and the organisation that comes first for it; undefined where nobody does. */
function firstOf(data: MatchingData) {
  for (const need of data.needs) {
    const answer = engineOf(withVerdicts(data)).matchNeed(need.id, all);
    const [first] = answer?.items ?? [];
    if (answer && first) return { need, first, answer };
  }
  return undefined;
}

describe('what people say about a match', () => {
  it('never changes a score, a rank among those that stay, or a hash of the settings', () => {
    fc.assert(
      fc.property(registry, (data) => {
        const plain = engineOf(withVerdicts(data));
        const judged = engineOf(data);
        for (const { id } of data.needs) {
          const before = new Map(plain.matchNeed(id, all)?.items.map((row) => [row.organisationId, row]));
          const after = judged.matchNeed(id, all)?.items ?? [];
          for (const row of after) {
            expect(row.score).toBe(before.get(row.organisationId)?.score);
            expect(row.parts).toEqual(before.get(row.organisationId)?.parts);
          }
          const order = [...before.keys()].filter((key) => after.some((row) => row.organisationId === key));
          expect(after.map((row) => row.organisationId)).toEqual(order);
        }
      }),
      runs,
    );
  });

  it('a veto takes exactly that row out, and the list of those left out says why', () => {
    fc.assert(
      fc.property(registry, (data) => {
        const found = firstOf(data);
        if (!found) return;
        const { need, first, answer } = found;
        const reason = { ja: '前回の調査で辞退' };
        const veto = {
          id: 'v',
          verdict: 'vetoed',
          need: need.id,
          organisation: first.organisationId,
          reason,
        };
        const after = engineOf(withVerdicts(data, veto)).matchNeed(need.id, all);
        expect(after?.items.map((row) => row.organisationId)).toEqual(
          answer.items.slice(1).map((row) => row.organisationId),
        );
        const row = after?.filtered.find((each) => each.organisationId === first.organisationId);
        expect(row?.reasons).toContain('vetoed');
        expect(row?.verdicts).toEqual([{ id: 'v', verdict: 'vetoed', reason }]);
        const teams = engineOf(withVerdicts(data, veto)).matchTeam([need.id]);
        expect(JSON.stringify(teams?.items ?? [])).not.toContain(first.organisationId);
        const demands = engineOf(withVerdicts(data, veto)).matchOrganisation(first.organisationId, all);
        expect(demands?.items.some((item) => item.needId === need.id)).toBe(false);
      }),
      runs,
    );
  });

  it('stands until it is withdrawn, whatever is said later; other verdicts give way to the latest', () => {
    const data = randomRegistry(7);
    const found = firstOf(data);
    if (!found) throw new Error('Nobody fits');
    const { need, first } = found;
    const about = { need: need.id, organisation: first.organisationId };
    const early = { id: 'a', date: '2026-01-10', ...about };
    const late = { id: 'b', date: '2026-02-10', ...about };
    const ask = (...verdicts: VerdictRecord[]) =>
      engineOf(withVerdicts(data, ...verdicts))
        .matchNeed(need.id, { ...all, constraints: { hiddenVerdicts: ['not-relevant'] } })
        ?.items.find((row) => row.organisationId === first.organisationId);
    expect(ask({ ...early, verdict: 'vetoed' }, { ...late, verdict: 'in-talks' })).toBeUndefined();
    expect(ask({ ...early, verdict: 'in-talks' }, { ...late, verdict: 'not-relevant' })).toBeUndefined();
    const kept = ask({ ...early, verdict: 'not-relevant' }, { ...late, verdict: 'in-talks' });
    expect(kept?.verdict).toBe('in-talks');
    expect(kept?.verdicts?.map((note) => note.id)).toEqual(['a', 'b']);
  });

  it('on a city holds for all of its needs; one that names no question holds everywhere', () => {
    const data = randomRegistry(7);
    const found = firstOf(data);
    if (!found) throw new Error('Nobody fits');
    const { need, first } = found;
    const organisation = first.organisationId;
    for (const scope of [{ city: need.city ?? '' }, {}]) {
      const engine = engineOf(withVerdicts(data, { id: 'v', verdict: 'vetoed', organisation, ...scope }));
      const row = engine.matchNeed(need.id, all)?.items.find((item) => item.organisationId === organisation);
      expect(row).toBeUndefined();
    }
    const elsewhere = engineOf(
      withVerdicts(data, { id: 'v', verdict: 'vetoed', organisation, city: 'no such city' }),
    );
    expect(elsewhere.matchNeed(need.id, all)?.items[0]?.organisationId).toBe(organisation);
  });

  it('about a solution is about who offers it', () => {
    const data = randomRegistry(7);
    const [solution] = data.solutions;
    const [need] = data.needs;
    if (!solution || !need) throw new Error('Empty registry');
    const verdict = { id: 'v', verdict: 'vetoed', need: need.id, solution: solution.id };
    const answer = engineOf(withVerdicts(data, verdict)).matchNeed(need.id, all);
    const row = answer?.filtered.find((each) => each.organisationId === solution.organisation);
    expect(row?.reasons).toContain('vetoed');
  });

  it('on a roll-out is kept as a case that other cities are compared with, without moving any score', () => {
    const data = randomRegistry(11);
    const study = data.studies.find(
      (each) => (engineOf(withVerdicts(data)).matchRollout(each.id)?.total ?? 0) > 2,
    );
    if (!study) throw new Error('No study can be carried over');
    const before = engineOf(withVerdicts(data)).matchRollout(study.id, { limit: 100 });
    const [first, second] = before?.items ?? [];
    const verdict = { id: 'v', verdict: 'relevant', study: study.id, city: first?.cityId ?? '' };
    const after = engineOf(withVerdicts(data, verdict)).matchRollout(study.id, { limit: 100 });
    expect(after?.items.map(({ cityId, score }) => [cityId, score])).toEqual(
      before?.items.map(({ cityId, score }) => [cityId, score]),
    );
    expect(after?.items[0]).toMatchObject({ cityId: first?.cityId, verdict: 'relevant' });
    expect(after?.items[0]).not.toHaveProperty('keptCase');
    const other = after?.items.find((row) => row.cityId === second?.cityId);
    expect(other?.keptCase).toMatchObject({ cityId: first?.cityId, verdictId: 'v', verdict: 'relevant' });
    expect(other?.keptCase?.similarity).toBeGreaterThanOrEqual(0);
    expect(other?.keptCase?.similarity).toBeLessThanOrEqual(1);
    const vetoed = engineOf(withVerdicts(data, { ...verdict, verdict: 'vetoed' })).matchRollout(study.id);
    expect(vetoed?.filtered.find((row) => row.cityId === first?.cityId)?.reasons).toEqual(['vetoed']);
  });
});
