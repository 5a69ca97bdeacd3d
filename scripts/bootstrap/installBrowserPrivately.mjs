import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateBrowserDirectory } from '../../src/host/browser/findBrowser.mjs';
import { runCommand } from './runCommand.mjs';
import { say } from './say.mjs';

const tools = ['/usr/bin/apt-get', '/usr/bin/dpkg-deb'];

/** Starts the unpacked Chromium with the libraries, and where the machine has none the fonts, unpacked beside it. */
const launcher = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for folder in "$here"/files/usr/lib/*-linux-gnu*; do
  LD_LIBRARY_PATH="$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
export LD_LIBRARY_PATH
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_SYSROOT="$here/files"
exec "$here/files/usr/lib/chromium/chromium" "$@"
`;

/** apt with lists, cache and locks in a folder of our own, so that it runs for any user and installs nothing. */
function apt(work, args, seconds) {
  const options = {
    'Dir::State': join(work, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(work, 'cache'),
    'Debug::NoLocking': '1',
  };
  const settings = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return runCommand('apt-get', [...settings, '-qq', ...args], { output: 'hide', seconds });
}

async function unpack(work, files) {
  const archives = join(work, 'cache', 'archives');
  for (const name of readdirSync(archives).filter((entry) => entry.endsWith('.deb'))) {
    const { status } = await runCommand('dpkg-deb', ['-x', join(archives, name), files], { output: 'hide' });
    if (status !== 0) return `unpacking ${name} failed`;
  }
  return existsSync(join(files, 'usr', 'lib', 'chromium', 'chromium'))
    ? null
    : 'the packages hold no Chromium';
}

/**
 * For a user without root on Debian or a relative: downloads the Chromium package and what it needs with apt, and
 * unpacks them in the user's cache folder. The system stays untouched; deleting the folder takes it away again.
 */
export async function installBrowserPrivately() {
  if (process.platform !== 'linux' || !tools.every((tool) => existsSync(tool)))
    return 'no Debian packages here';
  say('Fetching a Chromium for this user alone (about a minute, once) …');
  const target = privateBrowserDirectory();
  const work = `${target}.${process.pid}`;
  try {
    for (const folder of ['state/lists/partial', 'cache/archives/partial', 'whole/files']) {
      mkdirSync(join(work, folder), { recursive: true });
    }
    await apt(work, ['update'], 180);
    const download = ['install', '-y', '--no-install-recommends', '--download-only', 'chromium'];
    const { status, output } = await apt(work, download, 900);
    if (status !== 0) return `apt without root: ${output.trim().split('\n').at(-1)?.slice(0, 200)}`;
    const failure = await unpack(work, join(work, 'whole', 'files'));
    if (failure) return failure;
    writeFileSync(join(work, 'whole', 'chromium'), launcher);
    chmodSync(join(work, 'whole', 'chromium'), 0o755);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'whole'), target);
    return null;
  } catch (error) {
    return `unpacking Chromium failed (${error.code ?? error.message})`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
