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
    const before = {
      value: this.value,
      uncovered: this.uncovered,
      best: this.best.slice(),
      strong: this.strong.slice(),
    };
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
}
