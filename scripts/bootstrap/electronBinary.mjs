import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode24 } from './findNode24.mjs';
import { cacheDirectory, inRoot } from './paths.mjs';
import { say } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const packageFolder = inRoot('node_modules', 'electron');
const failureStamp = join(cacheDirectory, 'electron-not-downloaded.json');
const retryAfterHours = 24;
const secondsWithoutProgress = 20;
const longestSeconds = 900;

/** The path of Electron's program when its binary is unpacked in node_modules, else null. */
export function findElectron() {
  try {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    const unpacked = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    if (unpacked !== version) return null;
    const program = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'));
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

function bytesBelow(folder) {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/**
 * Runs the package's own installer. The npm package brings no binary and has no install script any more; this is
 * what it runs itself when first asked for its path. The download goes to a folder of our own, so that a dead
 * connection (a closed network that swallows requests) is told from a slow one by whether bytes still arrive.
 */
function download() {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-electron-'));
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
  return new Promise((resolve) => {
    const child = spawn(findNode24(), [join(packageFolder, 'install.js')], {
      env,
      stdio: 'ignore',
      windowsHide: true,
    });
    let bytes = 0;
    let idleSeconds = 0;
    let seconds = 0;
    const watch = setInterval(() => {
      const now = bytesBelow(folder) + bytesBelow(packageFolder);
      idleSeconds = now === bytes ? idleSeconds + 1 : 0;
      bytes = now;
      seconds += 1;
      if (idleSeconds >= secondsWithoutProgress || seconds >= longestSeconds) child.kill('SIGKILL');
    }, 1000);
    const finish = () => {
      clearInterval(watch);
      rmSync(folder, { recursive: true, force: true });
      resolve();
    };
    child.once('error', finish);
    child.once('close', finish);
  });
}

/**
 * The path of Electron's program, downloading it when it is not there; null when it cannot be had. A failure is
 * remembered for a day, so that later starts ask nobody. Never takes longer than 20 s on a dead connection.
 */
export async function ensureElectron() {
  const found = findElectron();
  if (found || !existsSync(packageFolder)) return found;
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const failure = readStamp(failureStamp);
  if (failure?.version === version && Date.now() - failure.at < retryAfterHours * 3_600_000) return null;
  say('Downloading Electron (about 110 MB, once) …');
  await download();
  const downloaded = findElectron();
  if (!downloaded) writeStamp(failureStamp, { version, at: Date.now() });
  return downloaded;
}
