import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { formatTable } from '#test/bench/matching/table.ts';
import { figure, percentile } from './measure.ts';
import type { BenchRegistry } from './registry.ts';

const program = resolve(import.meta.dirname, '../../../out/cli/musubi.cjs');
const runs = 7;
/** Says what the command line says with MUSUBI_MARKS, and does nothing else. */
const nodeAlone =
  'const { user, system } = process.cpuUsage(); console.error(JSON.stringify({ marks: {}, processor: (user + system) / 1000 }))';

const commandsFor = (needId: string): readonly (readonly string[])[] => [
  ['list', 'city'],
  ['list', 'missionNote'],
  ['list', 'need', '--where', 'city=jakarta', '--sort', 'title'],
  ['show', 'need', needId],
  ['show', 'city', 'jakarta'],
  ['search', '水'],
  ['search', 'スマートシティ'],
  ['search', 'smart city'],
];

export interface CommandFigures {
  readonly size: number;
  readonly command: string;
  /** Milliseconds from the start of the process as a whole, fastest and median of the runs. */
  readonly fastest: number;
  readonly median: number;
  /** Start-up marks of the fastest run, milliseconds after the process began; empty for Node alone. */
  readonly marks: Readonly<Record<string, number>>;
  /** Least processor time of a run. */
  readonly processor: number;
}

/**
 * Whole processes of the built command line, started and ended: what a person at a terminal waits for.
 * @param needId a need of ordinary size to be shown
 */
export async function measureCommands(registry: BenchRegistry, needId: string): Promise<CommandFigures[]> {
  const figures: CommandFigures[] = [
    await measure(registry.size, 'node --eval 0 (Node itself)', ['--eval', nodeAlone]),
  ];
  for (const command of commandsFor(needId)) {
    const args = [program, '--data', registry.directory, '--json', '--quiet', ...command];
    figures.push(await measure(registry.size, command.join(' '), args));
  }
  return figures;
}

async function measure(size: number, command: string, args: readonly string[]): Promise<CommandFigures> {
  await runOnce(args);
  const results: Awaited<ReturnType<typeof runOnce>>[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await runOnce(args));
  const best = results.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a));
  const all = results.map(({ milliseconds }) => milliseconds);
  return {
    size,
    command,
    fastest: best.milliseconds,
    median: percentile(all, 0.5),
    marks: best.marks,
    processor: Math.min(...results.map(({ processor }) => processor)),
  };
}

function runOnce(args: readonly string[]) {
  const {
    promise,
    resolve: done,
    reject,
  } = Promise.withResolvers<{
    milliseconds: number;
    marks: Record<string, number>;
    processor: number;
  }>();
  const started = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, MUSUBI_MARKS: '1' } });
  let messages = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages += text;
  });
  child.on('error', reject);
  child.on('close', (status) => {
    const milliseconds = performance.now() - started;
    if (status !== 0) reject(new Error(`${args.join(' ')} ended with ${status}: ${messages}`));
    else done({ milliseconds, ...readMarks(messages) });
  });
  return promise;
}

function readMarks(messages: string): { marks: Record<string, number>; processor: number } {
  const line = messages.split('\n').find((text) => text.startsWith('{"marks"'));
  if (!line) throw new Error(`no start-up marks in: ${messages}`);
  return JSON.parse(line);
}

export function commandsTable(figures: readonly CommandFigures[]): string {
  return formatTable(
    [
      'Records',
      'Command',
      'Fastest ms',
      'Median ms',
      'Processor ms',
      'Code loaded',
      'Registry open',
      'Answered',
    ],
    figures.map(({ size, command, fastest, median, marks, processor }) => [
      size.toLocaleString('en'),
      command,
      figure(fastest),
      figure(median),
      figure(processor),
      figure(marks.code ?? Number.NaN),
      figure(marks.open ?? Number.NaN),
      figure(marks.answered ?? Number.NaN),
    ]),
  );
}
