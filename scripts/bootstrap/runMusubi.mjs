import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNode24, runsOnNode24 } from './findNode24.mjs';
import { cacheDirectory, inRoot } from './paths.mjs';

/** Compiled code of earlier runs is kept here; it takes about a fifth off the start of the command line. */
const compileCache = join(cacheDirectory, 'compiled');

/** Runs the built command line: in this process when its Node is new enough, else in one of Node 24. */
export async function runMusubi(args) {
  const program = inRoot('out', 'cli', 'musubi.cjs');
  if (runsOnNode24()) {
    nodeModule.enableCompileCache(compileCache);
    process.argv = [process.execPath, program, ...args];
    await import(pathToFileURL(program).href);
    return;
  }
  const { handOver } = await import('./handOver.mjs');
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env };
  await handOver(findNode24(), [program, ...args], { env });
}
