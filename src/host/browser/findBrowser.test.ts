import { describe, expect, test } from 'vitest';
import { type BrowserSearch, findBrowser } from './findBrowser.mjs';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env?: Record<string, string>;
  readonly files: readonly string[];
  readonly folders?: Readonly<Record<string, string[]>>;
}

function find({ platform, env = {}, files, folders = {} }: Machine): string | null {
  const search: BrowserSearch = {
    platform,
    env,
    home: '/home/kim',
    exists: (path) => files.includes(path),
    list: (path) => folders[path] ?? [],
  };
  return findBrowser(search);
}

const windows = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
const played = '/home/kim/.cache/ms-playwright';

describe('a browser is found', () => {
  test.each<[string, Machine, string | null]>([
    ['as Debian installs it', { platform: 'linux', files: ['/usr/bin/chromium'] }, '/usr/bin/chromium'],
    [
      'anywhere on the path',
      { platform: 'linux', env: { PATH: '/opt/x:/usr/bin' }, files: ['/opt/x/google-chrome'] },
      '/opt/x/google-chrome',
    ],
    [
      'as a snap, although its folder is not on the path',
      { platform: 'linux', files: ['/snap/bin/chromium'] },
      '/snap/bin/chromium',
    ],
    [
      'Chromium before others',
      { platform: 'linux', files: ['/usr/bin/microsoft-edge', '/usr/bin/chromium'] },
      '/usr/bin/chromium',
    ],
    [
      'a real one before Ubuntu’s hint to install a snap',
      { platform: 'linux', files: ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'] },
      '/usr/bin/google-chrome',
    ],
    [
      'unpacked for one user',
      { platform: 'linux', files: ['/home/kim/.cache/musubi-desk/chromium/chromium'] },
      '/home/kim/.cache/musubi-desk/chromium/chromium',
    ],
    [
      'the newest that Playwright fetched',
      {
        platform: 'linux',
        files: [
          `${played}/chromium-999/chrome-linux/chrome`,
          `${played}/chromium-1200/chrome-linux64/chrome`,
        ],
        folders: {
          [played]: ['chromium-999', 'chromium-1200', 'chromium_headless_shell-1300', 'firefox-1500'],
        },
      },
      `${played}/chromium-1200/chrome-linux64/chrome`,
    ],
    ['Edge, which every Windows has', { platform: 'win32', env: windows, files: [edge] }, edge],
    ['Chrome before Edge', { platform: 'win32', env: windows, files: [edge, chrome] }, chrome],
    [
      'in the applications of a Mac’s user',
      {
        platform: 'darwin',
        files: ['/home/kim/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
      },
      '/home/kim/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    [
      'the one that the user names before all',
      { platform: 'linux', env: { MUSUBI_BROWSER: '/opt/own' }, files: ['/opt/own', '/usr/bin/chromium'] },
      '/opt/own',
    ],
    [
      'another when the named one is not there',
      { platform: 'linux', env: { MUSUBI_BROWSER: '/opt/gone' }, files: ['/usr/bin/chromium'] },
      '/usr/bin/chromium',
    ],
    ['nowhere', { platform: 'linux', env: { PATH: '/usr/bin' }, files: ['/usr/bin/firefox'] }, null],
    [
      'never in a folder relative to where one stands',
      { platform: 'linux', env: { PATH: '.:bin' }, files: ['chromium', 'bin/chromium'] },
      null,
    ],
  ])('%s', (_name, machine, expected) => {
    expect(find(machine)).toBe(expected);
  });
});
