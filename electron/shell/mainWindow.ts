import { BrowserWindow, nativeTheme, screen } from 'electron';
import { placeWindow, SMALLEST_WINDOW } from './decisions/windowBounds.ts';
import type { SettingsFile } from './settingsFile.ts';
import { windowWebPreferences } from './webPreferences.ts';

/** The colours of the first frame, before the page has painted: those of the page's background. */
const BACKGROUND = { light: '#ffffff', dark: '#1a1a1a' } as const;

const KEEP_DELAY = 400;

export interface MainWindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly isDevelopment: boolean;
  readonly settings: SettingsFile;
}

/** Makes the one window, where it was last time. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(
    (display) => display.workArea,
  );
  const placement = placeWindow(options.settings.read().window, displays);
  const window = new BrowserWindow({
    ...(placement.position ?? {}),
    width: placement.width,
    height: placement.height,
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    title: 'Musubi Desk',
    icon: options.icon,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: windowWebPreferences(options),
  });
  if (placement.isMaximized) {
    window.maximize();
  }
  window.once('ready-to-show', () => window.show());
  keepPlacement(window, options.settings);
  return window;
}

/** Remembers the place while the window is moved, a moment after each change, and when it closes. */
function keepPlacement(window: BrowserWindow, settings: SettingsFile): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed() && !window.isMinimized()) {
      settings.change({ window: { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() } });
    }
  };
  const keepSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP_DELAY);
  };
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('maximize', keepSoon);
  window.on('unmaximize', keepSoon);
  window.on('close', keep);
}

/** Brings the window to the front, whatever hides it. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) {
    window.restore();
  }
  window.show();
  window.focus();
}
