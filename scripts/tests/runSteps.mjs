import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../bootstrap/say.mjs';
import { addTotals, describeTotals } from './totals.mjs';

async function runStep(step, directory, line) {
  const started = performance.now();
  line(`\n── ${step.title} ──`);
  let result;
  try {
    result = await step.run(directory);
  } catch (error) {
    explain(error);
    result = { ok: false };
  }
  return { ...result, step, seconds: (performance.now() - started) / 1000 };
}

/** A part that is no collection of tests, or broke outside of them, counts as one failed test when it fails. */
function totalsOf({ ok, totals }) {
  if (totals && (ok || totals.failed > 0)) return totals;
  const counted = totals ?? { passed: 0, failed: 0, skipped: 0 };
  return ok ? counted : { ...counted, failed: counted.failed + 1 };
}

function summarise(results, steps, line) {
  line('\n── Summary ──');
  for (const { step, ok, seconds, totals } of results) {
    const counts = totals ? `  ${describeTotals(totals)}` : '';
    line(`${ok ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s${counts}`);
  }
  for (const step of steps.slice(results.length)) line(`not run ${step.name}`);
  line(describeTotals(results.map(totalsOf).reduce(addTotals, { passed: 0, failed: 0, skipped: 0 })));
}

/** Runs the parts in order up to the first that fails, writes a summary, and resolves with the exit status. */
export async function runSteps(steps, line = (text) => process.stdout.write(`${text}\n`)) {
  const directory = mkdtempSync(join(tmpdir(), 'musubi-test-'));
  const results = [];
  try {
    for (const step of steps) {
      const result = await runStep(step, directory, line);
      results.push(result);
      if (!result.ok) break;
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  summarise(results, steps, line);
  return results.every((result) => result.ok) ? 0 : 1;
}
