import { coveredMusts } from '#core/matching/team/problem.ts';
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
  readonly lowerBound: number | null;
  readonly optimal: boolean;
  readonly withinPercent: number | null;
  readonly greedyCost: number | null;
  readonly statedOptimum?: number;
  readonly nodes: number;
  readonly milliseconds: number;
}

/** Runs the team solver on a set-cover instance: every element a must, cost the only thing to save. */
export function solveSetCover(file: string, nodeLimit: number): SetCoverReport {
  const instance = readSetCover(file);
  const problem = setCoverProblem(instance);
  const started = performance.now();
  const solution = solveTeam(problem, { exactCandidates: Number.MAX_SAFE_INTEGER, nodeLimit });
  const milliseconds = performance.now() - started;
  const greedy = greedyTeam(problem);
  const cost = solution ? -solution.value : null;
  const lowerBound = solution ? -solution.bound : null;
  return {
    file,
    elements: instance.elementCount,
    sets: instance.sets.length,
    cost,
    chosen: (solution?.members ?? []).map((member) => instance.sets[member]?.id ?? ''),
    covered: solution ? coveredMusts(problem, solution.members) : 0,
    lowerBound,
    optimal: solution?.optimal ?? false,
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
