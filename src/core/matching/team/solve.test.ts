import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverableMusts,
  coveredMusts,
  type Distinctness,
  isAllowed,
  mustValue,
  type TeamProblem,
  teamValue,
} from './problem.ts';
import { greedyTeam, solveTeam } from './solve.ts';

const LIMITS = { exactCandidates: 300, nodeLimit: 1_000_000 };
const ASSETS = 4;

const strength = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 20 }).map((value) => value / 20),
);

function problems(most: number): fc.Arbitrary<TeamProblem> {
  return fc.integer({ min: 1, max: 6 }).chain((elements) =>
    fc
      .record({
        weights: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: elements, maxLength: elements }),
        must: fc.array(fc.boolean(), { minLength: elements, maxLength: elements }),
        candidates: fc.array(
          fc.record({
            coverage: fc.array(strength, { minLength: elements, maxLength: elements }),
            cost: fc.integer({ min: 0, max: 10 }).map((value) => value / 50),
            hub: fc.oneof(
              fc.constant(0),
              fc.integer({ min: 0, max: 10 }).map((value) => value / 40),
            ),
            produces: fc.uniqueArray(fc.integer({ min: 0, max: ASSETS - 1 }), { maxLength: 2 }),
            consumes: fc.uniqueArray(fc.integer({ min: 0, max: ASSETS - 1 }), { maxLength: 2 }),
          }),
          { minLength: 1, maxLength: most },
        ),
        conflict: fc.option(fc.tuple(fc.nat(most), fc.nat(most)), { nil: undefined }),
        forced: fc.option(fc.nat(most), { nil: undefined, freq: 3 }),
        maximum: fc.integer({ min: 1, max: 5 }),
        linkValue: fc.constantFrom(0, 0.03, 0.1),
        duplicatePenalty: fc.constantFrom(0, 0.25, 0.6),
      })
      .map((raw) => {
        const size = raw.candidates.length;
        const [a, b] = raw.conflict ? [raw.conflict[0] % size, raw.conflict[1] % size] : [0, 0];
        const total = Math.max(
          1,
          raw.weights.reduce((sum, weight) => sum + weight, 0),
        );
        return {
          weights: Float64Array.from(raw.weights, (weight) => weight / total),
          must: raw.must,
          candidates: raw.candidates.map((candidate, index) => ({
            ...candidate,
            coverage: Float64Array.from(candidate.coverage),
            conflicts: a === b ? [] : index === a ? [b] : index === b ? [a] : [],
          })),
          maximum: raw.maximum,
          coverThreshold: 0.15,
          strongThreshold: 0.5,
          duplicatePenalty: raw.duplicatePenalty,
          linkValue: raw.linkValue,
          assetCount: ASSETS,
          forced: raw.forced === undefined ? [] : [raw.forced % size],
        };
      }),
  );
}

function bruteForce(problem: TeamProblem, distinct?: Distinctness): number | undefined {
  const size = problem.candidates.length;
  const needed = coverableMusts(problem).length;
  let strict: number | undefined;
  let relaxed: { covered: number; value: number } | undefined;
  for (let mask = 1; mask < 2 ** size; mask += 1) {
    const members = Array.from({ length: size }, (_value, index) => index).filter(
      (index) => (mask >> index) & 1,
    );
    if (!isAllowed(problem, members, distinct)) continue;
    const value = teamValue(problem, members);
    const covered = coveredMusts(problem, members);
    if (covered === needed && (strict === undefined || value > strict)) strict = value;
    if (!relaxed || covered > relaxed.covered || (covered === relaxed.covered && value > relaxed.value))
      relaxed = { covered, value };
  }
  return strict ?? relaxed?.value;
}

describe('the team solver', () => {
  it('equals brute force up to twelve candidates, hub, links, musts, conflicts and forced members included', () => {
    fc.assert(
      fc.property(problems(12), (problem) => {
        const expected = bruteForce(problem);
        const found = solveTeam(problem, LIMITS);
        if (expected === undefined) {
          expect(found).toBeUndefined();
          return;
        }
        expect(found?.value).toBeCloseTo(expected, 9);
        expect(found?.optimal).toBe(true);
        expect(isAllowed(problem, found?.members ?? [])).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is never worse than greedy, and the bound is never below the best', () => {
    fc.assert(
      fc.property(problems(12), (problem) => {
        const exact = solveTeam(problem, LIMITS);
        const greedy = greedyTeam(problem);
        const expected = bruteForce(problem);
        if (!greedy || !exact || expected === undefined) return;
        const worth = (members: readonly number[]): number =>
          teamValue(problem, members) + mustValue(problem) * coveredMusts(problem, members);
        expect(worth(exact.members)).toBeGreaterThanOrEqual(worth(greedy.members) - 1e-9);
        if (greedy.mustsRelaxed === exact.mustsRelaxed)
          expect(greedy.bound).toBeGreaterThanOrEqual(exact.value - 1e-9);
        const stopped = solveTeam(problem, { exactCandidates: 300, nodeLimit: 3 });
        if (stopped && stopped.mustsRelaxed === exact.mustsRelaxed) {
          expect(stopped.bound).toBeGreaterThanOrEqual(exact.value - 1e-9);
          expect(stopped.value).toBeLessThanOrEqual(stopped.bound + 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds the best among clearly different teams', () => {
    fc.assert(
      fc.property(problems(9), (problem) => {
        const first = solveTeam(problem, LIMITS);
        if (!first) return;
        const distinct: Distinctness = {
          teams: [first.members],
          shared: [Math.max(problem.forced.length, Math.floor(first.members.length / 2))],
        };
        const expected = bruteForce(problem, distinct);
        const second = solveTeam(problem, LIMITS, distinct);
        if (expected === undefined) expect(second).toBeUndefined();
        else expect(second?.value).toBeCloseTo(expected, 9);
      }),
      { numRuns: 150 },
    );
  });

  it('covers everything at the least whole cost, and a search that is stopped says how far off it may be', () => {
    const covers = fc.integer({ min: 1, max: 6 }).chain((elements) =>
      fc
        .array(
          fc.record({
            cost: fc.integer({ min: 0, max: 4 }),
            offers: fc.array(fc.boolean(), { minLength: elements, maxLength: elements }),
          }),
          { minLength: 1, maxLength: 9 },
        )
        .map(
          (sets): TeamProblem => ({
            weights: new Float64Array(elements),
            must: new Array<boolean>(elements).fill(true),
            candidates: sets.map(({ cost, offers }) => ({
              coverage: Float64Array.from(offers, Number),
              cost,
              hub: 0,
              produces: [],
              consumes: [],
              conflicts: [],
            })),
            maximum: sets.length,
            coverThreshold: 0.5,
            strongThreshold: 2,
            duplicatePenalty: 0,
            linkValue: 0,
            assetCount: 0,
            forced: [],
          }),
        ),
    );
    fc.assert(
      fc.property(covers, (problem) => {
        const expected = bruteForce(problem) ?? Number.NaN;
        const found = solveTeam(problem, LIMITS);
        expect(found?.value).toBe(expected);
        expect(found?.optimal).toBe(true);
        const stopped = solveTeam(problem, { ...LIMITS, isOver: () => true });
        expect(stopped?.value).toBeLessThanOrEqual(expected);
        expect(stopped?.bound).toBeGreaterThanOrEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
