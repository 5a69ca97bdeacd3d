import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pageSecurityHeaders } from '#contract/contentSecurityPolicy.ts';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { openAppWindow } from '#host/browser/openAppWindow.ts';
import { type LoopbackServer, startLoopbackServer } from '#transport/http/server.ts';
import { type SampleContext, sampleContext, sampleRouter } from './sampleRouter.ts';
import { until } from './until.ts';

/** The page under test: the real client, as the user interface uses it, and a note of what the page may not see. */
const pageScript = `
import { createHttpClient } from '#transport/http/client.ts';
const client = createHttpClient({ outlivesWindow: ([name]) => name === 'notes' });
const add = (text) => client.notes.add({ text, when: new Date(0) });
document.querySelector('button').addEventListener('click', () => add('clicked'));
add('opened').then(({ count }) => { document.querySelector('output').textContent = 'notes: ' + count; });
`;

const pageHtml =
  '<!doctype html><title>Inside</title><button>add</button><output></output><script src="/page.js"></script>';

const doorText = {
  language: 'en',
  title: 'Door',
  opening: 'Opening',
  secretMissing: 'No secret',
  secretUsed: 'Used before',
  unreachable: 'No answer',
};

let browserPath: string;
let browser: Browser;
let staticDirectory: string;

beforeAll(async () => {
  const found = findBrowser();
  if (!found) {
    throw new Error('These tests need a Chromium, Chrome or Edge.');
  }
  browserPath = found;
  browser = await chromium.launch({
    executablePath: found,
    args: ['--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  });
  staticDirectory = await mkdtemp(join(tmpdir(), 'musubi-door-'));
  await writeFile(join(staticDirectory, 'index.html'), pageHtml);
  await build({
    stdin: { contents: pageScript, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'iife',
    outfile: join(staticDirectory, 'page.js'),
    logLevel: 'silent',
  });
});
afterAll(async () => {
  await browser.close();
  await rm(staticDirectory, { recursive: true });
});

describe('in a real browser', () => {
  let context: SampleContext;
  let server: LoopbackServer;
  let browserContext: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    context = sampleContext();
    server = await startLoopbackServer({
      router: () => sampleRouter,
      context: () => context,
      staticDirectory,
      pageHeaders: () => pageSecurityHeaders({ onlineMap: false }),
      doorText: () => doorText,
    });
    browserContext = await browser.newContext();
    page = await browserContext.newPage();
  });
  afterEach(async () => {
    await browserContext.close();
    await server.close();
  });

  async function enter(): Promise<void> {
    await page.goto(server.issueAddress());
    await page.waitForFunction(() => document.title === 'Inside');
    await page.getByText('notes: 1').waitFor();
  }

  test('the address lets the user in, and the secret leaves the address bar and the history', async () => {
    const address = server.issueAddress();
    await page.goto(address);
    await page.getByText('notes: 1').waitFor();
    expect(page.url()).toBe(`${server.origin}/`);
    await page.goBack();
    expect(page.url()).not.toContain(new URL(address).hash);
  });

  test('the cookie is out of reach for scripts and survives reloads and further tabs', async () => {
    await enter();
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    await page.getByText('notes: 2').waitFor();
    const tab = await browserContext.newPage();
    await tab.goto(`${server.origin}/records/1`);
    await tab.getByText('notes: 3').waitFor();
    const [cookie] = await browserContext.cookies();
    expect(cookie).toMatchObject({
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      domain: '127.0.0.1',
      expires: -1,
    });
  });

  test('the same address does not let a second browser in', async () => {
    const address = server.issueAddress();
    await page.goto(address);
    await page.getByText('notes: 1').waitFor();
    const second = await browser.newContext();
    const stranger = await second.newPage();
    await stranger.goto(address);
    await stranger.getByText('Used before').waitFor();
    expect(await stranger.title()).toBe('Door');
    await second.close();
  });

  test('opening a used address once more in the same browser shows the page, without the secret', async () => {
    const address = server.issueAddress();
    await page.goto(address);
    await page.getByText('notes: 1').waitFor();
    const tab = await browserContext.newPage();
    await tab.goto(address);
    await tab.getByText('notes: 2').waitFor();
    expect(tab.url()).toBe(`${server.origin}/`);
  });

  test('without a secret the door says how to get in', async () => {
    await page.goto(`${server.origin}/`);
    await page.getByText('No secret').waitFor();
    expect(context.notes).toEqual([]);
  });

  test('an edit made in the moment of closing the window arrives', async () => {
    await enter();
    await page.evaluate(() => document.querySelector('button')?.click());
    await page.close({ runBeforeUnload: false });
    await until(() => context.notes.includes('clicked'));
  });

  test('nothing on the page breaks its own security policy', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await enter();
    expect(complaints).toEqual([]);
  });

  describe('a page elsewhere on this machine', () => {
    let elsewhere: Server;
    let elsewhereOrigin: string;
    beforeEach(async () => {
      elsewhere = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!doctype html><title>elsewhere</title>');
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      elsewhereOrigin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
      await enter();
      context.notes.length = 0;
    });
    afterEach(() => {
      elsewhere.closeAllConnections();
      elsewhere.close();
    });

    /** Runs in the attacking page: every way to a server that a browser offers. Resolves with what it could read. */
    async function attack(attacker: Page): Promise<string[]> {
      return attacker.evaluate(async (target) => {
        const body = JSON.stringify({ json: { text: 'stolen', when: '2025-01-01' }, meta: [[1, 'when']] });
        const read: string[] = [];
        const tries: [string, RequestInit][] = [
          ['/rpc/notes/add', { method: 'POST', body, headers: { 'content-type': 'application/json' } }],
          ['/rpc/notes/add', { method: 'POST', body }],
          [
            '/rpc/notes/add',
            { method: 'POST', body, mode: 'no-cors', headers: { 'content-type': 'text/plain' } },
          ],
          [`/rpc/notes/add?data=${encodeURIComponent(body)}`, { mode: 'no-cors' }],
          ['/', {}],
          ['/page.js', {}],
        ];
        for (const [path, init] of tries) {
          try {
            const answer = await fetch(`${target}${path}`, { credentials: 'include', ...init });
            read.push(await answer.text());
          } catch {
            // Refused by the browser, as it should be.
          }
        }
        const load = (element: HTMLElement) =>
          new Promise<void>((resolve) => {
            element.onload = () => {
              read.push(`${element.tagName} loaded`);
              resolve();
            };
            element.onerror = () => resolve();
            document.body.append(element);
          });
        await load(Object.assign(document.createElement('script'), { src: `${target}/page.js` }));
        await load(Object.assign(document.createElement('img'), { src: `${target}/page.js` }));
        navigator.sendBeacon(`${target}/rpc/notes/add`, body);
        const frame = Object.assign(document.createElement('iframe'), { name: 'frame' });
        document.body.append(frame);
        const form = Object.assign(document.createElement('form'), {
          method: 'post',
          action: `${target}/rpc/notes/add`,
          enctype: 'text/plain',
          target: 'frame',
        });
        form.append(Object.assign(document.createElement('input'), { name: body, value: '' }));
        document.body.append(form);
        form.submit();
        await new Promise((resolve) => {
          frame.onload = resolve;
        });
        return read.filter((text) => text !== '');
      }, server.origin);
    }

    test('can neither call a procedure nor read a file, although the cookie would go along', async () => {
      const attacker = await browserContext.newPage();
      await attacker.goto(elsewhereOrigin);
      expect(await attack(attacker)).toEqual([]);
      await page.evaluate(() => document.querySelector('button')?.click());
      await until(() => context.notes.length > 0);
      expect(context.notes).toEqual(['clicked']);
    });

    test('cannot show the user interface in a frame', async () => {
      const attacker = await browserContext.newPage();
      await attacker.goto(elsewhereOrigin);
      await attacker.evaluate((target) => {
        document.body.append(Object.assign(document.createElement('iframe'), { src: `${target}/` }));
      }, server.origin);
      const frame = attacker.frames().at(-1);
      await frame?.waitForLoadState().catch(() => {});
      expect(await frame?.title().catch(() => '')).not.toBe('Inside');
      expect(context.notes).toEqual([]);
    });

    test('cannot reach a window that it opened on the user interface', async () => {
      const attacker = await browserContext.newPage();
      await attacker.goto(elsewhereOrigin);
      const [opened] = await Promise.all([
        browserContext.waitForEvent('page'),
        attacker.evaluate((target) => {
          Object.assign(globalThis, { opened: window.open(`${target}/`) });
        }, server.origin),
      ]);
      await opened.getByText('notes: 1').waitFor();
      expect(await opened.evaluate(() => window.opener)).toBeNull();
      expect(await attacker.evaluate(() => (globalThis as unknown as { opened: Window }).opened.closed)).toBe(
        true,
      );
    });

    test('whose name was made to point here gets nothing (DNS rebinding)', async () => {
      const attacker = await browserContext.newPage();
      const answer = await attacker.goto(`http://rebound.example:${server.port}/`);
      expect(answer?.status()).toBe(421);
      expect(await attacker.content()).not.toMatch(/Inside|Door/);
      expect(await attack(attacker)).toEqual([]);
      expect(context.notes).toEqual([]);
    });
  });

  test('the window that the program opens itself gets in, and is over when it is closed', async () => {
    const window = await openAppWindow({
      browserPath,
      address: server.issueAddress(),
      extraArguments: ['--headless'],
    });
    await until(() => context.notes.includes('opened'));
    await window.close();
    await window.closed;
  });
});

test.each(['/nowhere/chromium', process.execPath])(
  'a window without a browser (%s) is refused',
  async (path) => {
    const address = `http://127.0.0.1:9/#${'a'.repeat(43)}`;
    await expect(openAppWindow({ browserPath: path, address })).rejects.toMatchObject({
      code: 'BROWSER_MISSING',
    });
  },
);
