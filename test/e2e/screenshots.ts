import { resolve } from 'node:path';
import { type Page, test as playwright } from '@playwright/test';
import { test, visit } from './app.ts';

/**
 * The pictures of the README, of the bundled data as it is:
 * node scripts/run.mjs playwright test --config test/e2e/screenshots.config.ts
 */
const folder = resolve(import.meta.dirname, '../../docs/screenshots');

interface Picture {
  readonly file: string;
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly route: string;
  readonly isMap?: boolean;
}

const pictures: readonly Picture[] = [
  { file: 'home-ja', language: 'ja', theme: 'light', route: '/' },
  { file: 'city-ja', language: 'ja', theme: 'light', route: '/record/phnom-penh' },
  {
    file: 'map-ja',
    language: 'ja',
    theme: 'light',
    route: '/map?kinds=city,study&selected=bangkok',
    isMap: true,
  },
  { file: 'studies-en', language: 'en', theme: 'dark', route: '/list/study?open=sj2021-danang-map' },
];

playwright.describe.configure({ mode: 'serial' });

for (const { file, language, theme, route, isMap } of pictures) {
  test.describe(file, () => {
    test.use({ uiLanguage: language, theme });
    test('is taken', async ({ desk }) => {
      await visit(desk, route);
      if (isMap) await desk.locator('[data-drawn]').waitFor({ state: 'attached', timeout: 60_000 });
      await fontsReady(desk);
      await desk.screenshot({ path: resolve(folder, `${file}.png`), animations: 'disabled' });
    });
  });
}

async function fontsReady(desk: Page) {
  await desk.evaluate(async () => {
    await document.fonts.ready;
  });
}
