import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const scriptsDirectory = join(import.meta.dirname, '..', '..', 'scripts');

/** Loads a module of scripts/, which are plain JavaScript without types; `Exports` says what the test uses of it. */
export async function loadScript<Exports>(path: string): Promise<Exports> {
  const loaded: Exports = await import(pathToFileURL(join(scriptsDirectory, path)).href);
  return loaded;
}
