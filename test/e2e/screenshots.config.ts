import { defineConfig } from '@playwright/test';
import { findBrowser } from '#host/browser/findBrowser.mjs';

/** Makes the pictures of the README anew; not a test. See screenshots.ts. */
export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  timeout: 120_000,
  workers: 1,
  reporter: 'list',
  outputDir: '../../test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    },
  },
});
