import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { expect, test, visit } from './app.ts';

/** The online map needs WebGL; a machine without a graphics card draws it in software when it is told to. */
test.use({
  launchOptions: {
    executablePath: findBrowser() ?? undefined,
    args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  },
});

type Desk = Parameters<typeof visit>[0];

const built = resolve(import.meta.dirname, '../../out/renderer/assets');
const isMapbox = (url: string) => /mapbox/i.test(url);

/** The page's settings, written past the screens: not even a stored half-setting may load the code. */
async function keep(desk: Desk, values: Readonly<Record<string, unknown>>) {
  await desk.evaluate(async (settings) => {
    await fetch('/rpc/settings/set', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: settings }),
    });
  }, values);
  await desk.reload();
  await desk.getByRole('main').waitFor();
}

const mapIsThere = (desk: Desk) => desk.locator('[data-engine]').waitFor();

test('the online map’s code is built, and asked for only with both the token and the switch', async ({
  desk,
}) => {
  expect(readdirSync(built).filter((name) => /^mapboxEngine.*\.js$/.test(name))).toHaveLength(1);
  const requested: string[] = [];
  desk.on('request', (request) => {
    if (isMapbox(request.url())) requested.push(new URL(request.url()).pathname);
  });
  await visit(desk, '/map');
  await mapIsThere(desk);
  await keep(desk, { mapboxToken: 'pk.not-a-real-token', onlineMap: false });
  await mapIsThere(desk);
  await keep(desk, { mapboxToken: '', onlineMap: true });
  await mapIsThere(desk);
  await visit(desk, '/record/jakarta');
  expect(requested).toEqual([]);
});

test('with token and switch it is the one place that is asked for anything, and refused it falls back', async ({
  desk,
  misdeeds,
}) => {
  const outside: string[] = [];
  // Answers for the provider, so that no test reaches it.
  await desk.context().route(/mapbox\.com/, async (route) => {
    outside.push(new URL(route.request().url()).hostname);
    await route.fulfill({
      status: 401,
      contentType: 'application/json',
      body: '{"message":"Not Authorized"}',
    });
  });
  const loaded: string[] = [];
  desk.on('request', (request) => loaded.push(request.url()));
  await keep(desk, { mapboxToken: 'pk.not-a-real-token', onlineMap: true });
  await visit(desk, '/map');
  await expect.poll(() => loaded.some((url) => /mapboxEngine/.test(url))).toBe(true);
  await expect(desk.locator('[data-engine="offline"], [data-engine="drawing"]')).toBeVisible({
    timeout: 30_000,
  });
  for (const host of outside) expect(host).toMatch(/^(api|events)\.mapbox\.com$/);
  // What went to the provider is what the user switched on; nothing else left the machine.
  expect(misdeeds.foreignRequests.filter((url) => !isMapbox(url))).toEqual([]);
  misdeeds.foreignRequests.length = 0;
});
