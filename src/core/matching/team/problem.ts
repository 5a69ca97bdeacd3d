/** A team to be found, without any names: numbers only, so that it can be solved, tested and checked by itself. */
export interface TeamProblem {
  /** Weight of each wanted element. */
  readonly weights: Float64Array;
  /** Elements that must be covered where any candidate can (a local government is one, of weight 0). */
  readonly must: readonly boolean[];
  readonly candidates: readonly TeamCandidate[];
  /** Most members. */
  readonly maximum: number;
  readonly coverThreshold: number;
  readonly strongThreshold: number;
  readonly duplicatePenalty: number;
  /** Bonus for each data asset that one member's technology produces and another technology in the team consumes. */
  readonly linkValue: number;
  readonly assetCount: number;
  /** Candidates that every team contains. */
  readonly forced: readonly number[];
}

export interface TeamCandidate {
  /** Strength per element, in [0, 1]. */
  readonly coverage: Float64Array;
  readonly cost: number;
  /** Bonus that this member brings as the hub; the best hub of a team counts. */
  readonly hub: number;
  readonly produces: readonly number[];
  readonly consumes: readonly number[];
  /** Candidates that will not work together with this one. */
  readonly conflicts: readonly number[];
}

/** Teams that this one must differ from: at most `shared` members in common with each. */
export interface Distinctness {
  readonly teams: readonly (readonly number[])[];
  readonly shared: readonly number[];
}

/** A team with its proof. */
export interface TeamSolution {
  /** Sorted. */
  readonly members: readonly number[];
  readonly value: number;
  /** No team can be worth more than this. */
  readonly bound: number;
  readonly optimal: boolean;
  /** The must elements could not all be covered by one team of this size. */
  readonly mustsRelaxed: boolean;
  readonly nodes: number;
}

/** Value of covering one must element when they cannot all be covered; above everything else together. */
export function mustValue(problem: TeamProblem): number {
  let sum = 1;
  for (const weight of problem.weights)
    sum += weight * (1 + problem.duplicatePenalty * problem.candidates.length);
  sum += problem.linkValue * problem.assetCount;
  for (const candidate of problem.candidates) sum += candidate.cost + candidate.hub;
  return sum;
}

/** Worth of a team: coverage + best hub + data links − costs − duplicates. The reference that everything is checked against. */
export function teamValue(problem: TeamProblem, members: readonly number[]): number {
  let value = 0;
  for (let element = 0; element < problem.weights.length; element += 1) {
    let best = 0;
    let strong = 0;
    for (const member of members) {
      const coverage = problem.candidates[member]?.coverage[element] ?? 0;
      best = Math.max(best, coverage);
      if (coverage >= problem.strongThreshold) strong += 1;
    }
    const weight = problem.weights[element] ?? 0;
    value += weight * best - problem.duplicatePenalty * weight * Math.max(0, strong - 1);
  }
  const produced = new Set(members.flatMap((member) => problem.candidates[member]?.produces ?? []));
  const consumed = new Set(members.flatMap((member) => problem.candidates[member]?.consumes ?? []));
  for (const asset of produced) if (consumed.has(asset)) value += problem.linkValue;
  let hub = 0;
  for (const member of members) {
    hub = Math.max(hub, problem.candidates[member]?.hub ?? 0);
    value -= problem.candidates[member]?.cost ?? 0;
  }
  return value + hub;
}

/** How many must elements a team covers. */
export function coveredMusts(problem: TeamProblem, members: readonly number[]): number {
  let count = 0;
  for (const [element, must] of problem.must.entries()) {
    if (!must) continue;
    if (
      members.some((member) => (problem.candidates[member]?.coverage[element] ?? 0) >= problem.coverThreshold)
    )
      count += 1;
  }
  return count;
}

/** Must elements that at least one candidate covers. */
export function coverableMusts(problem: TeamProblem): number[] {
  return problem.must.flatMap((must, element) => (must && isOffered(problem, element) ? [element] : []));
}

/** True when at least one candidate covers an element; no team can cover the others, however large. */
export function isOffered(problem: TeamProblem, element: number): boolean {
  return problem.candidates.some((candidate) => (candidate.coverage[element] ?? 0) >= problem.coverThreshold);
}

/** True when a team keeps to the size, the forced members and conflicts. */
export function isAllowed(
  problem: TeamProblem,
  members: readonly number[],
  distinct?: Distinctness,
): boolean {
  if (members.length === 0 || members.length > problem.maximum) return false;
  if (!problem.forced.every((member) => members.includes(member))) return false;
  const conflict = members.some((member) =>
    problem.candidates[member]?.conflicts.some((other) => members.includes(other)),
  );
  return !conflict && isDistinct(members, distinct);
}

/** True when a team shares few enough members with each of the others. */
export function isDistinct(members: readonly number[], distinct?: Distinctness): boolean {
  if (!distinct) return true;
  return distinct.teams.every(
    (team, index) =>
      members.filter((member) => team.includes(member)).length <= (distinct.shared[index] ?? 0),
  );
}
