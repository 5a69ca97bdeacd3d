import { findBrowser } from '#host/browser/findBrowser.mjs';
import { expect, expectAccessible, test, visit } from './app.ts';

test.use({
  launchOptions: {
    executablePath: findBrowser() ?? undefined,
    args: ['--disable-gpu', '--disable-3d-apis'],
  },
});

test('without WebGL a simple map says so, works with list and keys all the same, and is saved as a PNG', async ({
  desk,
}) => {
  await visit(desk, '/map?kinds=city&selected=hanoi');
  await expect(desk.locator('[data-engine="drawing"]')).toBeVisible();
  await expect(desk.getByText('WebGL is not available')).toBeVisible();
  const map = desk.locator('svg[role="img"]');
  await expect(map.getByText('Hanoi', { exact: true })).toBeVisible();
  await expectAccessible(desk);

  await desk.getByRole('region', { name: 'Map and legend' }).locator('[tabindex="0"][role="region"]').focus();
  await desk.keyboard.press('Enter');
  const panel = desk.getByRole('dialog', { name: 'Records at this place' });
  await expect(panel.getByRole('link', { name: 'Hanoi' })).toBeVisible();
  await desk.keyboard.press('Escape');

  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: 'Save as PNG' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.png$/);
});
