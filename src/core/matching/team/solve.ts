import { boundGain, largestPositive, type Prices } from './bound.ts';
import { withoutDominated } from './dominance.ts';
import {
  coverableMusts,
  coveredMusts,
  type Distinctness,
  isAllowed,
  isDistinct,
  mustValue,
  type TeamProblem,
  type TeamSolution,
  teamValue,
} from './problem.ts';
import { TeamState } from './state.ts';

/** How hard to search. */
export interface SearchLimits {
  /** Exact up to this many candidates after dominance filtering; above it, greedy with a bound. */
  readonly exactCandidates: number;
  readonly nodeLimit: number;
}

const EPSILON = 1e-12;
/** Subgradient steps for the first bound of a search, for those below it, and where the bound is all there is. */
const STEPS_AT_ROOT = 120;
const STEPS_BELOW = 12;
const STEPS_ALONE = 400;

/**
 * The best team, or undefined when none is allowed.
 *
 * The hub is chosen first, one search per hub and one without: given the hub, the rest is a submodular gain less
 * modular costs, so sums of single gains bound every continuation. (Without fixing the hub that bound would be wrong.) First all coverable must elements are required; only when no team of that size can cover
 * them all, as many as possible.
 */
export function solveTeam(
  problem: TeamProblem,
  limits: SearchLimits,
  distinct?: Distinctness,
): TeamSolution | undefined {
  const active = withoutDominated(problem, distinct);
  const exact = active.length <= limits.exactCandidates;
  const strict = new Search(problem, active, limits, distinct, 0);
  strict.run(exact);
  if (strict.best || coverableMusts(problem).length === 0) return strict.solution(false);
  const relaxed = new Search(problem, active, limits, distinct, mustValue(problem));
  relaxed.run(exact);
  return relaxed.solution(true);
}

/** Greedy only, for comparison and as the start of the search. */
export function greedyTeam(problem: TeamProblem, distinct?: Distinctness): TeamSolution | undefined {
  const limits = { exactCandidates: 0, nodeLimit: 0 };
  const active = problem.candidates.map((_candidate, index) => index);
  const strict = new Search(problem, active, limits, distinct, 0);
  strict.run(false);
  if (strict.best || coverableMusts(problem).length === 0) return strict.solution(false);
  const relaxed = new Search(problem, active, limits, distinct, mustValue(problem));
  relaxed.run(false);
  return relaxed.solution(true);
}

/** Worth added; while musts are open, musts covered per unit of worth lost come before everything else. */
function greedyGain(state: TeamState, candidate: number): number {
  const { value, uncovered } = state;
  const undo = state.add(candidate);
  const gain = state.value - value;
  const musts = uncovered - state.uncovered;
  undo();
  if (musts === 0) return gain;
  return gain >= 0 ? Number.MAX_VALUE : 1e6 + musts / -gain;
}

/** A search in which every covered must is worth `mustBonus`, or, at 0, all of them are required. */
class Search {
  best: { members: number[]; value: number } | undefined;
  private readonly problem: TeamProblem;
  private readonly active: readonly number[];
  private readonly limits: SearchLimits;
  private readonly distinct: Distinctness | undefined;
  private readonly mustBonus: number;
  private readonly coverable: readonly number[];
  private nodes = 0;
  private stopped = false;
  private openBound = Number.NEGATIVE_INFINITY;

  constructor(
    problem: TeamProblem,
    active: readonly number[],
    limits: SearchLimits,
    distinct: Distinctness | undefined,
    mustBonus: number,
  ) {
    this.problem = problem;
    this.active = active;
    this.limits = limits;
    this.distinct = distinct;
    this.mustBonus = mustBonus;
    this.coverable = coverableMusts(problem);
  }

  solution(mustsRelaxed: boolean): TeamSolution | undefined {
    if (!this.best) return undefined;
    const members = [...this.best.members].sort((a, b) => a - b);
    const value = teamValue(this.problem, members);
    const extra = this.mustBonus * coveredMusts(this.problem, members);
    const bound = Math.max(value, this.openBound - extra);
    return {
      members,
      value,
      bound,
      optimal: bound <= value + 1e-9,
      mustsRelaxed,
      nodes: this.nodes,
    };
  }

  run(exact: boolean): void {
    const hubs = this.active
      .filter((candidate) => (this.problem.candidates[candidate]?.hub ?? 0) > 0)
      .sort(
        (a, b) => (this.problem.candidates[b]?.hub ?? 0) - (this.problem.candidates[a]?.hub ?? 0) || a - b,
      );
    const starts = [
      ...hubs.map((hub) => [...new Set([...this.problem.forced, hub])]),
      [...this.problem.forced],
    ];
    for (const start of starts) this.greedy(start);
    for (const start of starts) this.explore(start, exact);
  }

  private begin(start: readonly number[]): { state: TeamState; open: number[]; hub: number } | undefined {
    if (start.length > this.problem.maximum) return undefined;
    const state = new TeamState(this.problem, this.coverable);
    let hub = 0;
    for (const member of start) {
      state.add(member);
      hub = Math.max(hub, this.problem.candidates[member]?.hub ?? 0);
    }
    if (this.hasConflict(start)) return undefined;
    const open = this.active.filter(
      (candidate) => !start.includes(candidate) && !this.conflicts(candidate, start),
    );
    return { state, open, hub };
  }

  private conflicts(candidate: number, members: readonly number[]): boolean {
    const list = this.problem.candidates[candidate]?.conflicts ?? [];
    return (
      members.some((member) => list.includes(member)) ||
      members.some((member) => this.problem.candidates[member]?.conflicts.includes(candidate))
    );
  }

  private hasConflict(members: readonly number[]): boolean {
    return members.some((member) =>
      this.conflicts(
        member,
        members.filter((other) => other !== member),
      ),
    );
  }

  private greedy(start: readonly number[]): void {
    const begun = this.begin(start);
    if (!begun) return;
    const { state } = begun;
    let { open } = begun;
    this.offer(state);
    while (state.members.length < this.problem.maximum) {
      let best = -1;
      let bestGain = state.members.length === 0 ? Number.NEGATIVE_INFINITY : EPSILON;
      for (const candidate of open) {
        if (!isDistinct([...state.members, candidate], this.distinct)) continue;
        const gain = greedyGain(state, candidate);
        if (gain > bestGain) {
          best = candidate;
          bestGain = gain;
        }
      }
      if (best < 0) return;
      state.add(best);
      open = open.filter((candidate) => candidate !== best && !this.conflicts(candidate, [best]));
      this.offer(state);
    }
  }

  /** Takes the present team when it is allowed and better than the best so far. */
  private offer(state: TeamState): void {
    if (this.mustBonus === 0 && state.uncovered > 0) return;
    if (!isAllowed(this.problem, state.members, this.distinct)) return;
    const covered = this.coverable.length - state.uncovered;
    const value = teamValue(this.problem, state.members) + this.mustBonus * covered;
    if (!this.best || value > this.best.value + EPSILON) this.best = { members: [...state.members], value };
  }

  private explore(start: readonly number[], exact: boolean): void {
    const begun = this.begin(start);
    if (!begun) return;
    const { state, open, hub } = begun;
    if (!exact) {
      const slots = this.problem.maximum - state.members.length;
      const now = this.worth(state, hub);
      const { bound } = boundGain(state, open, slots, this.mustBonus, this.bestValue - now, STEPS_ALONE);
      this.openBound = Math.max(this.openBound, now + bound);
      return;
    }
    this.visit(state, open, hub);
  }

  private get bestValue(): number {
    return this.best ? this.best.value : Number.NEGATIVE_INFINITY;
  }

  /** Worth of the team itself, with its hub and the bonus for covered musts. */
  private worth(state: TeamState, hub: number): number {
    return state.value + hub + this.mustBonus * (this.coverable.length - state.uncovered);
  }

  private visit(state: TeamState, open: readonly number[], hub: number, prices?: Prices): void {
    const slots = this.problem.maximum - state.members.length;
    const now = this.worth(state, hub);
    const strict = this.mustBonus === 0 && state.uncovered > 0;
    if (this.stopped || this.nodes >= this.limits.nodeLimit) {
      this.stopped = true;
      const { bound } = boundGain(state, open, slots, this.mustBonus, this.bestValue - now, 0, prices);
      this.openBound = Math.max(this.openBound, now + bound);
      return;
    }
    this.nodes += 1;
    this.offer(state);
    if (slots <= 0 || open.length === 0 || !isDistinct(state.members, this.distinct)) return;

    const steps = prices ? STEPS_BELOW : STEPS_AT_ROOT;
    const gains = boundGain(
      state,
      open,
      slots,
      this.mustBonus,
      this.bestValue - now + EPSILON,
      steps,
      prices,
    );
    if (now + gains.bound <= this.bestValue + EPSILON) return;

    // A candidate whose choice would already push the bound below the best team so far is left out below here.
    const top = largestPositive(gains.reduced, slots);
    let others = now + gains.constant;
    for (const index of top.slice(0, slots - 1)) others += gains.reduced[index] as number;
    const kept: { candidate: number; reduced: number }[] = [];
    for (const [index, candidate] of open.entries()) {
      const reduced = gains.reduced[index] as number;
      const bound = top.includes(index) ? now + gains.bound : others + reduced;
      if (bound > this.bestValue + EPSILON) kept.push({ candidate, reduced });
    }
    kept.sort((a, b) => b.reduced - a.reduced || a.candidate - b.candidate);
    const useful = kept.map((row) => row.candidate);
    const branch = strict ? this.tightestMust(state, useful) : useful;
    if (!branch) return;
    const closed = new Set<number>();
    for (const [index, candidate] of branch.entries()) {
      if (!strict) {
        let bound = now + gains.constant + (kept[index]?.reduced ?? 0);
        for (let slot = index + 1; slot < index + slots && slot < kept.length; slot += 1)
          bound += Math.max(0, kept[slot]?.reduced ?? 0);
        if (bound <= this.bestValue + EPSILON) return;
      }
      closed.add(candidate);
      const rest = useful.filter((other) => !closed.has(other) && !this.conflicts(other, [candidate]));
      const undo = state.add(candidate);
      this.visit(state, rest, hub, gains.prices);
      undo();
    }
  }

  /** The candidates of the open must that fewest can cover; undefined when one can no longer be covered. */
  private tightestMust(state: TeamState, open: readonly number[]): number[] | undefined {
    const { coverThreshold } = this.problem;
    let tightest: number[] | undefined;
    for (const element of this.coverable) {
      if ((state.best[element] as number) >= coverThreshold) continue;
      const able = open.filter(
        (candidate) => (state.coverage[candidate * state.elements + element] as number) >= coverThreshold,
      );
      if (able.length === 0) return undefined;
      if (!tightest || able.length < tightest.length) tightest = able;
    }
    return tightest;
  }
}
