import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const keptOutput = 16_384;

const secondsToEnd = 3;

/**
 * A start that is broken off must not leave an installer at work behind it, which the next start would run into: the
 * program is ended first, then this process. Returns what takes this care back again.
 */
function endTogether(child) {
  const end = (signal) => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), secondsToEnd * 1000).unref();
    child.once('close', () => process.exit(128 + constants.signals[signal]));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

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
    const release = endTogether(child);
    child.once('error', (error) => {
      clearTimeout(timer);
      release();
      resolve({ status: null, timedOut, output: String(error.message) });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      release();
      resolve({ status: code ?? (signal ? 128 : 1), timedOut, output: kept });
    });
  });
}

/** The last lines of a program's output, indented, for an error message. */
export function lastLines(output, count = 8) {
  const lines = output.trimEnd().split('\n').slice(-count);
  return lines.map((line) => `  ${line}`).join('\n');
}
