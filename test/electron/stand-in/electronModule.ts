import { obeyTest } from './control.ts';

/** What the shell's bundle imports from `electron`. A name that is missing here fails its import, by design. */
export { app } from './app.ts';
export { BrowserWindow } from './browserWindow.ts';
export { ipcMain } from './ipcMain.ts';
export { MessageChannelMain } from './messagePorts.ts';
export { session } from './session.ts';
export { dialog, Menu, nativeTheme, protocol, safeStorage, screen, shell } from './system.ts';
export { utilityProcess } from './utilityProcess.ts';

obeyTest();
