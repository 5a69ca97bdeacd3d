import { spawn } from 'node:child_process';

const keptOutput = 16_384;

/**
 * Runs a program to its end.
 *
 * `output`: 'show' hands over the terminal, 'hide' keeps the last 16 KiB for an error message, 'stderr' shows
 * everything on standard error. `seconds` ends the program (and resolves with `timedOut`) when it takes longer.
 *
 * Resolves with `{status, timedOut, output}`; `status` is null when the program could not be started.
 */
export function runCommand(program, args, { cwd, env, output = 'show', seconds, shell = false } = {}) {
  return new Promise((resolve) => {
    const stdio = { show: 'inherit', hide: ['ignore', 'pipe', 'pipe'], stderr: ['ignore', 2, 2] }[output];
    const child = spawn(program, args, { cwd, env, stdio, shell, windowsHide: true });
    let kept = '';
    let timedOut = false;
    const keep = (chunk) => {
      kept = (kept + chunk).slice(-keptOutput);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const timer =
      seconds &&
      setTimeout(() => {
        timedOut = true;
        child.kill('SIGKILL');
      }, seconds * 1000);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ status: null, timedOut, output: String(error.message) });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ status: code ?? (signal ? 128 : 1), timedOut, output: kept });
    });
  });
}

/** The last lines of a program's output, indented, for an error message. */
export function lastLines(output, count = 8) {
  const lines = output.trimEnd().split('\n').slice(-count);
  return lines.map((line) => `  ${line}`).join('\n');
}
