/**
 * Start-up marks: how long after the process began each step was reached. `MUSUBI_MARKS=1` writes them to
 * standard error when the command is done, one line of JSON: milliseconds by the clock for each mark, and
 * `processor`, the milliseconds of processor time used until then.
 *
 * - `code`: the command line's own code is loaded
 * - `open`: the registry is open, its key, schema, bundle and index checked
 * - `answered`: the command's work is done and its output written
 */
export type StartMark = 'code' | 'open' | 'answered';

const marks: Partial<Record<StartMark, number>> = {};

export function markStart(name: StartMark) {
  if (process.env.MUSUBI_MARKS) marks[name] ??= performance.now();
}

export function writeStartMarks() {
  if (!process.env.MUSUBI_MARKS) return;
  const { user, system } = process.cpuUsage();
  process.stderr.write(`${JSON.stringify({ marks, processor: (user + system) / 1000 })}\n`);
}
