#!/usr/bin/env node
// `npm run simulate`: the long form of the sync simulation under Node 24, see test/sync/simulate.ts
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { findNode24 } from './bootstrap/findNode24.mjs';
import { handOver } from './bootstrap/handOver.mjs';
import { inRoot } from './bootstrap/paths.mjs';
import { explain } from './bootstrap/say.mjs';

try {
  await ensurePackages();
  await handOver(findNode24(), [inRoot('test', 'sync', 'simulate.ts'), ...process.argv.slice(2)]);
} catch (error) {
  process.exitCode = explain(error);
}
