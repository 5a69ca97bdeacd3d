import { readFile } from 'node:fs/promises';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { expect, expectAccessible, test, visit } from './app.ts';

/** A machine without a graphics card draws WebGL in software, which Chromium wants to be told to do. */
test.use({
  launchOptions: {
    executablePath: findBrowser() ?? undefined,
    args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  },
});

type Desk = Parameters<typeof visit>[0];

/** Opens the map and waits until everything asked for is drawn. */
async function openMap(desk: Desk, search = ''): Promise<void> {
  await visit(desk, `/map${search}`);
  await drawn(desk);
}

async function drawn(desk: Desk): Promise<void> {
  await desk.locator('[data-drawn]').waitFor({ state: 'attached', timeout: 30_000 });
}

const list = (desk: Desk) => desk.getByRole('listbox', { name: 'Records on the map' });
const canvas = (desk: Desk) => desk.locator('canvas[aria-label="Map of the records"]');
const chosenPlace = (desk: Desk) => new URL(desk.url()).hash;

test('the map draws with WebGL from the application alone, its layers are switched, and what is shown is saved as a PNG', async ({
  desk,
  app,
}) => {
  const requested: string[] = [];
  desk.on('request', (request) => requested.push(request.url()));

  await test.step('nothing is asked for but the application, and never the online map’s code', async () => {
    await openMap(desk);
    await expect(desk.locator('[data-engine="offline"]')).toBeVisible();
    expect(requested.some((url) => url.endsWith('.geojson'))).toBe(true);
    expect(requested.some((url) => /maplibre-gl-worker/.test(url))).toBe(true);
    expect(requested.filter((url) => /mapbox/i.test(url))).toEqual([]);
    expect(requested.filter((url) => !url.startsWith(app.origin) && !url.startsWith('blob:'))).toEqual([]);
  });

  await test.step('layers are switched on and off in the legend', async () => {
    await desk.getByRole('button', { name: 'Layers' }).click();
    await desk.getByRole('checkbox', { name: /^Needs/ }).check();
    await expect.poll(() => decodeURIComponent(chosenPlace(desk))).toContain('kinds=city,need,study,project');
    await desk.getByRole('checkbox', { name: /Japanese organisations/ }).uncheck();
    await expect.poll(() => chosenPlace(desk)).toContain('arcs=off');
    await drawn(desk);
    await expectAccessible(desk);
    await desk.keyboard.press('Escape');
  });

  await test.step('the PNG has twice the pixels, with title and legend around', async () => {
    const shown = await canvas(desk).boundingBox();
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Save as PNG' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^musubi-map-\d{4}-\d{2}-\d{2}\.png$/);
    const png = await readFile(await download.path());
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(Math.round((shown?.width ?? 0) * 2));
    expect(png.readUInt32BE(20)).toBeGreaterThan((shown?.height ?? 0) * 2 + 150);
    // An empty sea would be far smaller.
    expect(png.length).toBeGreaterThan(60_000);
  });
});

test('list and map are narrowed together, chosen from by keyboard, and lead to the record', async ({
  desk,
}) => {
  await openMap(desk, '?kinds=city,study');
  const options = list(desk).getByRole('option');
  const size = async () => Number(await options.first().getAttribute('aria-setsize'));

  await test.step('filters stand in the address', async () => {
    const before = await size();
    await desk.getByRole('button', { name: 'Country', exact: true }).click();
    await desk.getByRole('checkbox', { name: /^Indonesia/ }).check();
    await desk.keyboard.press('Escape');
    await expect.poll(() => chosenPlace(desk)).toContain('country=ID');
    await expect.poll(size).toBeLessThan(before);
    await expect(list(desk)).toContainText('Jakarta');
    await expect(list(desk)).not.toContainText('Bangkok');
    await desk.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(size).toBe(before);
  });

  await test.step('the list can hold only what is in view', async () => {
    await openMap(desk, '?kinds=city');
    await expect(options.first()).toHaveAttribute('aria-setsize', '35');
    const onlyInView = desk.getByRole('switch', { name: 'Only what is in view' });
    await onlyInView.check({ force: true });
    await canvas(desk).focus();
    for (let step = 0; step < 3; step += 1) await desk.keyboard.press('+');
    await expect.poll(async () => ((await options.count()) === 0 ? 0 : await size())).toBeLessThan(35);
    await onlyInView.uncheck({ force: true });
    await expect(options.first()).toHaveAttribute('aria-setsize', '35');
  });

  await test.step('arrows choose, the address remembers, Enter opens the record', async () => {
    await expect(options.first()).toContainText('Bandar Seri Begawan');
    await list(desk).focus();
    await desk.keyboard.press('End');
    await expect(list(desk).getByRole('option', { selected: true })).toContainText('Yangon');
    await expect.poll(() => chosenPlace(desk)).toContain('selected=yangon');
    await desk.keyboard.press('Home');
    await desk.keyboard.press('ArrowDown');
    const chosen = list(desk).getByRole('option', { selected: true });
    await expect(chosen).toContainText('Bangkok');
    // Scrolled out of sight it stays in the document, for it is told as the active one.
    await list(desk).evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await expect(list(desk)).toContainText('Yangon');
    await expect(chosen).toContainText('Bangkok');
    await expect(list(desk)).toHaveAttribute(
      'aria-activedescendant',
      (await chosen.getAttribute('id')) ?? '',
    );
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('heading', { level: 1 })).toContainText('Bangkok');
  });
});

test('a record the address points at is in the middle, and Enter on the map opens what is there', async ({
  desk,
}) => {
  await openMap(desk, '?kinds=city,need&selected=da-nang');
  await canvas(desk).focus();
  await desk.keyboard.press('Enter');
  const panel = desk.getByRole('dialog', { name: 'Records at this place' });
  await expect(panel.getByRole('link', { name: 'Da Nang' })).toBeVisible();
  await expect(panel.getByText('Đà Nẵng')).toHaveAttribute('lang', 'vi');
  expect(await panel.getByRole('listitem').count()).toBeGreaterThan(0);
  await expectAccessible(desk);
  await desk.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(canvas(desk)).toBeFocused();
});

test.describe('in the dark', () => {
  test.use({ theme: 'dark', uiLanguage: 'ja' });

  test('the map is accessible in Japanese too', async ({ desk }) => {
    await visit(desk, '/map?kinds=city,study,mou');
    await drawn(desk);
    await expect(desk.getByRole('listbox', { name: '地図に表示している記録' })).toContainText('ジャカルタ');
    await expectAccessible(desk);
  });
});
