import { existsSync } from 'node:fs';
import { runCommand } from './runCommand.mjs';
import { say } from './say.mjs';

/** Root runs apt itself, others through sudo where it asks for no password; null where neither is possible. */
async function prefixForRoot() {
  if (process.getuid?.() === 0) return [];
  const { status } = await runCommand('sudo', ['-n', 'true'], { output: 'hide', seconds: 5 });
  return status === 0 ? ['sudo', '-n'] : null;
}

function lastError(output) {
  const lines = output.trim().split('\n');
  return (lines.findLast((line) => line.startsWith('E:')) ?? lines.at(-1) ?? '').slice(0, 200);
}

/** Installs Debian's Chromium package. */
export async function installBrowserWithApt() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return 'no apt here';
  const prefix = await prefixForRoot();
  if (!prefix) return 'apt needs root or sudo without a password';
  say('Installing Chromium with apt (about a minute, once) …');
  const apt = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=300',
    '-qq',
  ];
  // Old package lists may still do when they cannot be refreshed, so a failing update does not end the attempt.
  await runCommand(apt[0], [...apt.slice(1), 'update'], { output: 'hide', seconds: 180 });
  const args = [...apt.slice(1), 'install', '-y', '--no-install-recommends', 'chromium'];
  const { status, timedOut, output } = await runCommand(apt[0], args, { output: 'hide', seconds: 900 });
  if (status === 0) return null;
  return timedOut ? 'apt took longer than 15 minutes' : `apt: ${lastError(output)}`;
}
