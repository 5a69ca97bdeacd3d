import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder: where package.json stands. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Joins parts to a path inside the project. */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** Notes that the scripts keep for themselves between starts (ignored by git, safe to delete). */
export const cacheDirectory = inRoot('.cache', 'bootstrap');
