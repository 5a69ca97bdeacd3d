import { rmSync } from 'node:fs';
import { photo } from '#test/support/photo.ts';
import { expect, expectAccessible, startApp, test, visit } from './app.ts';

const picture = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(
    photo({ width: 320, height: 200, place: { lat: 11.5564, lon: 104.9282 }, taken: '2026:11:20 09:30:00' }),
  ),
});

test('a mission from its start to its report: prepared, captured with a photo, and handed on without its place', async ({
  desk,
  app,
}) => {
  await visit(desk, '/mission');
  await desk.getByRole('textbox', { name: 'Title' }).fill('Phnom Penh, December 2026');
  await desk.getByRole('textbox', { name: 'From' }).fill('2026-12-01');
  await desk.getByRole('textbox', { name: 'Cities visited' }).fill('phnom');
  await desk
    .getByRole('option', { name: /Phnom Penh/ })
    .first()
    .click();
  await desk.keyboard.press('Control+Enter');

  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Phnom Penh, December 2026');
  await expect(
    desk.getByRole('button', { name: 'Running mission: Phnom Penh, December 2026' }),
  ).toBeVisible();
  await expect(desk.getByRole('region', { name: 'Needs' }).getByRole('listitem').first()).toBeVisible();
  await expectAccessible(desk, 'preparing');

  // On paper: nothing to press, and the colours of paper whatever those of the window are.
  await desk.emulateMedia({ media: 'print' });
  await expect(desk.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(desk.getByRole('link', { name: 'Make report' })).toBeHidden();
  await desk.emulateMedia({ media: null });
  const colours = await desk.evaluate(() => {
    const page = document.documentElement;
    const now = () => page.dataset.mantineColorScheme;
    page.dataset.mantineColorScheme = 'dark';
    window.dispatchEvent(new Event('beforeprint'));
    const printed = now();
    window.dispatchEvent(new Event('afterprint'));
    const after = now();
    page.dataset.mantineColorScheme = 'light';
    return { printed, after };
  });
  expect(colours).toEqual({ printed: 'light', after: 'dark' });

  await desk.getByRole('tab', { name: 'Capture' }).click();
  await desk.getByRole('button', { name: 'Phnom Penh', exact: true }).click();
  await desk
    .getByRole('textbox', { name: 'Note' })
    .fill('The city wants flood warnings by telephone.\nBudget next year.');
  await desk.locator('input[type=file]').setInputFiles(picture('IMG_0001.jpg'));
  await expect(desk.getByText('1 file will go with it')).toBeVisible();
  await expect(desk.getByText('latitude 11.5564')).toBeVisible();
  await expectAccessible(desk, 'capturing');
  await desk.getByRole('button', { name: 'Save note' }).click();
  await expect(desk.getByRole('region', { name: 'Recorded on this mission' })).toContainText(
    'The city wants flood warnings',
  );

  await desk.keyboard.press('Alt+3');
  await desk.getByRole('textbox', { name: 'Outcome' }).fill('Agreed to meet again');
  await desk.getByRole('textbox', { name: 'Next action' }).fill('Send the study');
  await desk.getByRole('textbox', { name: 'Due' }).fill('2027-01-15');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('region', { name: 'Recorded on this mission' })).toContainText(
    'Agreed to meet again',
  );

  await desk.getByRole('link', { name: 'Make report' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('brief', { ignoreCase: true });
  const { items } = JSON.parse(await app.command('list', 'mission', '--json'));
  const out = `${app.dataDirectory}/report.html`;
  await app.command(
    '--audience',
    'government',
    'brief',
    'mission',
    items[0].id,
    '--format',
    'html',
    '--lang',
    'en',
    '--out',
    out,
  );
  const { readFileSync } = await import('node:fs');
  const html = readFileSync(out, 'utf8');
  for (const words of ['Send the study', '15 Jan 2027', 'flood warnings by telephone', 'data:image/jpeg'])
    expect(html).toContain(words);
  expect(html).not.toContain('IMG_0001');
});

test('what is typed is there again after the program was killed', async ({ browser }) => {
  test.setTimeout(180_000);
  const first = await startApp();
  const open = async (address: string) => {
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(address);
    await page.getByRole('main').waitFor();
    return page;
  };
  await first.command('add', 'mission', '{"title":{"en":"Hanoi"},"cities":["hanoi"]}', '--json');
  const { items } = JSON.parse(await first.command('list', 'mission', '--json'));
  const before = await open(first.address);
  const route = `/mission/${items[0].id}?tab=capture`;
  await visit(before, route);
  const words = 'Half a sentence that nobody sav';
  await before.locator('form textarea').first().pressSequentially(words);
  // The promise is one second; nothing is pressed, left or closed in an orderly way.
  await before.waitForTimeout(1_000);
  await first.stop('SIGKILL');
  await before.close();

  const second = await startApp(first.dataDirectory);
  const after = await open(second.address);
  await visit(after, route);
  await expect(after.locator('form textarea').first()).toHaveValue(words);
  await after.close();
  await second.stop();
  rmSync(first.dataDirectory, { recursive: true, force: true });
});

test('files on a record page: refused by what they are, shown, taken away and brought back', async ({
  desk,
}) => {
  await visit(desk, '/record/jakarta?tab=files');
  const input = desk.locator('input[type=file]');
  await input.setInputFiles([
    picture('site.jpg'),
    {
      name: 'harmless.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('<html><script>alert(1)</script></html>'),
    },
  ]);
  await expect(desk.getByRole('alert')).toContainText('harmless.jpg');
  await expect(desk.getByRole('button', { name: 'Show “site.jpg”' })).toBeVisible();
  await expectAccessible(desk, 'files of a record');

  await desk.getByRole('button', { name: 'Show “site.jpg”' }).click();
  await expect(desk.getByRole('img', { name: 'Photo “site.jpg”' })).toBeVisible();
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Actions for “site.jpg”' }).click();
  await desk.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(desk.getByText('No files are attached')).toBeVisible();
  await desk.keyboard.press('Control+z');
  await expect(desk.getByRole('button', { name: 'Show “site.jpg”' })).toBeVisible();
});
