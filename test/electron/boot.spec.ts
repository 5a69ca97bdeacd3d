import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { callFromPage, connectFromPage, waitForLine } from './pageClient.ts';
import { type App, Machine } from './runApp.ts';

interface Information {
  shell: string;
  keyVault: string;
  dataDirectory: string;
  counts: Record<string, number>;
}

test.describe('the built app, with a stand-in for Electron', () => {
  const machine = new Machine({ registry: 'none' });
  let app: App;
  let page: Page;

  test.beforeAll(async () => {
    app = await machine.start();
    page = await app.page();
    // The registry is made and filled first, with a bar in the window; then the window opens it anew.
    await expect(page.getByText('Needs attention')).toBeVisible({ timeout: 60_000 });
  });

  test.afterAll(() => machine.remove());

  test('opens one visible window that shows the page of the custom scheme', async () => {
    expect(await app.ask('window')).toMatchObject({ address: 'musubi://app/', isVisible: true });
    await expect(page).toHaveTitle(/./);
    await expect(page.locator('#root')).not.toBeEmpty();
  });

  test('shows the page exactly the agreed bridge, frozen, and nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => {
      const world = window as unknown as Record<string, unknown>;
      const bridge = world.musubi as Record<string, unknown>;
      return {
        members: Object.keys(bridge).sort(),
        shell: bridge.shell,
        isFrozen: Object.isFrozen(bridge),
        leaked: ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].filter(
          (name) => name in world,
        ),
      };
    });
    expect(seen).toEqual({
      members: ['connect', 'openExternal', 'saveFile', 'shell'],
      shell: 'electron',
      isFrozen: true,
      leaked: [],
    });
  });

  test('answers calls of the page through a port, straight from the host', async () => {
    await connectFromPage(page);
    const information = await callFromPage<Information>(page, 'system.information');
    expect(information).toMatchObject({
      shell: 'electron',
      keyVault: 'os-keychain',
      dataDirectory: machine.dataDirectory,
    });
    expect(information.counts.city).toBeGreaterThan(0);
  });

  test('keeps the registry key sealed by the keychain', () => {
    const record = JSON.parse(readFileSync(path.join(machine.dataDirectory, 'registry.key'), 'utf8'));
    expect(record.vault).toBe('os-keychain');
    // A bare key has 32 bytes; sealed with a nonce, a tag and base64 inside it is longer.
    expect(Buffer.from(record.sealed, 'base64').byteLength).toBeGreaterThan(32);
  });

  test('finds the same through the port as the registry holds', async () => {
    await connectFromPage(page);
    const found = await callFromPage<{ items: { kind: string }[] }>(page, 'search.query', { text: 'ハノイ' });
    expect(found.items.length).toBeGreaterThan(0);
  });

  test('keeps an acknowledged edit when the host is ended by force, and opens a new line by itself', async () => {
    await connectFromPage(page);
    const { items } = await callFromPage<{ items: { id: string }[] }>(page, 'search.query', {
      text: 'ハノイ',
      kinds: ['city'],
    });
    const id = items[0]?.id;
    const values = { timezone: 'Written just before the power cut' };
    await callFromPage(page, 'registry.patch', { id, values, language: 'en' });
    const newLine = waitForLine(page);
    expect(await app.ask('killHost')).toBe(1);
    await newLine;
    const record = await callFromPage<unknown>(page, 'registry.get', { id });
    expect(JSON.stringify(record)).toContain('Written just before the power cut');
  });

  test('shows its screens, the map with its worker among them, within the strict policy', async () => {
    await page.evaluate(() => {
      const breaches: string[] = [];
      Object.assign(window, { breaches });
      document.addEventListener('securitypolicyviolation', (event) => {
        breaches.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
    for (const place of ['/list/city', '/settings', '/briefs', '/activity', '/map']) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, place);
      await expect(page.locator('#main')).toBeVisible();
      await expect(page.locator('h1').first()).toBeVisible();
    }
    await expect(page.locator('canvas').first()).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(() =>
          performance.getEntriesByType('resource').some((entry) => entry.name.includes('worker')),
        ),
      )
      .toBe(true);
    expect(await page.evaluate('breaches')).toEqual([]);
  });

  test('sends nothing to the network by itself', async () => {
    const records = await app.ask('records');
    expect(records.networkRequests).toEqual([]);
    expect(records.cancelledRequests).toEqual([]);
    expect(records.proxyModes).toEqual(['direct']);
    expect(records.switches).toContain('--disable-background-networking');
  });

  test('closes the registry before it ends', async () => {
    expect(await app.quit(), app.log).toBe(0);
    expect(app.log).toContain('host closed');
  });
});
