import type { TeamProblem } from './problem.ts';

/** Numbers of a problem laid out flat, and the running worth of one growing team. */
export class TeamState {
  readonly problem: TeamProblem;
  readonly elements: number;
  /** Coverage, candidate by candidate. */
  readonly coverage: Float64Array;
  readonly best: Float64Array;
  readonly strong: Int32Array;
  readonly produced: Int32Array;
  readonly consumed: Int32Array;
  readonly members: number[] = [];
  /** Worth without hubs. */
  value = 0;
  /** Must elements that some candidate can cover and this team does not. */
  uncovered: number;
  readonly must: Uint8Array;

  constructor(problem: TeamProblem, coverable: readonly number[]) {
    this.problem = problem;
    this.elements = problem.weights.length;
    this.coverage = new Float64Array(problem.candidates.length * this.elements);
    for (const [candidate, { coverage }] of problem.candidates.entries())
      this.coverage.set(coverage, candidate * this.elements);
    this.best = new Float64Array(this.elements);
    this.strong = new Int32Array(this.elements);
    this.produced = new Int32Array(problem.assetCount);
    this.consumed = new Int32Array(problem.assetCount);
    this.must = new Uint8Array(this.elements);
    for (const element of coverable) this.must[element] = 1;
    this.uncovered = coverable.length;
  }

  /** Adds a member and returns what is needed to take it out again. */
  add(candidate: number): () => void {
    const before = { value: this.value, uncovered: this.uncovered, best: this.best.slice(), strong: this.strong.slice() };
    const { problem, elements } = this;
    const member = problem.candidates[candidate];
    if (!member) return () => undefined;
    const offset = candidate * elements;
    for (let element = 0; element < elements; element += 1) {
      const offered = this.coverage[offset + element] as number;
      const had = this.best[element] as number;
      const weight = problem.weights[element] as number;
      if (offered > had) {
        this.value += weight * (offered - had);
        this.best[element] = offered;
        if (this.must[element] === 1 && had < problem.coverThreshold && offered >= problem.coverThreshold)
          this.uncovered -= 1;
      }
      if (offered >= problem.strongThreshold) {
        if ((this.strong[element] as number) > 0) this.value -= problem.duplicatePenalty * weight;
        this.strong[element] = (this.strong[element] as number) + 1;
      }
    }
    const linksBefore = this.links();
    for (const asset of member.produces) this.produced[asset] = (this.produced[asset] as number) + 1;
    for (const asset of member.consumes) this.consumed[asset] = (this.consumed[asset] as number) + 1;
    this.value += problem.linkValue * (this.links() - linksBefore) - member.cost;
    this.members.push(candidate);
    return () => {
      this.members.pop();
      for (const asset of member.produces) this.produced[asset] = (this.produced[asset] as number) - 1;
      for (const asset of member.consumes) this.consumed[asset] = (this.consumed[asset] as number) - 1;
      this.best.set(before.best);
      this.strong.set(before.strong);
      this.value = before.value;
      this.uncovered = before.uncovered;
    };
  }

  private links(): number {
    let count = 0;
    for (let asset = 0; asset < this.produced.length; asset += 1)
      if ((this.produced[asset] as number) > 0 && (this.consumed[asset] as number) > 0) count += 1;
    return count;
  }

  /**
   * What a candidate can add, now or together with later members: its own coverage gain, a full link where the other
   * half is there and `openLink` of one where it is not, less cost and sure duplicates.
   *
   * With `openLink` ½ the sum over any set of candidates is at least what that set really adds (a link needs two
   * halves). With `openLink` 1 the figure never grows as the team grows, so that a candidate without gain can be
   * left out for good.
   */
  optimisticGain(candidate: number, mustBonus: number, openLink: number): number {
    const { problem, elements } = this;
    const member = problem.candidates[candidate];
    if (!member) return Number.NEGATIVE_INFINITY;
    let gain = -member.cost;
    const offset = candidate * elements;
    for (let element = 0; element < elements; element += 1) {
      const offered = this.coverage[offset + element] as number;
      if (offered === 0) continue;
      const had = this.best[element] as number;
      const weight = problem.weights[element] as number;
      if (offered > had) {
        gain += weight * (offered - had);
        if (mustBonus > 0 && this.must[element] === 1 && had < problem.coverThreshold && offered >= problem.coverThreshold)
          gain += mustBonus;
      }
      if (offered >= problem.strongThreshold && (this.strong[element] as number) > 0)
        gain -= problem.duplicatePenalty * weight;
    }
    for (const asset of member.produces)
      if ((this.produced[asset] as number) === 0)
        gain += problem.linkValue * ((this.consumed[asset] as number) > 0 ? 1 : openLink);
    for (const asset of member.consumes)
      if ((this.consumed[asset] as number) === 0)
        gain += problem.linkValue * ((this.produced[asset] as number) > 0 ? 1 : openLink);
    return gain;
  }

  /**
   * An upper limit on what any of the open candidates can add together, looking at each element and asset once, less
   * the least that covering the open must elements can cost (every must is charged the cheapest share of a member's
   * cost: a feasible dual of set cover).
   */
  potential(open: readonly number[], mustBonus: number): number {
    const { problem, elements } = this;
    let sum = 0;
    const highest = new Float64Array(elements);
    const price = new Float64Array(elements).fill(Number.POSITIVE_INFINITY);
    const canProduce = this.produced.slice();
    const canConsume = this.consumed.slice();
    let cheapest = Number.POSITIVE_INFINITY;
    for (const candidate of open) {
      const member = problem.candidates[candidate];
      if (!member) continue;
      cheapest = Math.min(cheapest, member.cost);
      const offset = candidate * elements;
      let newMusts = 0;
      for (let element = 0; element < elements; element += 1) {
        const offered = this.coverage[offset + element] as number;
        if (offered > (highest[element] as number)) highest[element] = offered;
        if (this.opensMust(element, offered)) newMusts += 1;
      }
      if (newMusts > 0) {
        const share = member.cost / newMusts;
        for (let element = 0; element < elements; element += 1)
          if (this.opensMust(element, this.coverage[offset + element] as number) && share < (price[element] as number))
            price[element] = share;
      }
      for (const asset of member.produces) canProduce[asset] = 1;
      for (const asset of member.consumes) canConsume[asset] = 1;
    }
    let mustCost = 0;
    for (let element = 0; element < elements; element += 1) {
      const had = this.best[element] as number;
      const can = highest[element] as number;
      if (can > had) sum += (problem.weights[element] as number) * (can - had);
      if (this.must[element] === 1 && had < problem.coverThreshold && can >= problem.coverThreshold) {
        if (mustBonus > 0) sum += mustBonus;
        else mustCost += price[element] as number;
      }
    }
    for (let asset = 0; asset < canProduce.length; asset += 1) {
      const linked = (this.produced[asset] as number) > 0 && (this.consumed[asset] as number) > 0;
      if (!linked && (canProduce[asset] as number) > 0 && (canConsume[asset] as number) > 0) sum += problem.linkValue;
    }
    const least = Math.max(mustCost, Number.isFinite(cheapest) ? Math.min(cheapest, Number.MAX_VALUE) : 0);
    return sum - least;
  }

  private opensMust(element: number, offered: number): boolean {
    const { coverThreshold } = this.problem;
    return (
      this.must[element] === 1 && offered >= coverThreshold && (this.best[element] as number) < coverThreshold
    );
  }
}
