#!/usr/bin/env node
// Builds everything, whether or not it is up to date: node scripts/build.mjs [cli|app …]
import { buildTargets } from './bootstrap/buildTargets.mjs';
import { build } from './bootstrap/ensureBuilt.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { explain, StepError } from './bootstrap/say.mjs';
import { withLock } from './bootstrap/withLock.mjs';

const known = Object.keys(buildTargets);
const wanted = process.argv.slice(2);
try {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown)
    throw new StepError(`There is nothing called "${unknown}" to build.`, `Known: ${known.join(', ')}.`);
  await ensurePackages();
  for (const name of wanted.length > 0 ? wanted : known) {
    await withLock(`build-${name}`, () => build(name));
  }
} catch (error) {
  process.exitCode = explain(error);
}
