import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { makeScratchDirectory } from '../support/scratchDirectory.ts';
import { type App, expect, expectAccessible, expectReadableColours, startApp, test, visit } from './app.ts';

const passphrase = 'four quite ordinary words';

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('a passphrase is set in the settings, asked for at the next start, and taken off again', async ({
      desk,
      app,
    }) => {
      await visit(desk, '/settings');
      await desk.getByRole('button', { name: 'Set a passphrase' }).click();
      const save = desk.getByRole('button', { name: 'Save the passphrase' });
      await desk.getByLabel('New passphrase', { exact: true }).fill('short');
      await desk.getByLabel('New passphrase, once more').fill('short');
      await expect(save).toBeDisabled();
      await desk.getByLabel('New passphrase', { exact: true }).fill(passphrase);
      await desk.getByLabel('New passphrase, once more').fill(`${passphrase}!`);
      await expect(desk.getByText('The two are not the same.')).toBeVisible();
      await expect(save).toBeDisabled();
      await desk.getByLabel('New passphrase, once more').fill(passphrase);
      await expectAccessible(desk, 'the form for a passphrase');
      await desk.getByLabel('New passphrase, once more').press('Enter');
      await expect(desk.getByText('The passphrase is in force from the next start.')).toBeVisible();
      await app.stop();

      // The same address, so that the watch for foreign requests goes on.
      const second = await startApp(app.dataDirectory, new URL(app.origin).port);
      try {
        await desk.goto('about:blank');
        await desk.goto(second.address);
        await expect(desk.getByRole('heading', { name: 'This registry is locked' })).toBeVisible();
        await expectAccessible(desk, 'the locked registry');
        const field = desk.getByLabel('Passphrase', { exact: true });
        await expect(field).toBeFocused();
        await field.fill('something else entirely');
        await field.press('Enter');
        await expect(desk.getByText('This is not the passphrase of the registry.')).toBeVisible();
        await field.fill(passphrase);
        await field.press('Enter');
        await expect(desk.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
        await visit(desk, '/settings');
        await desk.getByRole('button', { name: 'Take the passphrase off' }).click();
        await desk.getByLabel('Present passphrase').fill(passphrase);
        await desk.getByRole('button', { name: 'Take it off' }).click();
        await expect(desk.getByText('The passphrase has been taken off.')).toBeVisible();
        if (theme === 'light') await seeFirstOpening(desk, second);
      } finally {
        await second.stop();
        rmSync(second.dataDirectory, { recursive: true, force: true });
      }
    });
  });
}

/** What a window shows while a registry is made and filled, at the same address as the app before. */
async function seeFirstOpening(desk: Page, before: App) {
  await before.stop();
  const directory = makeScratchDirectory('musubi-e2e-');
  const app = await startApp(directory, new URL(before.origin).port);
  try {
    const headers = { origin: app.origin };
    const { request } = desk.context();
    const secret = new URL(app.address).hash.slice(1);
    await request.post(`${app.origin}/session`, { headers, data: { secret } });
    const state = await request.post(`${app.origin}/rpc/access/state`, { headers, data: {} });
    const answer = await state.body();
    expect(JSON.parse(answer.toString()).json).toMatchObject({ locked: false, opening: { reason: 'first' } });
    let isFirst = true;
    // The page may load later than the registry is filled: it is shown what the host has answered just now.
    await desk.evaluate(() => localStorage.clear());
    await desk.route('**/rpc/access/state', async (route) => {
      // A window that has seen no registry yet shows no empty frame before it knows what to show.
      if (isFirst) {
        await desk.locator('#main').waitFor({ state: 'attached' });
        expect(await desk.getByRole('navigation').count()).toBe(0);
      }
      isFirst = false;
      await route.fulfill({ body: answer, contentType: 'application/json' });
    });
    await desk.goto('about:blank');
    await desk.goto(app.origin);
    await expect(desk.getByRole('heading', { level: 1, name: 'Preparing the registry' })).toBeVisible();
    await expect(desk.getByRole('progressbar', { name: 'Preparing the registry' })).toHaveAttribute(
      'aria-valuenow',
      /^\d{1,2}$/,
    );
    await expectAccessible(desk, 'a first opening');
    await desk.emulateMedia({ colorScheme: 'dark' });
    await expectReadableColours(desk, 'a first opening in the dark');
    // From now on it hears the host itself, and opens by itself once that is done: with a fresh start, before which
    // nothing of the app is shown that could be used and lost.
    await desk.evaluate(() => {
      const note = () => document.querySelector('nav') && sessionStorage.setItem('shown too early', 'yes');
      new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
    });
    await desk.unroute('**/rpc/access/state');
    await expect(desk.getByRole('navigation').first()).toBeVisible();
    await visit(desk, '/list/city');
    await expect(desk.getByRole('heading', { level: 1 })).toContainText('35');
    expect(await desk.evaluate(() => sessionStorage.getItem('shown too early'))).toBeNull();
  } finally {
    await app.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
