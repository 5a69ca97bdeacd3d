import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { findNode24 } from './findNode24.mjs';
import { isInstalledAsLocked } from './lockedPackages.mjs';
import { inRoot, root } from './paths.mjs';
import { lastLines, runCommand } from './runCommand.mjs';
import { StepError, say } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { withLock } from './withLock.mjs';

const lockFile = inRoot('package-lock.json');
const stampFile = inRoot('node_modules', '.musubi-installed.json');

function lockFileState() {
  const { mtimeMs, size } = statSync(lockFile);
  return { mtimeMs, size };
}

/** The whole check of an ordinary start: two small files and one look for Node. */
function isStampCurrent() {
  const stamp = readStamp(stampFile);
  if (!stamp) return false;
  const { mtimeMs, size } = lockFileState();
  return stamp.mtimeMs === mtimeMs && stamp.size === size && findNode24() !== null;
}

function isInstalled() {
  const installed = readStamp(inRoot('node_modules', '.package-lock.json'));
  if (!installed?.packages || findNode24() === null) return false;
  return isInstalledAsLocked(JSON.parse(readFileSync(lockFile, 'utf8')).packages, installed.packages);
}

/** npm as started by `npm start`, else the one on the path. */
function npm(args) {
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js') && existsSync(script)) {
    const node = process.env.npm_node_execpath ?? process.execPath;
    return runCommand(node, [script, ...args], { cwd: root, env, output: 'hide' });
  }
  return runCommand('npm', args, { cwd: root, env, output: 'hide', shell: process.platform === 'win32' });
}

async function installPackages() {
  const exists = existsSync(inRoot('node_modules', '.package-lock.json'));
  say(
    exists
      ? 'Bringing the npm packages up to date …'
      : 'Installing the npm packages (about a minute, once) …',
  );
  // On Windows `npm ci` cannot delete the node.exe that may be running this very script.
  const command = process.platform === 'win32' && exists ? ['install', '--no-save'] : ['ci'];
  // No install scripts: every native package brings its binary along, and a bare machine has no compiler for the
  // rebuild that npm would otherwise try for better-sqlite3.
  const { status, output } = await npm([
    ...command,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (status !== 0) {
    throw new StepError(
      `The npm packages could not be installed (npm ${command[0]} ended with ${status ?? 'no start'}):\n${lastLines(output)}`,
      'Check the network or the npm registry setting, then start again; nothing else was changed.',
    );
  }
}

/** The `node` package has no binary of its own; its script fetches the one for this platform. */
async function installNode24() {
  if (findNode24() !== null) return;
  const cwd = inRoot('node_modules', 'node');
  const { status, output } = await runCommand(process.execPath, ['installArchSpecificPackage.js'], {
    cwd,
    output: 'hide',
  });
  if (findNode24() === null) {
    throw new StepError(
      `Node 24 could not be installed (status ${status}):\n${lastLines(output)}`,
      'Check the network and start again, or install Node 24 or later and use it for this command.',
    );
  }
}

/** Lets `#!/usr/bin/env node` of the packages' own commands find Node 24 under `npm run`. */
function linkNode24() {
  const link = inRoot('node_modules', '.bin', 'node');
  if (process.platform === 'win32' || existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync('../node/bin/node', link);
}

/** Installs the npm packages and Node 24 when they are missing or the lock file asks for others. */
export async function ensurePackages() {
  if (isStampCurrent()) return;
  if (!existsSync(lockFile)) return;
  if (isInstalled()) {
    writeStamp(stampFile, lockFileState());
    return;
  }
  await withLock('install', async () => {
    if (isStampCurrent()) return;
    const state = lockFileState();
    if (!isInstalled()) {
      await installPackages();
      await installNode24();
      linkNode24();
    }
    writeStamp(stampFile, state);
  });
}
