import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');

/** The real thing, where its binary is: named by the start scripts, or unpacked beside the `electron` package. */
function findElectron(): string | null {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const unpacked = path.join(root, 'node_modules/electron/dist', names[process.platform] ?? 'electron');
  return (
    [process.env.MUSUBI_ELECTRON ?? '', unpacked].find((file) => file !== '' && existsSync(file)) ?? null
  );
}

const electron = findElectron();
const canShowWindows =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

if (electron === null || !canShowWindows) {
  const reason = electron === null ? "Electron's binary is not on this machine" : 'there is no display here';
  // Said by a test that passes, so that the line stands in every report and nothing is counted as left out by mistake.
  test(`SKIPPED: the real Electron was not tried, because ${reason}`, () => {
    process.stdout.write(
      `Skipped: the tests in the real Electron, because ${reason}. The same bundles ran against the stand-in.\n`,
    );
  });
} else {
  test.describe('the built app in the real Electron', () => {
    let data: string;
    let app: ElectronApplication;

    test.beforeAll(async () => {
      data = mkdtempSync(path.join(tmpdir(), 'musubi-binary-'));
      const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      app = await _electron.launch({
        executablePath: electron,
        args: [...asRoot, root],
        env: { ...process.env, MUSUBI_DATA: data },
      });
    });

    test.afterAll(async () => {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    });

    test('shows the page on the custom scheme, with the bridge and without Node', async () => {
      const page = await app.firstWindow();
      await expect(page.locator('#root')).not.toBeEmpty();
      const seen = await page.evaluate(() => ({
        origin: location.origin,
        isSecure: isSecureContext,
        bridge: Object.keys(window.musubi ?? {}).sort(),
        leaked: ['require', 'process', 'module'].filter((name) => name in window),
      }));
      expect(seen).toEqual({
        origin: 'musubi://app',
        isSecure: true,
        bridge: ['connect', 'openExternal', 'saveFile', 'shell'],
        leaked: [],
      });
    });

    test('sends a port to the host when the page asks', async () => {
      const page = await app.firstWindow();
      const ports = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            window.addEventListener('message', (event) => {
              if (event.data === 'musubi:port') {
                resolve(event.ports.length);
              }
            });
            void window.musubi?.connect();
          }),
      );
      expect(ports).toBe(1);
    });

    test('stays where it is and opens nothing, whatever the page tries', async () => {
      const page = await app.firstWindow();
      for (const address of [
        'https://evil.example/',
        'file:///etc/passwd',
        'data:text/html,x',
        'about:blank',
      ]) {
        await page.evaluate((target) => {
          window.open(target);
          location.href = target;
        }, address);
        await page.waitForTimeout(200);
        expect(new URL(page.url()).protocol).toBe('musubi:');
      }
      expect(app.windows()).toHaveLength(1);
    });

    test('refuses requests that leave the machine and files outside the built window', async () => {
      const page = await app.firstWindow();
      const outcome = await page.evaluate(async () => {
        const status = async (url: string) =>
          await fetch(url).then(
            (answer) => answer.status,
            () => 'refused',
          );
        return await Promise.all(
          ['https://evil.example/', '/..%2fpackage.json', '/%252e%252e/package.json', '/.env'].map(status),
        );
      });
      expect(outcome[0]).toBe('refused');
      for (const answer of outcome.slice(1)) {
        expect([400, 403, 404, 'refused']).toContain(answer);
      }
    });

    test('runs the window sandboxed, isolated and without Node', async () => {
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        // Not in Electron's types, but there for exactly this use.
        const known = contents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined;
        return known?.getLastWebPreferences();
      });
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      });
    });
  });
}
