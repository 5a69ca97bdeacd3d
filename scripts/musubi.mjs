#!/usr/bin/env node
// The `musubi` command in a checkout: whatever has to be installed or built first is, with all words about it on
// standard error; then the built command line runs on Node 24.
import { ensureBuilt } from './bootstrap/ensureBuilt.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { runMusubi } from './bootstrap/runMusubi.mjs';
import { explain } from './bootstrap/say.mjs';

const args = process.argv.slice(2);
let ready = false;
try {
  await ensurePackages();
  // Only `serve` shows the user interface; every other command does without it.
  await ensureBuilt(args.includes('serve') ? ['cli', 'app'] : ['cli']);
  ready = true;
} catch (error) {
  process.exitCode = explain(error);
}
if (ready) await runMusubi(args);
