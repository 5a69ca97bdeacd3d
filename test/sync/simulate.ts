import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { syncRules } from '#core/sync/syncRules.ts';
import { runHistory } from './simulation/history.ts';

const help = `The long form of the sync simulation: histories of many devices, an endpoint and what may go wrong between them.

npm run simulate -- [--histories N] [--from SEED] [--files] [--workers N]
    plays N histories (10000), one for each seed from SEED (1); with --files, files are attached to records too
npm run simulate -- --seed SEED [--files]
    plays one history again
npm run simulate -- --kill [--rounds N] [--files]
    real processes instead: devices and the endpoint are ended with SIGKILL at random moments, N times (100)

Prints one line of JSON. Status 1: something did not hold; the seeds that show it are named.
`;

interface Report {
  readonly histories: number;
  readonly operations: number;
  readonly faults: Record<string, number>;
  readonly failures: number;
  readonly seeds: readonly number[];
}

/** Histories per process: what thousands of opened files leave behind in a process goes with it. */
const blockSize = 250;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    files: { type: 'boolean', default: false },
    kill: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '100' },
    workers: { type: 'string', default: String(availableParallelism()) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (values.kill) {
  const { playKills } = await import('./simulation/kills.ts');
  const report = await playKills(Number(values.rounds), Number(values.seed ?? values.from), values.files);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exit(report.problems.length > 0 ? 1 : 0);
}
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.histories) : 1;
const report = count > blockSize ? await playInBlocks(first, count) : await play(first, count);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = report.failures > 0 ? 1 : 0;

async function play(from: number, histories: number): Promise<Report> {
  const faults: Record<string, number> = {};
  const seeds: number[] = [];
  let operations = 0;
  for (let seed = from; seed < from + histories; seed++) {
    const result = await runHistory(seed, syncRules, { files: values.files }).catch((cause: unknown) => ({
      operations: 0,
      faults: {},
      problems: [String(cause instanceof Error ? cause.stack : cause)],
    }));
    operations += result.operations;
    for (const [fault, times] of Object.entries(result.faults)) faults[fault] = (faults[fault] ?? 0) + times;
    if (result.problems.length === 0) continue;
    seeds.push(seed);
    process.stderr.write(`seed ${seed}:\n  ${result.problems.slice(0, 8).join('\n  ')}\n`);
  }
  return { histories, operations, faults, failures: seeds.length, seeds };
}

async function playInBlocks(from: number, histories: number): Promise<Report> {
  const starts = Array.from(
    { length: Math.ceil(histories / blockSize) },
    (_, block) => from + block * blockSize,
  );
  const reports: Report[] = [];
  const worker = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      reports.push(await playBlock(start, Math.min(blockSize, from + histories - start)));
      process.stderr.write(`${reports.reduce((sum, { histories: played }) => sum + played, 0)} histories\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, worker));
  const faults: Record<string, number> = {};
  for (const part of reports) {
    for (const [fault, times] of Object.entries(part.faults)) faults[fault] = (faults[fault] ?? 0) + times;
  }
  const seeds = reports.flatMap((part) => part.seeds).sort((a, b) => a - b);
  const operations = reports.reduce((sum, part) => sum + part.operations, 0);
  return { histories, operations, faults, failures: seeds.length, seeds };
}

/** A block in a process of its own. One that ends without a report breaks the whole run. */
async function playBlock(from: number, histories: number): Promise<Report> {
  const args = [import.meta.filename, '--from', String(from), '--histories', String(histories)];
  if (values.files) args.push('--files');
  const outcome = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
    (cause: { stdout?: string; stderr?: string }) => {
      if (!cause.stdout) throw cause;
      return { stdout: cause.stdout, stderr: cause.stderr ?? '' };
    },
  );
  process.stderr.write(outcome.stderr);
  return JSON.parse(outcome.stdout) as Report;
}
