import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { maySaveAs } from './decisions/saveFileName.ts';
import type { MenuTexts } from './menuTexts.ts';

/**
 * Asks the user where to save and writes there, whole or not at all.
 *
 * @returns false when the user closed the dialog
 * @throws when the proposed name is refused
 */
export async function saveFile(
  window: BrowserWindow,
  texts: MenuTexts,
  proposed: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const decision = maySaveAs(proposed);
  if (!decision.allowed) {
    throw new Error(decision.reason);
  }
  const kind = texts.fileKinds.document.replace('{{extension}}', decision.extension.toUpperCase());
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), decision.name),
    filters: [{ name: kind, extensions: [decision.extension] }],
  });
  if (canceled || filePath === '') {
    return false;
  }
  try {
    await writeWhole(filePath, bytes);
    return true;
  } catch (error) {
    const { title, detail } = texts.dialog.saveFailed;
    await dialog.showMessageBox(window, {
      type: 'error',
      message: title,
      detail,
      buttons: [texts.dialog.close],
    });
    throw error;
  }
}

/** A file that was there before stays as it was until the new one is complete beside it. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(file), `.${randomUUID()}.part`);
  try {
    await writeFile(draft, bytes, { flush: true });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
