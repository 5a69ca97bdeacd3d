import { parseArgs } from 'node:util';
import { runHistory } from './simulation/history.ts';

/**
 * The long form of the simulation: node test/sync/simulate.ts [--histories N] [--from SEED] [--seed SEED].
 * Ends with status 1 when anything did not hold, and names the seeds that show it.
 */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.histories) : 1;
const faults: Record<string, number> = {};
const failed: number[] = [];
let operations = 0;
for (let seed = first; seed < first + count; seed++) {
  const result = await runHistory(seed).catch((cause: unknown) => ({
    seed,
    operations: 0,
    faults: {},
    problems: [String(cause instanceof Error ? cause.stack : cause)],
  }));
  operations += result.operations;
  for (const [fault, times] of Object.entries(result.faults)) faults[fault] = (faults[fault] ?? 0) + times;
  if (result.problems.length > 0) {
    failed.push(seed);
    process.stderr.write(`seed ${seed}:\n  ${result.problems.slice(0, 8).join('\n  ')}\n`);
  }
  if ((seed - first + 1) % 500 === 0)
    process.stderr.write(`${seed - first + 1} histories, ${failed.length} failed\n`);
}
process.stdout.write(
  `${JSON.stringify({ histories: count, operations, faults, failures: failed.length, seeds: failed })}\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
