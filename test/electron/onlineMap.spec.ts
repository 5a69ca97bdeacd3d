import { expect, type Page, test } from '@playwright/test';
import { callFromPage, connectFromPage } from './pageClient.ts';
import { Machine } from './runApp.ts';

const MAP = 'https://api.mapbox.com/styles/v1/mapbox/light-v11';

async function policy(page: Page): Promise<string> {
  return await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy') ?? '');
}

async function canReach(page: Page, address: string): Promise<boolean> {
  return await page.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => true,
        () => false,
      ),
    address,
  );
}

test('the window reaches the map provider only while the user has the online map switched on', async () => {
  const machine = new Machine();
  try {
    const app = await machine.start();
    const page = await app.page();
    await app.ask('answer', { sites: { [MAP]: '{}', 'https://www.mapbox.com/': '{}' } });
    await connectFromPage(page);
    expect(await canReach(page, MAP)).toBe(false);
    expect(await policy(page)).not.toContain('mapbox');

    await callFromPage(page, 'settings.set', { onlineMap: true });
    await expect.poll(() => policy(page)).toContain('https://api.mapbox.com');
    expect((await app.ask('records')).proxyModes).toEqual(['direct', 'system']);
    await page.reload();
    expect(await canReach(page, MAP)).toBe(true);
    expect(await canReach(page, 'https://www.mapbox.com/')).toBe(false);

    await connectFromPage(page);
    await callFromPage(page, 'settings.set', { onlineMap: false });
    // The page still has its old policy; the request check closes at once all the same.
    await expect.poll(() => canReach(page, MAP)).toBe(false);
    expect(await policy(page)).not.toContain('mapbox');
    expect((await app.ask('records')).networkRequests).toEqual([]);
  } finally {
    await machine.remove();
  }
});
