import { spawn } from 'node:child_process';
import { root } from './paths.mjs';
import { say } from './say.mjs';

/** An end within this time with a failure status means that the window never opened. */
const secondsToOpen = 5;

/** Chromium, and with it Electron, refuses to run as root on Linux with its sandbox. */
function sandboxArguments() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return [];
  say('Running as root, so the window runs without its sandbox; use an ordinary user for real work.');
  return ['--no-sandbox'];
}

/** Opens the built app and waits until it is closed. Resolves with null, or with why it did not open. */
export function startElectron(program, args) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(program, [...sandboxArguments(), root, ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
    child.once('error', (error) => resolve(error.code ?? error.message));
    child.once('exit', (code, signal) => {
      const seconds = (performance.now() - started) / 1000;
      if (code !== 0 && seconds < secondsToOpen) {
        resolve(signal ? `ended by ${signal}` : `status ${code}`);
        return;
      }
      process.exitCode = code ?? 1;
      resolve(null);
    });
  });
}
