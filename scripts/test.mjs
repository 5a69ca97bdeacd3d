#!/usr/bin/env node
// `npm test`: everything, or the parts that are named: node scripts/test.mjs [types|lint|unit|build|e2e …]
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { explain, StepError } from './bootstrap/say.mjs';
import { runSteps } from './tests/runSteps.mjs';
import { testSteps } from './tests/testSteps.mjs';

const known = testSteps.map((step) => step.name);
const wanted = process.argv.slice(2);
try {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown)
    throw new StepError(`There is no test step called "${unknown}".`, `Known: ${known.join(', ')}.`);
  await ensurePackages();
  const steps = testSteps.filter((step) => wanted.length === 0 || wanted.includes(step.name));
  process.exitCode = await runSteps(steps);
} catch (error) {
  process.exitCode = explain(error);
}
