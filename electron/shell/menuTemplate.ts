import type { MenuItemConstructorOptions } from 'electron';
import type { MenuTexts } from './menuTexts.ts';

export interface MenuOptions {
  readonly texts: MenuTexts;
  readonly isMac: boolean;
  readonly isDevelopment: boolean;
  showDataFolder(): void;
}

/** The application menu, as plain data. Labels are ours; what the entries do is Electron's. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { texts, isMac } = options;
  const help: MenuItemConstructorOptions[] = [
    { label: texts.help.showDataFolder, click: options.showDataFolder },
  ];
  if (!isMac) {
    help.push({ type: 'separator' }, { role: 'about', label: texts.application.about });
  }
  return [
    ...(isMac ? [applicationMenu(texts)] : []),
    {
      label: texts.file.title,
      submenu: [
        isMac ? { role: 'close', label: texts.window.close } : { role: 'quit', label: texts.file.quit },
      ],
    },
    {
      label: texts.edit.title,
      submenu: [
        { role: 'undo', label: texts.edit.undo },
        { role: 'redo', label: texts.edit.redo },
        { type: 'separator' },
        { role: 'cut', label: texts.edit.cut },
        { role: 'copy', label: texts.edit.copy },
        { role: 'paste', label: texts.edit.paste },
        { role: 'pasteAndMatchStyle', label: texts.edit.pasteAsPlainText },
        { role: 'selectAll', label: texts.edit.selectAll },
      ],
    },
    { label: texts.view.title, submenu: viewItems(options) },
    {
      label: texts.window.title,
      role: 'window',
      submenu: [
        { role: 'minimize', label: texts.window.minimise },
        { role: 'close', label: texts.window.close },
      ],
    },
    { label: texts.help.title, role: 'help', submenu: help },
  ];
}

function applicationMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    label: 'Musubi Desk',
    submenu: [
      { role: 'about', label: texts.application.about },
      { type: 'separator' },
      { role: 'hide', label: texts.application.hide },
      { role: 'hideOthers', label: texts.application.hideOthers },
      { role: 'unhide', label: texts.application.showAll },
      { type: 'separator' },
      { role: 'quit', label: texts.application.quit },
    ],
  };
}

function viewItems({ texts, isDevelopment }: MenuOptions): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: texts.view.zoomIn },
    { role: 'zoomOut', label: texts.view.zoomOut },
    { role: 'resetZoom', label: texts.view.actualSize },
    { type: 'separator' },
    { role: 'togglefullscreen', label: texts.view.fullScreen },
  ];
  if (isDevelopment) {
    items.push(
      { type: 'separator' },
      { role: 'reload', label: texts.view.reload },
      { role: 'toggleDevTools', label: texts.view.developerTools },
    );
  }
  return items;
}
