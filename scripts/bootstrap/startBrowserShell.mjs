import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findNode24 } from './findNode24.mjs';
import { inRoot } from './paths.mjs';

/** The address in the first line of `serve`, or null when the line is something else. */
export function addressIn(line) {
  try {
    const { url } = JSON.parse(line);
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

/** Calls `action` when the process that started this one is gone: npm passes signals to its shell, which keeps them. */
function whenOrphaned(action) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    action();
  }, 500);
  watch.unref();
}

/**
 * Runs `musubi serve` until it ends. Opens a window when asked; otherwise prints the address to open, which works
 * once and only on this machine.
 */
export function startBrowserShell({ open, args }) {
  const serve = [inRoot('out', 'cli', 'musubi.js'), 'serve', ...(open ? ['--open'] : []), ...args];
  return new Promise((resolve) => {
    const child = spawn(findNode24(), serve, { stdio: ['inherit', 'pipe', 'inherit'] });
    // The server finishes the requests under way. Ctrl-C in a terminal reaches it directly as well, which is no harm.
    const stop = () => child.kill('SIGTERM');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    whenOrphaned(stop);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = addressIn(line);
      if (!address) process.stdout.write(`${line}\n`);
      else if (open)
        process.stdout.write('Musubi Desk is open in a window of its own; closing the window ends it.\n');
      else
        process.stdout.write(
          `Musubi Desk is ready. Open this address in a browser on this machine:\n${address}\n`,
        );
    });
    child.once('error', (error) => {
      process.stderr.write(`The browser shell could not be started (${error.code}).\n`);
      process.exitCode = 1;
      resolve();
    });
    child.once('exit', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}
