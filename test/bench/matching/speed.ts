import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createIntlSegmenter, createMatchingEngine } from '#core/matching/index.ts';
import { type RegistrySize, randomRegistry } from '#core/matching/random-registry.fixture.ts';
import { solveTeam } from '#core/matching/team/solve.ts';
import { formatTable } from './table.ts';
import { syntheticTeamProblem } from './team-instances.ts';

/** Times in milliseconds, memory in megabytes. */
export interface SpeedResult {
  readonly organisations: number;
  readonly needs: number;
  readonly build: number;
  readonly buildCpu: number;
  readonly queryMedian: number;
  readonly queryWorst: number;
  readonly explainedMedian: number;
  readonly explainedWorst: number;
  readonly matrix: number;
  readonly matrixCpu: number;
  readonly queryCpu: number;
  readonly reverseMedian: number;
  readonly memory: number;
}

export interface TeamSpeedResult {
  readonly candidates: number;
  readonly median: number;
  readonly worst: number;
  readonly cpu: number;
  readonly optimal: number;
  readonly runs: number;
}

const TODAY = '2026-06-15';
const QUERIES = 100;

/** Measures one size on marked-synthetic data. */
export function measureSize(size: RegistrySize): SpeedResult {
  const data = randomRegistry(42, size);
  const segmenter = createIntlSegmenter(process.versions.icu ?? 'unknown');
  collectGarbage();
  const memoryBefore = usedMemory();
  const cpuBefore = cpuMilliseconds();
  const started = performance.now();
  const engine = createMatchingEngine(data, { segmenter, today: TODAY });
  const build = performance.now() - started;
  const buildCpu = cpuMilliseconds() - cpuBefore;
  collectGarbage();
  const memory = usedMemory() - memoryBefore;
  const ids = data.needs.map((need) => need.id);
  // The first answer also computes the hash of all data; that belongs to no query.
  engine.fingerprint();
  const asked = ids.slice(0, QUERIES);
  for (const id of asked.slice(0, 10)) engine.matchNeed(id, { counterfactuals: false, outlook: false });
  const beforePlain = cpuMilliseconds();
  const plain = asked.map((id) =>
    timed(() => engine.matchNeed(id, { counterfactuals: false, outlook: false })),
  );
  const queryCpu = (cpuMilliseconds() - beforePlain) / asked.length;
  const explained = asked.map((id) => timed(() => engine.matchNeed(id, { outlook: false })));
  const beforeMatrix = cpuMilliseconds();
  const matrix = timed(() => engine.scoreMatrix(ids));
  const matrixCpu = cpuMilliseconds() - beforeMatrix;
  engine.matchOrganisation(data.organisations[0]?.id ?? '');
  const reverse = data.organisations
    .slice(0, 20)
    .map((organisation) =>
      timed(() => engine.matchOrganisation(organisation.id, { counterfactuals: false })),
    );
  return {
    organisations: size.organisations,
    needs: size.needs,
    build,
    buildCpu,
    queryCpu,
    matrixCpu,
    queryMedian: median(plain),
    queryWorst: Math.max(...plain),
    explainedMedian: median(explained),
    explainedWorst: Math.max(...explained),
    matrix,
    reverseMedian: median(reverse),
    memory,
  };
}

/** Measures exact teams from a number of candidates. */
export function measureTeams(candidates: number, runs: number): TeamSpeedResult {
  const limits = { exactCandidates: 300, nodeLimit: 200_000 };
  const times: number[] = [];
  let optimal = 0;
  const before = cpuMilliseconds();
  for (let seed = 1; seed <= runs; seed += 1) {
    const problem = syntheticTeamProblem(seed, candidates);
    times.push(
      timed(() => {
        if (solveTeam(problem, limits)?.optimal) optimal += 1;
      }),
    );
  }
  const cpu = (cpuMilliseconds() - before) / runs;
  return { candidates, median: median(times), worst: Math.max(...times), cpu, optimal, runs };
}

/** The table of speed and memory at N and 5N, with slopes (1 is linear). */
export function speedReport(base: RegistrySize): string {
  const small = measureSize(base);
  const large = measureSize({ ...base, organisations: base.organisations * 5, needs: base.needs * 5 });
  const row = (name: string, pick: (result: SpeedResult) => number, goal: string): string[] => [
    name,
    pick(small).toFixed(1),
    pick(large).toFixed(1),
    (pick(large) / Math.max(pick(small), 1e-3) / 5).toFixed(2),
    goal,
  ];
  const matching = formatTable(
    [
      'marked-synthetic data',
      `${small.organisations} × ${small.needs}`,
      `${large.organisations} × ${large.needs}`,
      'slope',
      'goal at 5N',
    ],
    [
      row('index build, ms', (result) => result.build, '≤ 2000'),
      row('index build, CPU ms', (result) => result.buildCpu, ''),
      row('one query, median ms', (result) => result.queryMedian, '≤ 5'),
      row('one query, worst ms', (result) => result.queryWorst, '≤ 20'),
      row('one query, mean CPU ms', (result) => result.queryCpu, ''),
      row('with counterfactuals, median ms', (result) => result.explainedMedian, ''),
      row('with counterfactuals, worst ms', (result) => result.explainedWorst, ''),
      row('whole matrix, ms', (result) => result.matrix, '≤ 1000'),
      row('whole matrix, CPU ms', (result) => result.matrixCpu, ''),
      row('firm → needs, median ms', (result) => result.reverseMedian, ''),
      row('memory, MB', (result) => result.memory, ''),
    ],
  );
  const teams = [measureTeams(100, 15), measureTeams(300, 7)];
  const team = formatTable(
    ['exact team', 'median ms', 'worst ms', 'mean CPU ms', 'proven optimal', 'goal'],
    teams.map((result) => [
      `${result.candidates} candidates`,
      result.median.toFixed(1),
      result.worst.toFixed(1),
      result.cpu.toFixed(1),
      `${result.optimal} of ${result.runs}`,
      result.candidates <= 100 ? '≤ 50 ms' : '≤ 1500 ms',
    ]),
  );
  return `${matching}\n\n${team}`;
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Processor time of this process, helper threads included: what is left of a measurement on a busy machine. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * Without it a figure of memory is what happens to lie around; the flag needs no other start of the process. What only
 * garbage held is found by the next round.
 */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 4; round += 1) collect();
}

function usedMemory(): number {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + Math.max(external, arrayBuffers)) / 1_048_576;
}
