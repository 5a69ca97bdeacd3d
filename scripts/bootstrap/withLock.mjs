import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheDirectory } from './paths.mjs';
import { StepError, say } from './say.mjs';

const longestHoldMinutes = 30;

function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** True when the holder has ended without giving the lock back, or holds it for longer than any step takes. */
function isAbandoned(path) {
  try {
    const ageMinutes = (Date.now() - statSync(path).mtimeMs) / 60_000;
    if (ageMinutes > longestHoldMinutes) return true;
    const holder = Number(readFileSync(path, 'utf8'));
    // An empty file is one that is being written right now.
    return holder > 0 && !isRunning(holder);
  } catch {
    return false;
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new StepError(
      `Cannot write ${path} (${error.code}).`,
      'Installing and building need a project folder that you may write to.',
    );
  }
}

/** Runs `step` while no other start of this checkout runs a step under the same name. */
export async function withLock(name, step) {
  mkdirSync(cacheDirectory, { recursive: true });
  const path = join(cacheDirectory, `${name}.lock`);
  let told = false;
  while (!take(path)) {
    if (isAbandoned(path)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another start of Musubi Desk to finish (${name}).`);
    told = true;
    await pause(200);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await step();
  } finally {
    release();
    process.off('exit', release);
  }
}
