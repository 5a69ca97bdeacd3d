#!/usr/bin/env node
// `npm start`: the app in Electron where that can be had, else in the browser shell. Arguments after `--` go to it.
import { hasDisplay } from './bootstrap/display.mjs';
import { ensureElectron, findElectron } from './bootstrap/electronBinary.mjs';
import { ensureBrowser } from './bootstrap/ensureBrowser.mjs';
import { ensureBuilt } from './bootstrap/ensureBuilt.mjs';
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { explain, say } from './bootstrap/say.mjs';
import { startBrowserShell } from './bootstrap/startBrowserShell.mjs';
import { startElectron } from './bootstrap/startElectron.mjs';

const args = process.argv.slice(2);

/** Why Electron does not open here, as one line; null when it has opened and was closed again. */
async function tryElectron() {
  if (!hasDisplay())
    return 'There is no display here, so Electron is not opened and the browser shell is used.';
  const program = findElectron() ?? (await ensureElectron());
  if (!program) return 'Electron is not here and could not be downloaded, so the browser shell is used.';
  await ensureBuilt(['app']);
  const failure = await startElectron(program, args);
  return failure && `Electron did not start (${failure}), so the browser shell is used.`;
}

try {
  await ensurePackages();
  const reason = await tryElectron();
  if (reason) {
    say(reason);
    const browser = await ensureBrowser();
    await ensureBuilt(['cli', 'app']);
    process.exitCode = await startBrowserShell({ open: hasDisplay() && browser !== null, args });
  }
} catch (error) {
  process.exitCode = explain(error);
}
