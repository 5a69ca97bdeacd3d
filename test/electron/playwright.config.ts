import { defineConfig } from '@playwright/test';

/** The Electron shell alone: npx playwright test --config test/electron/playwright.config.ts */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
  outputDir: '../../test-results/electron',
});
