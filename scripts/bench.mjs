#!/usr/bin/env node
// Runs the benchmarks under Node 24; the arguments go to test/bench/main.ts.
import { existsSync } from 'node:fs';
import { ensureBrowser } from './bootstrap/ensureBrowser.mjs';
import { ensureBuilt } from './bootstrap/ensureBuilt.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { findNode24 } from './bootstrap/findNode24.mjs';
import { handOver } from './bootstrap/handOver.mjs';
import { inRoot } from './bootstrap/paths.mjs';
import { explain, StepError } from './bootstrap/say.mjs';

const program = inRoot('test', 'bench', 'main.ts');
try {
  if (!existsSync(program))
    throw new StepError('The benchmarks (test/bench/main.ts) are missing from this checkout.');
  await ensurePackages();
  if (!['matching', 'sync'].includes(process.argv[2] ?? '')) {
    // Whole commands are timed as they are delivered; frames are counted in the app, in a browser; briefs are printed by one.
    await ensureBuilt(['cli', 'app']);
    if (!(await ensureBrowser({ retry: true })))
      throw new StepError('Frames and printed briefs are measured with a Chromium, Chrome or Edge.');
  }
  await handOver(findNode24(), [program, ...process.argv.slice(2)]);
} catch (error) {
  process.exitCode = explain(error);
}
