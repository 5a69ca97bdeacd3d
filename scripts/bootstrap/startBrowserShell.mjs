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

/** What is said above the address, which lets one browser in, once. */
function welcome(open) {
  if (!open) return 'Musubi Desk is ready. Open this address in a browser on this machine:';
  return 'Musubi Desk opens in a window of its own; closing it ends the program. Should none appear, open this address:';
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
 * Runs `musubi serve` until it ends, and resolves with its exit status. Opens a window when asked; prints the address
 * in any case.
 */
export function startBrowserShell({ open, args }) {
  const serve = [inRoot('out', 'cli', 'musubi.cjs'), 'serve', ...(open ? ['--open'] : []), ...args];
  return new Promise((resolve) => {
    const child = spawn(findNode24(), serve, { stdio: ['inherit', 'pipe', 'inherit'] });
    // The server finishes the requests under way. Ctrl-C in a terminal reaches it directly as well, which is no harm.
    const stop = () => child.kill('SIGTERM');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    whenOrphaned(stop);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = addressIn(line);
      if (address) process.stdout.write(`${welcome(open)}\n${address}\n`);
      else process.stdout.write(`${line}\n`);
    });
    child.once('error', (error) => {
      process.stderr.write(`The browser shell could not be started (${error.code}).\n`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
