import { readStamp } from '../bootstrap/stamp.mjs';

/** Totals of a report file that is missing or cut off: the run broke before it could count. */
const brokenRun = { passed: 0, failed: 1, skipped: 0 };

/** Counts of vitest's JSON report. A file that could not even be loaded counts as one failed test. */
export function vitestTotals(file) {
  const report = readStamp(file);
  if (!report) return brokenRun;
  const unloaded = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of Playwright's JSON report; a test that passed on a second try counts as failed. */
export function playwrightTotals(file) {
  const report = readStamp(file);
  if (!report) return brokenRun;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky;
  const brokenBeforeTests = report.errors.length > 0 && failed === 0 ? 1 : 0;
  return { passed: expected, failed: failed + brokenBeforeTests, skipped };
}

/** `12 passed, 0 failed`, with the skipped ones named only when there are any. */
export function describeTotals({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function addTotals(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
