import { coveredMusts, isOffered } from '#core/matching/team/problem.ts';
import { greedyTeam, solveTeam } from '#core/matching/team/solve.ts';
import { readSetCover, setCoverProblem } from './team-instances.ts';

/** What the team solver makes of one set-cover instance. */
export interface SetCoverReport {
  readonly file: string;
  readonly elements: number;
  readonly sets: number;
  readonly cost: number | null;
  readonly chosen: readonly string[];
  readonly covered: number;
  /** Elements that no set contains: then nothing covers them all, and the cost is that of covering the others. */
  readonly uncoverable: readonly string[];
  readonly lowerBound: number | null;
  /** Every element is covered, and no other choice of sets costs less. */
  readonly optimal: boolean;
  /** Proven best for the elements that some set contains, where that is not all of them. */
  readonly optimalForRest: boolean;
  readonly withinPercent: number | null;
  readonly greedyCost: number | null;
  readonly statedOptimum?: number;
  readonly nodes: number;
  readonly milliseconds: number;
}

/** Runs the team solver on a set-cover instance: every element a must, cost the only thing to save; for so many seconds at most. */
export function solveSetCover(file: string, nodeLimit: number, seconds?: number): SetCoverReport {
  const instance = readSetCover(file);
  const problem = setCoverProblem(instance);
  const started = performance.now();
  const until = started + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const solution = solveTeam(problem, {
    exactCandidates: Number.MAX_SAFE_INTEGER,
    nodeLimit,
    isOver: () => performance.now() > until,
  });
  const milliseconds = performance.now() - started;
  const greedy = greedyTeam(problem);
  const covered = solution ? coveredMusts(problem, solution.members) : 0;
  const uncoverable = instance.names.filter((_name, element) => !isOffered(problem, element));
  const proven = solution?.optimal ?? false;
  const cost = solution ? -solution.value : null;
  const lowerBound = solution ? -solution.bound : null;
  return {
    file,
    elements: instance.elementCount,
    sets: instance.sets.length,
    cost,
    chosen: (solution?.members ?? []).map((member) => instance.sets[member]?.id ?? ''),
    covered,
    uncoverable,
    lowerBound,
    optimal: proven && covered === instance.elementCount,
    optimalForRest: proven && uncoverable.length > 0,
    withinPercent:
      cost !== null && lowerBound !== null && cost > 0
        ? (100 * (cost - lowerBound)) / cost
        : solution
          ? 0
          : null,
    greedyCost: greedy ? -greedy.value : null,
    ...(instance.optimum === undefined ? {} : { statedOptimum: instance.optimum }),
    nodes: solution?.nodes ?? 0,
    milliseconds,
  };
}
