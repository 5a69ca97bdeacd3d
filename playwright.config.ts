import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/host/browser/findBrowser.mjs';

/**
 * End-to-end tests: `npm test`, or `node scripts/run.mjs playwright test --project browser`. The browser is the one
 * that is installed; `MUSUBI_BROWSER` names another.
 */
export default defineConfig({
  testMatch: '*.spec.ts',
  timeout: 60_000,
  // Each test has a server, a database and a browser; more at once than cores makes all of them slow.
  workers: 2,
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'test-results',
  use: { launchOptions: { executablePath: findBrowser() ?? undefined } },
  projects: [
    { name: 'browser', testDir: 'test/e2e' },
    { name: 'electron', testDir: 'test/electron' },
  ],
});
