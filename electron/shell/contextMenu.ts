import { type BrowserWindow, type EditFlags, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuTexts } from './menuTexts.ts';

/** What a right click offers: in a field the editing commands, elsewhere copying of what is selected. */
export function contextMenuTemplate(
  texts: MenuTexts,
  place: { readonly isEditable: boolean; readonly editFlags: EditFlags },
): MenuItemConstructorOptions[] {
  const { editFlags } = place;
  const copy: MenuItemConstructorOptions = {
    role: 'copy',
    label: texts.edit.copy,
    enabled: editFlags.canCopy,
  };
  if (!place.isEditable) {
    return editFlags.canCopy ? [copy] : [];
  }
  return [
    { role: 'undo', label: texts.edit.undo, enabled: editFlags.canUndo },
    { type: 'separator' },
    { role: 'cut', label: texts.edit.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: texts.edit.paste, enabled: editFlags.canPaste },
    { role: 'selectAll', label: texts.edit.selectAll, enabled: editFlags.canSelectAll },
  ];
}

/** Shows the menu on right clicks; Electron has none of its own. */
export function offerContextMenu(window: BrowserWindow, texts: () => MenuTexts): void {
  window.webContents.on('context-menu', (_event, place) => {
    const template = contextMenuTemplate(texts(), place);
    if (template.length > 0) {
      Menu.buildFromTemplate(template).popup({ window });
    }
  });
}
