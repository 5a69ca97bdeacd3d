import { join } from 'node:path';
import { browserVariable, findBrowser } from '../../src/host/browser/findBrowser.mjs';
import { installBrowserPrivately } from './installBrowserPrivately.mjs';
import { installBrowserWithApt } from './installBrowserWithApt.mjs';
import { installBrowserWithPlaywright } from './installBrowserWithPlaywright.mjs';
import { cacheDirectory } from './paths.mjs';
import { say } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { withLock } from './withLock.mjs';

const failureStamp = join(cacheDirectory, 'browser-not-installed.json');
const retryAfterHours = 24;

/** Ways to get a browser, most usual first. Each resolves with null when it worked, else with why not. */
const ways = [installBrowserWithApt, installBrowserPrivately, installBrowserWithPlaywright];

const advice = {
  linux: 'Install one (Debian, Ubuntu: apt install chromium)',
  darwin: 'Install Google Chrome or Microsoft Edge',
  win32: 'Install Microsoft Edge or Google Chrome',
};

/**
 * The path of a Chromium, Chrome or Edge, installing one when there is none; null when that does not work either
 * (said in one line). A failure is remembered for a day, so that the next start loses no time;
 * `retry` tries again at once.
 */
export async function ensureBrowser({ retry = false } = {}) {
  const found = findBrowser();
  if (found) return found;
  const failure = readStamp(failureStamp);
  if (failure && !retry && Date.now() - failure.at < retryAfterHours * 3_600_000) return null;
  return withLock('browser', async () => {
    const reasons = [];
    for (const way of ways) {
      const present = findBrowser();
      if (present) return present;
      const reason = await way();
      if (reason) reasons.push(reason);
    }
    const installed = findBrowser();
    if (installed) return installed;
    writeStamp(failureStamp, { at: Date.now(), reasons });
    say(`No Chromium, Chrome or Edge was found, and none could be installed (${reasons.join('; ')}).`);
    say(`${advice[process.platform] ?? 'Install one'}, or name one with ${browserVariable}=/path/to/it.`);
    return null;
  });
}
