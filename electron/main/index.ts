import path from 'node:path';
import { app, protocol } from 'electron';
import { registerAppScheme } from '../shell/appScheme.ts';
import { silenceChromium } from '../shell/commandLine.ts';
import { developmentOriginFrom } from '../shell/developmentOrigin.ts';
import { chooseDataDirectory } from './dataDirectory.ts';
import { collectDeepLinks, describeStart } from './deepLinks.ts';
import { logRefusal } from './log.ts';
import { startShell } from './startShell.ts';

/**
 * Boot order, and nothing else:
 * 1. what must be settled before Chromium starts: folders, links, switches, the custom scheme;
 * 2. the single-instance lock, which is kept per folder of settings;
 * 3. when the app is ready, the shell.
 */
const developmentOrigin = developmentOriginFrom(app.isPackaged, process.env.ELECTRON_RENDERER_URL);
const dataDirectory = chooseDataDirectory(process.env);
if (dataDirectory.isChosen) {
  // Another registry is another session: own window settings, own lock.
  app.setPath('userData', path.join(dataDirectory.path, 'shell'));
}
const args = process.argv.slice(1);
const deepLinks = collectDeepLinks(app, args, (reason) => logRefusal('deep link', reason));
silenceChromium(app, developmentOrigin);
registerAppScheme(protocol);

if (app.requestSingleInstanceLock(describeStart(args))) {
  app
    .whenReady()
    .then(() => startShell({ dataDirectory: dataDirectory.path, developmentOrigin, deepLinks }))
    .catch((error: unknown) => {
      logRefusal('start', error instanceof Error ? (error.stack ?? error.message) : String(error));
      app.exit(1);
    });
} else {
  app.quit();
}
