import { rmSync } from 'node:fs';
import { expect, expectAccessible, startApp, test, visit } from './app.ts';

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
      } finally {
        await second.stop();
        rmSync(second.dataDirectory, { recursive: true, force: true });
      }
    });
  });
}
