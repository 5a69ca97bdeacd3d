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
const HALF_LINK = 0.5;
const WHOLE_LINK = 1;

/**
 * The best team, or undefined when none is allowed.
 *
 * The hub is chosen first, one search per hub and one without: given the hub, the rest is a submodular gain less
 * modular costs, so the sum of the largest single gains bounds every continuation. (Without fixing the hub that
 * bound would be wrong.) First all coverable must elements are required; only when no team of that size can cover
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
      .sort((a, b) => (this.problem.candidates[b]?.hub ?? 0) - (this.problem.candidates[a]?.hub ?? 0) || a - b);
    const starts = [...hubs.map((hub) => [...new Set([...this.problem.forced, hub])]), [...this.problem.forced]];
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
    const open = this.active.filter((candidate) => !start.includes(candidate) && !this.conflicts(candidate, start));
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
    return members.some((member) => this.conflicts(member, members.filter((other) => other !== member)));
  }

  private greedy(start: readonly number[]): void {
    const begun = this.begin(start);
    if (!begun) return;
    const { state } = begun;
    const bonus = this.mustBonus > 0 ? this.mustBonus : mustValue(this.problem);
    let { open } = begun;
    this.offer(state);
    while (state.members.length < this.problem.maximum) {
      let best = -1;
      let bestGain = state.members.length === 0 ? Number.NEGATIVE_INFINITY : EPSILON;
      for (const candidate of open) {
        if (!isDistinct([...state.members, candidate], this.distinct)) continue;
        const before = state.value - bonus * state.uncovered;
        const undo = state.add(candidate);
        const gain = state.value - bonus * state.uncovered - before;
        undo();
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
      this.openBound = Math.max(this.openBound, this.limit(state, open, hub));
      return;
    }
    this.visit(state, open, hub);
  }

  private get bestValue(): number {
    return this.best ? this.best.value : Number.NEGATIVE_INFINITY;
  }

  /** Upper bound on the worth of the team and anything that can still be added to it. */
  private limit(state: TeamState, open: readonly number[], hub: number): number {
    const slots = this.problem.maximum - state.members.length;
    const covered = this.coverable.length - state.uncovered;
    const now = state.value + hub + this.mustBonus * covered;
    if (slots <= 0 || open.length === 0) return now;
    const gains = open
      .map((candidate) => state.optimisticGain(candidate, this.mustBonus, HALF_LINK))
      .sort((a, b) => b - a);
    let additive = 0;
    for (let slot = 0; slot < slots && (gains[slot] ?? 0) > 0; slot += 1) additive += gains[slot] ?? 0;
    return now + Math.min(additive, Math.max(0, state.potential(open, this.mustBonus)));
  }

  private visit(state: TeamState, open: readonly number[], hub: number): void {
    if (this.stopped || this.nodes >= this.limits.nodeLimit) {
      this.stopped = true;
      this.openBound = Math.max(this.openBound, this.limit(state, open, hub));
      return;
    }
    this.nodes += 1;
    this.offer(state);
    const slots = this.problem.maximum - state.members.length;
    if (slots <= 0 || open.length === 0 || !isDistinct(state.members, this.distinct)) return;

    const strict = this.mustBonus === 0 && state.uncovered > 0;
    const gains = new Map<number, number>();
    for (const candidate of open) gains.set(candidate, state.optimisticGain(candidate, this.mustBonus, HALF_LINK));
    // A team has at least one member, however little the first one gains.
    const empty = state.members.length === 0;
    const useful = strict || empty ? [...open] : open.filter((candidate) => state.optimisticGain(candidate, this.mustBonus, WHOLE_LINK) > EPSILON);
    useful.sort((a, b) => (gains.get(b) ?? 0) - (gains.get(a) ?? 0) || a - b);
    if (useful.length === 0) return;
    const covered = this.coverable.length - state.uncovered;
    const now = state.value + hub + this.mustBonus * covered;
    const potential = state.potential(useful, this.mustBonus);
    // With musts still open, or nobody yet, something has to be added, so the potential may be negative.
    if (now + (strict || empty ? potential : Math.max(0, potential)) <= this.bestValue + EPSILON) return;

    const branch = strict ? this.tightestMust(state, useful) : useful;
    if (!branch) return;
    const closed = new Set<number>();
    for (const [index, candidate] of branch.entries()) {
      if (!strict) {
        let additive = gains.get(candidate) ?? 0;
        for (let slot = index + 1; slot < index + slots && slot < branch.length; slot += 1)
          additive += Math.max(0, gains.get(branch[slot] ?? -1) ?? 0);
        if (now + additive <= this.bestValue + EPSILON) return;
      }
      closed.add(candidate);
      const rest = useful.filter((other) => !closed.has(other) && !this.conflicts(other, [candidate]));
      const undo = state.add(candidate);
      this.visit(state, rest, hub);
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
