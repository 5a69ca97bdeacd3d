import { app, type BrowserWindow, ipcMain, Menu, session, shell } from 'electron';
import { NOTICES } from '../ipc/channelNames.ts';
import { openDoor } from '../ipc/door.ts';
import { createAppSchemeHandler } from '../shell/appScheme.ts';
import { guardAllContents } from '../shell/contentsGuard.ts';
import { offerContextMenu } from '../shell/contextMenu.ts';
import { APP_ORIGIN, APP_SCHEME } from '../shell/decisions/appOrigin.ts';
import { DEEP_LINK_SCHEME } from '../shell/decisions/deepLink.ts';
import { mayRestart } from '../shell/decisions/restart.ts';
import { createHostProcess } from '../shell/hostProcess.ts';
import { bringToFront, createMainWindow } from '../shell/mainWindow.ts';
import { menuTemplate } from '../shell/menuTemplate.ts';
import { type MenuTexts, menuTextsFor } from '../shell/menuTexts.ts';
import { keyVaultKindHere, sealWithKeychain, unsealWithKeychain } from '../shell/osKeychain.ts';
import { renderPdf } from '../shell/renderPdf.ts';
import { guardSession, setProxyFor } from '../shell/sessionGuard.ts';
import { openSettingsFile } from '../shell/settingsFile.ts';
import type { DeepLinks } from './deepLinks.ts';
import { connectWindow, createHandlers } from './handlers.ts';
import { log, logRefusal } from './log.ts';
import { findPlaces } from './places.ts';
import { askAfterHostFailed, askAfterHostStopped, askAfterPageStopped } from './shellDialogs.ts';

/** How long the host may take to finish at the end, ms. */
const PATIENCE = 5_000;

/** Puts the parts together once the app is ready. Guards stand before the first page is made. */
export async function startShell(start: {
  dataDirectory: string;
  developmentOrigin: string | null;
  deepLinks: DeepLinks;
}): Promise<void> {
  const { developmentOrigin } = start;
  const isDevelopment = !app.isPackaged && developmentOrigin !== null;
  const places = findPlaces(app, start.dataDirectory);
  const settings = openSettingsFile(places.settingsFile, () => log('shell settings could not be written'));
  const isOnlineMapOn = (): boolean => settings.read().onlineMap;
  const texts = (): MenuTexts =>
    menuTextsFor([settings.read().language ?? '', ...app.getPreferredSystemLanguages()]);

  let isQuitting = false;
  app.once('will-quit', () => {
    isQuitting = true;
  });
  let window: BrowserWindow | null = null;
  const theWindow = (): BrowserWindow => {
    if (window === null) {
      throw new Error('There is no window');
    }
    return window;
  };

  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  guardAllContents(app, {
    developmentOrigin,
    openInBrowser: (url) => void shell.openExternal(url),
    onRefusal: logRefusal,
  });
  guardSession(session.defaultSession, { isOnlineMapOn, developmentOrigin, onRefusal: logRefusal });
  await setProxyFor(session.defaultSession, isOnlineMapOn());
  session.defaultSession.protocol.handle(
    APP_SCHEME,
    createAppSchemeHandler({
      directory: places.renderer,
      isOnlineMapOn,
      onRefusal: (reason) => logRefusal('file', reason),
    }),
  );

  const host = createHostProcess({
    entry: places.hostEntry,
    dataDirectory: places.data,
    resourcesDirectory: places.resources,
    keyVaultKind: await keyVaultKindHere(),
    services: { seal: sealWithKeychain, unseal: unsealWithKeychain, renderPdf },
    onOnlineMap: (enabled) => {
      if (enabled !== isOnlineMapOn()) {
        settings.change({ onlineMap: enabled });
        void setProxyFor(session.defaultSession, enabled);
      }
    },
    onFailed: (code, message) =>
      void askAfterHostFailed(theWindow(), texts(), { code, message }).then(proceed),
    onEnded: () => {
      if (window !== null) {
        connectWindow(window, host);
      }
    },
    onStopped: () => void askAfterHostStopped(theWindow(), texts()).then(proceed),
    log,
  });

  /** After a fault: the page is loaded anew and asks for a new line, which starts the host; or the end. */
  const proceed = (choice: 'again' | 'quit'): void => {
    if (choice === 'again') {
      theWindow().webContents.reload();
    } else {
      app.quit();
    }
  };

  const showMenu = (): void => {
    const showDataFolder = (): void => void shell.openPath(places.data);
    const isMac = process.platform === 'darwin';
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ texts: texts(), isMac, isDevelopment, showDataFolder })),
    );
  };
  showMenu();

  openDoor({
    ipcMain,
    developmentOrigin,
    windowContentsId: () => window?.webContents.id ?? null,
    onRefusal: (channel, reason) => logRefusal(`call of ${channel}`, reason),
    handlers: createHandlers({
      window: theWindow,
      host,
      texts,
      setLanguage: (language) => {
        if (language !== settings.read().language) {
          settings.change({ language });
          showMenu();
        }
      },
    }),
  });

  const open = async (route: string): Promise<void> => {
    window = createMainWindow({
      preload: places.preload,
      icon: places.icon,
      isDevelopment,
      settings,
    });
    window.on('closed', () => {
      window = null;
    });
    host.warmUp();
    offerContextMenu(window, texts);
    reloadAfterCrash(window, texts, proceed);
    const opened = window;
    await opened.loadURL(`${developmentOrigin ?? APP_ORIGIN}${route}`).catch((error: unknown) => {
      // A person may close the window, quit or ask for another try before the page is there: that is no fault.
      const isLeft = isQuitting || window !== opened || opened.isDestroyed() || isAborted(error);
      if (!isLeft) {
        throw error;
      }
    });
  };

  const showRoute = (route: string | null): void => {
    if (window === null) {
      void open(route ?? '/');
      return;
    }
    bringToFront(window);
    if (route !== null) {
      window.webContents.send(NOTICES.route, route);
    }
  };

  start.deepLinks.listen(showRoute);
  app.on('activate', () => showRoute(null));
  app.on('window-all-closed', () => app.quit());
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
  endHostBeforeQuitting(host);
  if (process.platform === 'win32') {
    app.setAppUserModelId('jp.musubi-desk.app');
  }
  if (app.isPackaged) {
    app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
  }

  await open(start.deepLinks.takeFirst() ?? '/');
}

/** Chromium's own word for a page that was left, closed or asked for anew before it was there. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && error.message.includes('ERR_ABORTED');
}

/** A page that crashed is loaded anew at once; when that does not help, the user decides. */
function reloadAfterCrash(
  window: BrowserWindow,
  texts: () => MenuTexts,
  proceed: (choice: 'again' | 'quit') => void,
): void {
  const reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    log(`page ended: ${details.reason}`);
    if (details.reason === 'clean-exit') {
      return;
    }
    if (mayRestart(reloads, Date.now())) {
      reloads.push(Date.now());
      proceed('again');
    } else {
      void askAfterPageStopped(window, texts()).then(proceed);
    }
  });
}

/** Holds the end of the program back until the host has closed the registry. */
function endHostBeforeQuitting(host: { close(patience: number): Promise<void> }): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (!isClosed) {
      event.preventDefault();
      void host.close(PATIENCE).then(() => {
        isClosed = true;
        app.quit();
      });
    }
  });
}
