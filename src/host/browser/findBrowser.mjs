/**
 * Finds an installed Chromium, Chrome or Edge. Plain JavaScript without packages, because the start scripts use it
 * on a bare machine before anything is installed; findBrowser.d.mts holds its types.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Set by a user who wants a particular browser: an absolute path. */
export const browserVariable = 'MUSUBI_BROWSER';

const commandsOnPath = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  // Last, because Ubuntu has a command of this name that only says how to install a snap.
  'chromium-browser',
];

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Where the start scripts unpack a Chromium of their own for a user who may not install packages. */
export function privateBrowserDirectory({ env = process.env, home = homedir() } = {}) {
  return posix.join(env.XDG_CACHE_HOME || posix.join(home, '.cache'), 'musubi-desk', 'chromium');
}

/** Chromium builds fetched by Playwright, newest first. */
function playwrightBrowsers({ platform, env, home, list }) {
  const cache =
    env.PLAYWRIGHT_BROWSERS_PATH ||
    (platform === 'darwin'
      ? posix.join(home, 'Library', 'Caches', 'ms-playwright')
      : posix.join(home, '.cache', 'ms-playwright'));
  const builds = list(cache).filter((name) => /^chromium-\d+$/.test(name));
  builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  const programs =
    platform === 'darwin'
      ? ['chrome-mac/Chromium.app/Contents/MacOS/Chromium']
      : ['chrome-linux64/chrome', 'chrome-linux/chrome'];
  return builds.flatMap((build) => programs.map((program) => posix.join(cache, build, program)));
}

function listDirectory(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Every place to look, best first. Nothing here touches the disk except through `list`. */
export function browserCandidates({ platform, env, home, list }) {
  if (platform === 'win32') {
    const bases = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    return windowsPrograms.flatMap((parts) => bases.map((base) => win32.join(base, ...parts)));
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(home, 'Applications')];
    return [
      ...macApplications.flatMap((app) => folders.map((folder) => posix.join(folder, app))),
      ...playwrightBrowsers({ platform, env, home, list }),
    ];
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  for (const usual of ['/usr/bin', '/usr/local/bin', '/snap/bin']) {
    if (!folders.includes(usual)) folders.push(usual);
  }
  return [
    ...commandsOnPath.flatMap((command) => folders.map((folder) => posix.join(folder, command))),
    posix.join(privateBrowserDirectory({ env, home }), 'chromium'),
    ...playwrightBrowsers({ platform, env, home, list }),
  ];
}

/** The path of a browser's program, or null when none is installed. */
export function findBrowser({
  platform = process.platform,
  env = process.env,
  home = homedir(),
  exists = existsSync,
  list = listDirectory,
} = {}) {
  const wanted = env[browserVariable];
  if (wanted && exists(wanted)) return wanted;
  return browserCandidates({ platform, env, home, list }).find((path) => exists(path)) ?? null;
}
