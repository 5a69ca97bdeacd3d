import { existsSync } from 'node:fs';
import { browserVariable } from '../../src/host/browser/findBrowser.mjs';
import { findElectron } from '../bootstrap/electronBinary.mjs';
import { ensureBrowser } from '../bootstrap/ensureBrowser.mjs';
import { ensureBuilt } from '../bootstrap/ensureBuilt.mjs';
import { findNode24 } from '../bootstrap/findNode24.mjs';
import { findPackageCommand } from '../bootstrap/findPackageCommand.mjs';
import { inRoot, root } from '../bootstrap/paths.mjs';
import { runCommand } from '../bootstrap/runCommand.mjs';
import { StepError } from '../bootstrap/say.mjs';
import { playwrightTotals, vitestTotals } from './totals.mjs';

const typeProjects = ['tsconfig.core.json', 'tsconfig.ui.json', 'tsconfig.node.json'];

/** Runs a package's command in the terminal and resolves with whether it ended well. */
async function passes(command, args, env = {}) {
  const { status } = await runCommand(findNode24(), [findPackageCommand(command), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  return status === 0;
}

async function browserForTests() {
  const browser = await ensureBrowser({ retry: true });
  if (!browser) throw new StepError('These tests need a Chromium, Chrome or Edge.');
  return browser;
}

/**
 * The parts of `npm test` in their order. `run(directory)` resolves with `{ok, totals?}`; `directory` is a folder
 * for report files, `totals` the counts of `{passed, failed, skipped}` tests for parts that consist of tests.
 */
export const testSteps = [
  {
    name: 'types',
    title: 'Types',
    async run() {
      let ok = true;
      for (const project of typeProjects) ok = (await passes('tsc', ['--noEmit', '-p', project])) && ok;
      return { ok };
    },
  },
  {
    name: 'lint',
    title: 'Lint',
    run: async () => ({ ok: await passes('biome', ['check', '.']) }),
  },
  {
    name: 'unit',
    title: 'Unit, database, sync, security and language tests',
    async run(directory) {
      const report = `${directory}/vitest.json`;
      // Some of these tests call the command line or print with a browser.
      const env = { [browserVariable]: await browserForTests() };
      await ensureBuilt(['cli']);
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const ok = await passes('vitest', args, env);
      return { ok, totals: vitestTotals(report) };
    },
  },
  {
    name: 'build',
    title: 'Build',
    async run() {
      await ensureBuilt(['cli', 'app']);
      return { ok: true };
    },
  },
  {
    name: 'e2e',
    title: 'End-to-end tests in a browser',
    async run(directory) {
      if (!existsSync(inRoot('playwright.config.ts'))) {
        throw new StepError('playwright.config.ts is missing from this checkout.');
      }
      const report = `${directory}/playwright.json`;
      const env = {
        [browserVariable]: await browserForTests(),
        MUSUBI_ELECTRON: findElectron() ?? '',
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      };
      await ensureBuilt(['cli', 'app']);
      const ok = await passes('playwright', ['test', '--reporter=list,json'], env);
      return { ok, totals: playwrightTotals(report) };
    },
  },
];
