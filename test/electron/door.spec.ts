import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type App, Machine } from './runApp.ts';

test.describe('the IPC door', () => {
  const machine = new Machine();
  let app: App;
  let page: Page;

  test.beforeAll(async () => {
    app = await machine.start();
    page = await app.page();
  });

  test.afterAll(() => machine.remove());

  test('proposes neither a program nor a path for saving', async () => {
    for (const name of ['x.exe', '../x.pdf', 'C:\\x.pdf', 'con.pdf', '.pdf', 'x']) {
      const outcome = await page.evaluate(
        async (proposed) =>
          await window.musubi
            ?.saveFile(proposed, new Uint8Array([1]))
            .then(String, (error: Error) => error.message),
        name,
      );
      expect(outcome).toMatch(/^musubi:failed$/);
    }
    expect((await app.ask('records')).saveDialogs).toEqual([]);
  });

  test('refuses values of other types and sizes', async () => {
    const outcomes = await page.evaluate(async () => {
      const bridge = window.musubi as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const calls: [string, unknown[]][] = [
        ['saveFile', []],
        ['saveFile', ['x.pdf']],
        ['saveFile', ['x.pdf', 'text']],
        ['saveFile', ['x.pdf', [1, 2]]],
        ['saveFile', [{ toString: 'x.pdf' }, new Uint8Array([1])]],
        ['saveFile', ['x'.repeat(300), new Uint8Array([1])]],
        ['openExternal', []],
        ['openExternal', [1]],
        ['openExternal', [null]],
        ['openExternal', [['https://asean.org/']]],
        ['openExternal', ['x'.repeat(5000)]],
      ];
      return await Promise.all(
        calls.map(([name, args]) => bridge[name]?.(...args).then(String, (error: Error) => error.message)),
      );
    });
    expect(new Set(outcomes)).toEqual(new Set(['musubi:invalid']));
  });

  test('opens nothing but a public https link', async () => {
    const opened = await page.evaluate(
      async () =>
        await Promise.all(
          [
            'file:///etc/passwd',
            'javascript:alert(1)',
            'ms-msdt:/id',
            'http://asean.org/',
            'https://localhost/',
          ].map((url) => window.musubi?.openExternal(url)),
        ),
    );
    expect(opened).toEqual([false, false, false, false, false]);
    expect(await page.evaluate(() => window.musubi?.openExternal('https://www.mlit.go.jp/'))).toBe(true);
    expect((await app.ask('records')).openedExternally).toEqual(['https://www.mlit.go.jp/']);
  });

  test('saves what it may, where the user says', async () => {
    const target = `${machine.home}/ハノイ.pdf`;
    await app.ask('answer', { savePaths: [target] });
    const saved = await page.evaluate(() => window.musubi?.saveFile('ハノイ.pdf', new Uint8Array([1, 2, 3])));
    expect(saved).toBe(true);
    expect(new Uint8Array(readFileSync(target))).toEqual(new Uint8Array([1, 2, 3]));
    expect(await page.evaluate(() => window.musubi?.saveFile('x.pdf', new Uint8Array([1])))).toBe(false);
  });

  test('says plainly when a file cannot be written', async () => {
    await app.ask('answer', { savePaths: [`${machine.home}/no-such-folder/x.pdf`] });
    const outcome = await page.evaluate(
      async () =>
        await window.musubi
          ?.saveFile('x.pdf', new Uint8Array([1]))
          .then(String, (error: Error) => error.message),
    );
    expect(outcome).toBe('musubi:failed');
    expect((await app.ask('records')).messageBoxes).toHaveLength(1);
  });
});

test('another site in the window, should every guard before it fail, is not heard at the door', async () => {
  const machine = new Machine();
  try {
    const app = await machine.start();
    const page = await app.page();
    const address = 'https://evil.example/';
    await app.ask('answer', { sites: { [address]: '<title>evil</title><p>not ours</p>' } });
    await app.ask('loadPastGuards', address);
    await expect(page).toHaveTitle('evil');
    const outcomes = await page.evaluate(async () => {
      let ports = 0;
      window.addEventListener('message', (event) => {
        ports += event.ports.length;
      });
      const calls = [
        window.musubi?.connect(),
        window.musubi?.saveFile('x.pdf', new Uint8Array([1])),
        window.musubi?.openExternal('https://asean.org/'),
      ];
      const answers = await Promise.all(
        calls.map((call) => (call as Promise<unknown>).then(String, (error: Error) => error.message)),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { answers, ports };
    });
    expect(outcomes).toEqual({ answers: ['musubi:refused', 'musubi:refused', 'musubi:refused'], ports: 0 });
    expect(app.log).toContain('refused call of connect: not-our-origin');
    expect((await app.ask('records')).openedExternally).toEqual([]);
  } finally {
    await machine.remove();
  }
});
