import type { Distinctness, TeamProblem } from './problem.ts';

/**
 * Candidates that can be left out because another does all they do, for no more. Replacing the weaker by the
 * stronger never lowers a team's value: coverage, hub and links stay or grow, and the cost saved pays for any new
 * duplicate. Of equals the first stays.
 */
export function withoutDominated(problem: TeamProblem, distinct?: Distinctness): number[] {
  const { candidates } = problem;
  const kept: number[] = [];
  for (let weak = 0; weak < candidates.length; weak += 1) {
    if (problem.forced.includes(weak)) {
      kept.push(weak);
      continue;
    }
    let dominated = false;
    for (let strong = 0; strong < candidates.length && !dominated; strong += 1)
      dominated = strong !== weak && dominates(problem, strong, weak, distinct);
    if (!dominated) kept.push(weak);
  }
  return kept;
}

function dominates(problem: TeamProblem, strong: number, weak: number, distinct?: Distinctness): boolean {
  const a = problem.candidates[strong];
  const b = problem.candidates[weak];
  if (!a || !b || a.cost > b.cost || a.hub < b.hub || problem.forced.includes(strong)) return false;
  let equal = a.cost === b.cost && a.hub === b.hub;
  let newDuplicates = 0;
  for (let element = 0; element < problem.weights.length; element += 1) {
    const more = a.coverage[element] as number;
    const less = b.coverage[element] as number;
    if (more < less) return false;
    if (more > less) equal = false;
    if (more >= problem.strongThreshold && less < problem.strongThreshold)
      newDuplicates += problem.duplicatePenalty * (problem.weights[element] as number);
  }
  if (b.cost - a.cost < newDuplicates) return false;
  if (!includesAll(a.produces, b.produces) || !includesAll(a.consumes, b.consumes)) return false;
  if (!includesAll(b.conflicts, a.conflicts)) return false;
  if (distinct?.teams.some((team) => team.includes(strong) && !team.includes(weak))) return false;
  if (a.produces.length > b.produces.length || a.consumes.length > b.consumes.length) equal = false;
  if (a.conflicts.length < b.conflicts.length) equal = false;
  if (distinct?.teams.some((team) => team.includes(weak) && !team.includes(strong))) equal = false;
  return !equal || strong < weak;
}

function includesAll(whole: readonly number[], part: readonly number[]): boolean {
  return part.every((member) => whole.includes(member));
}
