import type { WebPreferences } from 'electron';

/** How every page of ours runs. Most lines repeat Electron's defaults, so that a change of defaults cannot open them. */
const GUARDED: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  // Chromium fetches spelling dictionaries from its maker's servers.
  spellcheck: false,
};

/** The window: the preload script is the only bridge, tools only in development. */
export function windowWebPreferences(options: { preload: string; isDevelopment: boolean }): WebPreferences {
  return { ...GUARDED, preload: options.preload, devTools: options.isDevelopment };
}

/** Hidden pages that are printed to PDF: no script at all, no bridge, nothing kept on disk. */
export function printWebPreferences(partition: string): WebPreferences {
  return { ...GUARDED, javascript: false, devTools: false, partition };
}
