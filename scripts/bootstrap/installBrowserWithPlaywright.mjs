import { findNode24 } from './findNode24.mjs';
import { findPackageCommand } from './findPackageCommand.mjs';
import { runCommand } from './runCommand.mjs';
import { say } from './say.mjs';

/** Downloads the Chromium that the test library is made for, into the user's cache folder. */
export async function installBrowserWithPlaywright() {
  if (process.platform === 'win32') return 'Windows brings Edge along';
  say('Downloading Chromium (about 170 MB, once) …');
  const args = [findPackageCommand('playwright'), 'install', '--no-shell', 'chromium'];
  const { status, timedOut } = await runCommand(findNode24(), args, {
    output: 'hide',
    seconds: 600,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  });
  if (status === 0) return null;
  return timedOut ? 'the download took longer than 10 minutes' : 'the download of Chromium failed';
}
