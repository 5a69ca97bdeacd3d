import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';

export const neededNodeMajor = 24;

const installed = process.platform === 'win32' ? ['node.exe'] : ['node'];

/** True when the running Node is new enough to run the program itself. */
export function runsOnNode24() {
  return Number(process.versions.node.split('.')[0]) >= neededNodeMajor;
}

/** The Node 24 that everything but the bootstrap runs on: the one running, else the installed package; or null. */
export function findNode24() {
  if (runsOnNode24()) return process.execPath;
  const path = inRoot('node_modules', 'node', 'bin', ...installed);
  return existsSync(path) ? path : null;
}
