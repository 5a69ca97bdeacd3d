import { expect, test } from '@playwright/test';
import { Machine } from './runApp.ts';

test.describe('the menu', () => {
  let machine: Machine;

  test.beforeEach(() => {
    machine = new Machine();
  });

  test.afterEach(() => machine.remove());

  test('follows the language of the page, also at the next start', async () => {
    const first = await machine.start();
    const page = await first.page();
    // The page says its own language once, when it has read it.
    await page.getByRole('main').waitFor();
    for (const [language, label] of [
      ['ja', 'ファイル'],
      ['en', 'File'],
      ['ja-JP', 'ファイル'],
    ] as const) {
      await page.evaluate((code) => {
        document.documentElement.lang = code;
      }, language);
      await expect.poll(async () => (await first.ask('records')).menuLabels[0]).toBe(label);
    }
    await first.quit();
    expect(machine.shellSettings()).toMatchObject({ language: 'ja-JP' });
  });

  test('stays as it is for a language without a menu, and for what is no language', async () => {
    const app = await machine.start();
    const page = await app.page();
    await page.getByRole('main').waitFor();
    for (const language of ['en', 'tlh', '../../etc', '<b>', 'x'.repeat(400)]) {
      await page.evaluate((code) => {
        document.documentElement.lang = code;
      }, language);
      await expect.poll(async () => (await app.ask('records')).menuLabels[0]).toBe('File');
    }
  });
});
