import { type GainBound, GainBounds, largestPositive } from './bound.ts';
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
import { TeamOffers, TeamState } from './state.ts';

/** How hard to search. */
export interface SearchLimits {
  /** Exact up to this many candidates after dominance filtering; above it, greedy with a bound. */
  readonly exactCandidates: number;
  readonly nodeLimit: number;
  /** Asked at every node: true when there is no more time. */
  readonly isOver?: () => boolean;
}

const EPSILON = 1e-12;
/** What sums of whole numbers may be off by in a bound. */
const WHOLE_TOLERANCE = 1e-6;
/** Subgradient steps for the first bound of a search, for those below it, and where the bound is all there is. */
const STEPS_AT_ROOT = 120;
const STEPS_BELOW = 12;
const STEPS_ALONE = 400;

/**
 * The best team, or undefined when none is allowed.
 *
 * The hub is chosen first, one search per hub and one without: given the hub, the rest is a submodular gain less
 * modular costs, so sums of single gains bound every continuation. (Without fixing the hub that bound would be wrong.)
 * First all coverable must elements are required; only when no team of that size can cover them all, as many as
 * possible.
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
  state.add(candidate);
  const gain = state.value - value;
  const musts = uncovered - state.uncovered;
  state.removeLast();
  if (musts === 0) return gain;
  return gain >= 0 ? Number.MAX_VALUE : 1e6 + musts / -gain;
}

/** Whether every team is worth a whole number, as where sets of whole costs are to cover something. */
function hasWholeValues({ weights, candidates, linkValue, assetCount }: TeamProblem): boolean {
  return (
    weights.every((weight) => weight === 0) &&
    (assetCount === 0 || linkValue === 0) &&
    candidates.every(({ cost, hub }) => Number.isInteger(cost) && Number.isInteger(hub))
  );
}

/** Where a search begins: members that are there from the start, the worth of the hub, and who may still join. */
interface Start {
  readonly state: TeamState;
  readonly open: readonly number[];
  readonly hub: number;
}

/** A search in which every covered must is worth `mustBonus`, or, at 0, all of them are required. */
class Search {
  best: { members: number[]; value: number } | undefined;
  private readonly problem: TeamProblem;
  private readonly active: readonly number[];
  private readonly limits: SearchLimits;
  private readonly distinct: Distinctness | undefined;
  private readonly mustBonus: number;
  private readonly offers: TeamOffers;
  private readonly bounds: GainBounds;
  /** How many open candidates can cover an open must; scratch of `tightestMust`. */
  private readonly able: Int32Array;
  /** By how much a better team is at least better. */
  private readonly step: number;
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
    this.offers = new TeamOffers(problem, coverableMusts(problem));
    this.bounds = new GainBounds(this.offers);
    this.able = new Int32Array(this.offers.elements);
    this.step = hasWholeValues(problem) ? 1 - WHOLE_TOLERANCE : EPSILON;
  }

  solution(mustsRelaxed: boolean): TeamSolution | undefined {
    if (!this.best) return undefined;
    const members = [...this.best.members].sort((a, b) => a - b);
    const value = teamValue(this.problem, members);
    const extra = this.mustBonus * coveredMusts(this.problem, members);
    const open = this.openBound - extra;
    const bound = Math.max(value, this.step === EPSILON ? open : Math.floor(open + WHOLE_TOLERANCE));
    return {
      members,
      value,
      bound,
      optimal: bound <= value + 1e-9,
      mustsRelaxed,
      nodes: this.nodes,
    };
  }

  /**
   * A team is looked for under its best hub only: whoever is a better hub than the one that a search begins with has
   * had a search of his own, and so is left out of it.
   */
  run(exact: boolean): void {
    const hubs = this.active
      .filter((candidate) => this.hubOf(candidate) > 0)
      .sort((a, b) => this.hubOf(b) - this.hubOf(a) || a - b);
    const starts = [
      ...hubs.map((hub) => [...new Set([...this.problem.forced, hub])]),
      [...this.problem.forced],
    ];
    for (const start of starts) this.greedy(start);
    for (const [index, start] of starts.entries()) this.explore(start, new Set(hubs.slice(0, index)), exact);
  }

  private hubOf(candidate: number): number {
    return this.problem.candidates[candidate]?.hub ?? 0;
  }

  private begin(start: readonly number[]): Start | undefined {
    if (start.length > this.problem.maximum) return undefined;
    const state = new TeamState(this.offers);
    let hub = 0;
    for (const member of start) {
      state.add(member);
      hub = Math.max(hub, this.hubOf(member));
    }
    if (start.some((member) => this.conflicts(member, start))) return undefined;
    const open = this.active.filter(
      (candidate) => !start.includes(candidate) && !this.conflicts(candidate, start),
    );
    return { state, open, hub };
  }

  private conflicts(candidate: number, members: readonly number[]): boolean {
    const known = this.offers.conflicts[candidate];
    return known !== undefined && members.some((member) => member !== candidate && known.has(member));
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
        if (this.distinct && !isDistinct([...state.members, candidate], this.distinct)) continue;
        const gain = greedyGain(state, candidate);
        if (gain > bestGain) {
          best = candidate;
          bestGain = gain;
        }
      }
      if (best < 0) return;
      state.add(best);
      open = open.filter((candidate) => candidate !== best && !this.offers.inConflict(candidate, best));
      this.offer(state);
    }
  }

  /** Takes the present team when it is allowed and better than the best so far. */
  private offer(state: TeamState): void {
    if (this.mustBonus === 0 && state.uncovered > 0) return;
    if (!isAllowed(this.problem, state.members, this.distinct)) return;
    const covered = this.offers.mustCount - state.uncovered;
    const value = teamValue(this.problem, state.members) + this.mustBonus * covered;
    if (!this.best || value > this.best.value + EPSILON) this.best = { members: [...state.members], value };
  }

  private explore(start: readonly number[], without: ReadonlySet<number>, exact: boolean): void {
    const begun = this.begin(start);
    if (!begun) return;
    const { state, hub } = begun;
    const open = begun.open.filter((candidate) => !without.has(candidate));
    if (!exact) {
      this.leaveOpen(state, open, hub, STEPS_ALONE);
      return;
    }
    this.visit(state, open, hub);
  }

  /** Notes how much a part of the search that is not looked through could hold. */
  private leaveOpen(
    state: TeamState,
    open: readonly number[],
    hub: number,
    steps: number,
    from?: GainBound,
  ): void {
    const slots = this.problem.maximum - state.members.length;
    const now = this.worth(state, hub);
    const { mustBonus } = this;
    const { bound } = this.bounds.find(state, open, {
      slots,
      mustBonus,
      target: this.bestValue - now,
      steps,
      from,
    });
    this.openBound = Math.max(this.openBound, now + bound);
  }

  private get bestValue(): number {
    return this.best ? this.best.value : Number.NEGATIVE_INFINITY;
  }

  /** Worth of the team itself, with its hub and the bonus for covered musts. */
  private worth(state: TeamState, hub: number): number {
    return state.value + hub + this.mustBonus * (this.offers.mustCount - state.uncovered);
  }

  private visit(state: TeamState, open: readonly number[], hub: number, from?: GainBound): void {
    const slots = this.problem.maximum - state.members.length;
    const now = this.worth(state, hub);
    const strict = this.mustBonus === 0 && state.uncovered > 0;
    if (this.stopped || this.nodes >= this.limits.nodeLimit || this.limits.isOver?.()) {
      this.stopped = true;
      this.leaveOpen(state, open, hub, 0, from);
      return;
    }
    this.nodes += 1;
    this.offer(state);
    if (slots <= 0 || open.length === 0 || !isDistinct(state.members, this.distinct)) return;
    if (slots === 1) {
      this.lastMember(state, open, now);
      return;
    }

    const { mustBonus } = this;
    const gains = this.bounds.find(state, open, {
      slots,
      mustBonus,
      target: this.bestValue - now + this.step,
      steps: from ? STEPS_BELOW : STEPS_AT_ROOT,
      from,
    });
    if (now + gains.bound <= this.bestValue + this.step) return;

    // A candidate whose choice would already push the bound below the best team so far is left out below here.
    const { reduced } = gains;
    const top = largestPositive(reduced, open.length, slots);
    let others = now + gains.constant;
    for (const index of top.slice(0, slots - 1)) others += reduced[index] as number;
    const limit = this.bestValue + this.step;
    const kept: number[] = [];
    for (let index = 0; index < open.length; index += 1)
      if (others + (reduced[index] as number) > limit || (top.includes(index) && now + gains.bound > limit))
        kept.push(index);
    kept.sort(
      (a, b) => (reduced[b] as number) - (reduced[a] as number) || (open[a] as number) - (open[b] as number),
    );
    const useful = kept.map((index) => open[index] as number);
    const worths = strict ? [] : kept.map((index) => reduced[index] as number);
    const start = now + gains.constant;
    const branch = strict ? this.tightestMust(state, useful) : useful;
    if (!branch) return;
    const closed = new Set<number>();
    for (const [index, candidate] of branch.entries()) {
      if (!strict) {
        let bound = start + (worths[index] ?? 0);
        for (let slot = index + 1; slot < index + slots && slot < worths.length; slot += 1)
          bound += Math.max(0, worths[slot] ?? 0);
        if (bound <= this.bestValue + this.step) return;
      }
      closed.add(candidate);
      const rest = useful.filter((other) => !closed.has(other) && !this.offers.inConflict(other, candidate));
      state.add(candidate);
      this.visit(state, rest, hub, gains);
      state.removeLast();
    }
  }

  /** The one place that is left needs no bound: what each candidate adds to it is known. */
  private lastMember(state: TeamState, open: readonly number[], now: number): void {
    const better: { candidate: number; value: number }[] = [];
    for (const candidate of open) {
      const { gain, musts } = state.gainOf(candidate);
      if (this.mustBonus === 0 && musts < state.uncovered) continue;
      const value = now + gain + this.mustBonus * musts;
      if (value > this.bestValue) better.push({ candidate, value });
    }
    better.sort((a, b) => b.value - a.value || a.candidate - b.candidate);
    for (const { candidate, value } of better) {
      if (value <= this.bestValue) return;
      state.add(candidate);
      this.offer(state);
      state.removeLast();
    }
  }

  /** The candidates of the open must that fewest can cover; undefined when one can no longer be covered. */
  private tightestMust(state: TeamState, open: readonly number[]): readonly number[] | undefined {
    const { coverThreshold } = this.problem;
    const { start, element: elements, strength, must } = this.offers;
    const covers = (slot: number): boolean => {
      const element = elements[slot] as number;
      return (
        must[element] === 1 &&
        (state.best[element] as number) < coverThreshold &&
        (strength[slot] as number) >= coverThreshold
      );
    };
    const able = this.able.fill(0);
    for (const candidate of open) {
      const end = start[candidate + 1] as number;
      for (let slot = start[candidate] as number; slot < end; slot += 1)
        if (covers(slot)) able[elements[slot] as number] = (able[elements[slot] as number] as number) + 1;
    }
    let tightest = -1;
    for (let element = 0; element < able.length; element += 1) {
      if (must[element] !== 1 || (state.best[element] as number) >= coverThreshold) continue;
      const count = able[element] as number;
      if (count === 0) return undefined;
      if (tightest < 0 || count < (able[tightest] as number)) tightest = element;
    }
    if (tightest < 0) return undefined;
    return open.filter((candidate) => {
      const end = start[candidate + 1] as number;
      for (let slot = start[candidate] as number; slot < end; slot += 1)
        if (elements[slot] === tightest) return covers(slot);
      return false;
    });
  }
}
