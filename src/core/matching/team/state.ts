import type { TeamProblem } from './problem.ts';

/** Who offers what of a problem, laid out flat once for a whole search: candidate by candidate, only what is offered. */
export class TeamOffers {
  readonly problem: TeamProblem;
  readonly elements: number;
  /** Where a candidate's offers start in `element` and `strength`; one more at the end. */
  readonly start: Int32Array;
  /** Ascending within a candidate. */
  readonly element: Int32Array;
  readonly strength: Float64Array;
  /** 1 for must elements that some candidate can cover. */
  readonly must: Uint8Array;
  readonly mustCount: number;
  /** Whom each candidate will not work with, in both directions; undefined where that is nobody. */
  readonly conflicts: readonly (ReadonlySet<number> | undefined)[];

  constructor(problem: TeamProblem, coverable: readonly number[]) {
    this.problem = problem;
    this.elements = problem.weights.length;
    this.start = new Int32Array(problem.candidates.length + 1);
    const elements: number[] = [];
    const strengths: number[] = [];
    for (const [candidate, { coverage }] of problem.candidates.entries()) {
      for (let element = 0; element < this.elements; element += 1) {
        const offered = coverage[element] ?? 0;
        if (offered === 0) continue;
        elements.push(element);
        strengths.push(offered);
      }
      this.start[candidate + 1] = elements.length;
    }
    this.element = Int32Array.from(elements);
    this.strength = Float64Array.from(strengths);
    this.must = new Uint8Array(this.elements);
    for (const element of coverable) this.must[element] = 1;
    this.mustCount = coverable.length;
    this.conflicts = conflictSets(problem);
  }

  inConflict(candidate: number, member: number): boolean {
    return this.conflicts[candidate]?.has(member) ?? false;
  }
}

function conflictSets(problem: TeamProblem): (Set<number> | undefined)[] {
  const sets: (Set<number> | undefined)[] = problem.candidates.map(() => undefined);
  const note = (candidate: number, other: number): void => {
    const known = sets[candidate];
    if (known) known.add(other);
    else if (candidate < sets.length) sets[candidate] = new Set([other]);
  };
  for (const [candidate, { conflicts }] of problem.candidates.entries()) {
    for (const other of conflicts) {
      note(candidate, other);
      note(other, candidate);
    }
  }
  return sets;
}

/** What a member changed, to be put back. */
interface Before {
  value: number;
  uncovered: number;
  readonly best: Float64Array;
  readonly strong: Int32Array;
}

/** The running worth of one growing team. */
export class TeamState {
  readonly offers: TeamOffers;
  readonly best: Float64Array;
  readonly strong: Int32Array;
  readonly produced: Int32Array;
  readonly consumed: Int32Array;
  readonly members: number[] = [];
  /** Worth without hubs. */
  value = 0;
  /** Must elements that some candidate can cover and this team does not. */
  uncovered: number;
  /** One for each member, kept for the next one in the same place. */
  private readonly before: Before[] = [];

  constructor(offers: TeamOffers) {
    this.offers = offers;
    this.best = new Float64Array(offers.elements);
    this.strong = new Int32Array(offers.elements);
    this.produced = new Int32Array(offers.problem.assetCount);
    this.consumed = new Int32Array(offers.problem.assetCount);
    this.uncovered = offers.mustCount;
  }

  add(candidate: number): void {
    this.remember();
    const { best, strong } = this;
    const { problem, start, element: elements, strength, must } = this.offers;
    const { coverThreshold, strongThreshold, duplicatePenalty } = problem;
    const end = start[candidate + 1] as number;
    for (let slot = start[candidate] as number; slot < end; slot += 1) {
      const element = elements[slot] as number;
      const offered = strength[slot] as number;
      const had = best[element] as number;
      const weight = problem.weights[element] as number;
      if (offered > had) {
        this.value += weight * (offered - had);
        best[element] = offered;
        if (must[element] === 1 && had < coverThreshold && offered >= coverThreshold) this.uncovered -= 1;
      }
      if (offered >= strongThreshold) {
        if ((strong[element] as number) > 0) this.value -= duplicatePenalty * weight;
        strong[element] = (strong[element] as number) + 1;
      }
    }
    const linksBefore = this.links();
    this.countAssets(candidate, 1);
    this.value +=
      problem.linkValue * (this.links() - linksBefore) - (problem.candidates[candidate]?.cost ?? 0);
    this.members.push(candidate);
  }

  /** What a candidate would add to the value, and how many open musts it would cover. */
  gainOf(candidate: number): { gain: number; musts: number } {
    const { best, strong, produced, consumed } = this;
    const { problem, start, element: elements, strength, must } = this.offers;
    const { coverThreshold, strongThreshold, duplicatePenalty, linkValue } = problem;
    const member = problem.candidates[candidate];
    let gain = -(member?.cost ?? 0);
    let musts = 0;
    const end = start[candidate + 1] as number;
    for (let slot = start[candidate] as number; slot < end; slot += 1) {
      const element = elements[slot] as number;
      const offered = strength[slot] as number;
      const had = best[element] as number;
      const weight = problem.weights[element] as number;
      if (offered > had) {
        gain += weight * (offered - had);
        if (must[element] === 1 && had < coverThreshold && offered >= coverThreshold) musts += 1;
      }
      if (offered >= strongThreshold && (strong[element] as number) > 0) gain -= duplicatePenalty * weight;
    }
    if (!member || linkValue <= 0) return { gain, musts };
    const { produces, consumes } = member;
    for (const asset of produces)
      if ((produced[asset] as number) === 0 && ((consumed[asset] as number) > 0 || consumes.includes(asset)))
        gain += linkValue;
    for (const asset of consumes)
      if ((consumed[asset] as number) === 0 && (produced[asset] as number) > 0) gain += linkValue;
    return { gain, musts };
  }

  /** Takes the last member out again. */
  removeLast(): void {
    const candidate = this.members.pop();
    const before = this.before[this.members.length];
    if (candidate === undefined || !before) return;
    this.countAssets(candidate, -1);
    this.best.set(before.best);
    this.strong.set(before.strong);
    this.value = before.value;
    this.uncovered = before.uncovered;
  }

  private remember(): void {
    const depth = this.members.length;
    let before = this.before[depth];
    if (!before) {
      before = {
        value: 0,
        uncovered: 0,
        best: new Float64Array(this.best.length),
        strong: new Int32Array(this.strong.length),
      };
      this.before[depth] = before;
    }
    before.value = this.value;
    before.uncovered = this.uncovered;
    before.best.set(this.best);
    before.strong.set(this.strong);
  }

  private countAssets(candidate: number, change: number): void {
    const member = this.offers.problem.candidates[candidate];
    for (const asset of member?.produces ?? [])
      this.produced[asset] = (this.produced[asset] as number) + change;
    for (const asset of member?.consumes ?? [])
      this.consumed[asset] = (this.consumed[asset] as number) + change;
  }

  private links(): number {
    let count = 0;
    for (let asset = 0; asset < this.produced.length; asset += 1)
      if ((this.produced[asset] as number) > 0 && (this.consumed[asset] as number) > 0) count += 1;
    return count;
  }
}
