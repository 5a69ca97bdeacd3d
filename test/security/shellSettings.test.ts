import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ONLINE_MAP_HOSTS } from '#contract/contentSecurityPolicy.ts';
import { quietSwitches } from '../../electron/shell/commandLine.ts';
import { mayRestart } from '../../electron/shell/decisions/restart.ts';
import { developmentOriginFrom } from '../../electron/shell/developmentOrigin.ts';
import { openSettingsFile } from '../../electron/shell/settingsFile.ts';
import { printWebPreferences, windowWebPreferences } from '../../electron/shell/webPreferences.ts';

describe('every page of ours', () => {
  test.each([
    ['the window', windowWebPreferences({ preload: '/preload.cjs', isDevelopment: false })],
    ['the window in development', windowWebPreferences({ preload: '/preload.cjs', isDevelopment: true })],
    ['a page that is printed', printWebPreferences('print')],
  ])('is guarded: %s', (_name, preferences) => {
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });

  test('has tools only in development', () => {
    expect(windowWebPreferences({ preload: '/p', isDevelopment: false }).devTools).toBe(false);
    expect(windowWebPreferences({ preload: '/p', isDevelopment: true }).devTools).toBe(true);
    expect(printWebPreferences('print').devTools).toBe(false);
  });

  test('that is printed runs no script, has no bridge and leaves nothing on the disk', () => {
    const preferences = printWebPreferences('print');
    expect(preferences).toMatchObject({ javascript: false, partition: 'print' });
    expect(preferences.preload).toBeUndefined();
    expect(preferences.partition).not.toMatch(/^persist:/);
  });
});

describe("Chromium's switches", () => {
  test('stop its background traffic', () => {
    const names = quietSwitches(null).map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'disable-background-networking',
        'disable-component-update',
        'disable-domain-reliability',
        'dns-prefetch-disable',
        'no-pings',
      ]),
    );
  });

  test('let no name resolve but the map provider', () => {
    const rules = quietSwitches(null).find(([name]) => name === 'host-resolver-rules')?.[1];
    expect(rules).toBe(['MAP * ~NOTFOUND', ...ONLINE_MAP_HOSTS.map((host) => `EXCLUDE ${host}`)].join(' , '));
  });

  test('never weaken the sandbox or the policy', () => {
    for (const [name] of [...quietSwitches(null), ...quietSwitches('http://localhost:5173')]) {
      expect(name).not.toMatch(
        /no-sandbox|disable-web-security|allow-running|ignore-certificate|remote-debugging/,
      );
    }
  });
});

describe('the development server', () => {
  test.each([
    [false, 'http://localhost:5173/', 'http://localhost:5173'],
    [false, 'http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    [true, 'http://localhost:5173/', null],
    [false, undefined, null],
    [false, 'https://evil.example/', null],
    [false, 'http://localhost.evil.example/', null],
    [false, 'http://localhost@evil.example/', null],
    [false, 'file:///etc', null],
    [false, '', null],
  ])('packed: %s, address %s → %s', (isPackaged, address, origin) => {
    expect(developmentOriginFrom(isPackaged, address)).toBe(origin);
  });
});

describe('what stopped', () => {
  test.each([
    [[], 0, true],
    [[0, 1000], 2000, true],
    [[0, 1000, 2000], 3000, false],
    [[0, 1000, 2000], 63_000, true],
  ])('after starts at %j may be started again at %d: %s', (earlier, now, allowed) => {
    expect(mayRestart(earlier, now)).toBe(allowed);
  });
});

describe("the shell's settings file", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'musubi-settings-'));
    file = path.join(folder, 'shell.json');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fail = (error: unknown): never => {
    throw error;
  };

  test('keeps what was changed, and changes nothing else', () => {
    openSettingsFile(file, fail).change({ language: 'ja' });
    openSettingsFile(file, fail).change({ onlineMap: true });
    expect(openSettingsFile(file, fail).read()).toEqual({ language: 'ja', onlineMap: true, window: null });
  });

  test.each([
    ['missing', null],
    ['empty', ''],
    ['cut off', '{"language":"j'],
    ['a list', '[]'],
    ['of other types', '{"language":1,"onlineMap":"yes","window":{"bounds":{"x":"1"}}}'],
    ['hostile', '{"__proto__":{"onlineMap":true},"onlineMap":1}'],
  ])('counts as empty when it is %s', (_name, content) => {
    if (content !== null) {
      writeFileSync(file, content);
    }
    expect(openSettingsFile(file, fail).read()).toEqual({ language: null, onlineMap: false, window: null });
  });

  test('keeps the readable fields of a half-damaged file', () => {
    writeFileSync(file, '{"language":"en","window":{"bounds":7}}');
    expect(openSettingsFile(file, fail).read()).toMatchObject({ language: 'en', window: null });
  });

  test('tells when it cannot be written, and goes on', () => {
    const failures: unknown[] = [];
    const settings = openSettingsFile(path.join(folder, 'missing', 'shell.json'), (error) =>
      failures.push(error),
    );
    settings.change({ language: 'en' });
    expect(failures).toHaveLength(1);
    expect(settings.read().language).toBe('en');
  });

  test('is replaced whole, never written in place', () => {
    openSettingsFile(file, fail).change({ language: 'en' });
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ language: 'en' });
  });
});
