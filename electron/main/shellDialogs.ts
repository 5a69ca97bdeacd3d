import { type BrowserWindow, dialog } from 'electron';
import type { MenuTexts } from '../shell/menuTexts.ts';

/** Codes of a registry that cannot be opened for which there is better advice than the general one. */
function adviceFor(texts: MenuTexts, code: string): string {
  const { detail, wrongKey, inUse } = texts.dialog.hostFailed;
  switch (code) {
    case 'STORAGE_WRONG_KEY':
    case 'STORAGE_KEY_MISSING':
      return wrongKey;
    case 'STORAGE_LOCKED':
      return inUse;
    default:
      return detail;
  }
}

async function choose(
  window: BrowserWindow,
  options: { message: string; detail: string; again: string; quit: string },
): Promise<'again' | 'quit'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: options.message,
    detail: options.detail,
    buttons: [options.again, options.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0 ? 'again' : 'quit';
}

export function askAfterHostFailed(
  window: BrowserWindow,
  texts: MenuTexts,
  failure: { code: string; message: string },
): Promise<'again' | 'quit'> {
  const { tryAgain, quit, hostFailed } = texts.dialog;
  const detail = `${adviceFor(texts, failure.code)}\n\n${failure.code}\n${failure.message}`;
  return choose(window, { message: hostFailed.title, detail, again: tryAgain, quit });
}

export function askAfterHostStopped(window: BrowserWindow, texts: MenuTexts): Promise<'again' | 'quit'> {
  const { tryAgain, quit, hostStopped } = texts.dialog;
  return choose(window, { message: hostStopped.title, detail: hostStopped.detail, again: tryAgain, quit });
}

export function askAfterPageStopped(window: BrowserWindow, texts: MenuTexts): Promise<'again' | 'quit'> {
  const { reload, quit, pageStopped } = texts.dialog;
  return choose(window, { message: pageStopped.title, detail: pageStopped.detail, again: reload, quit });
}
