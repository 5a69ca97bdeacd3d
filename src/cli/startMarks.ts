/**
 * Start-up marks: how long after the process began each step was reached. `MUSUBI_MARKS=1` writes them to
 * standard error when the command is done, one line of JSON.
 *
 * - `code`: the command line's own code is loaded
 * - `open`: the registry is open, its key, schema, bundle and index checked
 * - `answered`: the command's work is done and its output written
 */
export type StartMark = 'code' | 'open' | 'answered';

const marks: Partial<Record<StartMark, number>> = {};

export function markStart(name: StartMark) {
  marks[name] ??= performance.now();
}

export function writeStartMarks() {
  if (process.env.MUSUBI_MARKS) process.stderr.write(`${JSON.stringify({ marks })}\n`);
}
