import path from 'node:path';
import type { App } from 'electron';

export interface Places {
  /** Folder of the built window (index.html and assets). */
  readonly renderer: string;
  readonly preload: string;
  readonly hostEntry: string;
  readonly icon: string;
  /** Bundled data, base map, templates. */
  readonly resources: string;
  /** The registry: database, key, attachments. */
  readonly data: string;
  /** Window place, language and such of this shell. */
  readonly settingsFile: string;
}

/** Where everything lies, in a packed app and in a checkout. */
export function findPlaces(app: Pick<App, 'getAppPath' | 'getPath' | 'isPackaged'>, data: string): Places {
  const root = app.getAppPath();
  const resources = app.isPackaged
    ? path.join(process.resourcesPath, 'resources')
    : path.join(root, 'resources');
  return {
    renderer: path.join(root, 'out', 'renderer'),
    preload: path.join(root, 'out', 'preload', 'index.cjs'),
    hostEntry: path.join(root, 'out', 'main', 'host.js'),
    icon: path.join(resources, 'icons', '512x512.png'),
    resources,
    data,
    settingsFile: path.join(app.getPath('userData'), 'shell.json'),
  };
}
