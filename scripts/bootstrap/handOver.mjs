import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwarded = ['SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the terminal's place: same input and output, signals passed on, and this process ends with the
 * same status. Never resolves.
 */
export function handOver(program, args, { env, cwd } = {}) {
  return new Promise(() => {
    const child = spawn(program, args, { stdio: 'inherit', env, cwd });
    // Ctrl-C in a terminal reaches the child directly, and a second one would cut its tidying up short.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
    for (const signal of forwarded) process.on(signal, () => child.kill(signal));
    child.once('error', (error) => {
      process.stderr.write(`${program} could not be started (${error.code}).\n`);
      process.exit(1);
    });
    child.once('exit', (code, signal) =>
      process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : code),
    );
  });
}
