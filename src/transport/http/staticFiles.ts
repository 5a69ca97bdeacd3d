import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { mediaTypeOf } from './mediaTypes.ts';

export interface StaticFile {
  /** Absolute path on disk. */
  readonly path: string;
  readonly mediaType: string;
  readonly cacheControl: string;
}

const forever = 'private, max-age=31536000, immutable';
const never = 'no-store';

/** The builder puts a hash into the names of everything in `assets/`, so such a name never changes its content. */
function hasHashInName(urlPath: string): boolean {
  return /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(urlPath);
}

/**
 * Lists a folder of built files as `/path/in/the/address` → file. Only regular files count (no symbolic links), and
 * only what is listed is ever served, so that no address can reach outside of the folder. An empty list when the
 * folder is missing.
 */
export async function listStaticFiles(directory: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      const urlPath = `/${relative(directory, path).split(sep).join('/')}`;
      const cacheControl = hasHashInName(urlPath) ? forever : never;
      files.set(urlPath, { path, mediaType: mediaTypeOf(entry.name), cacheControl });
    }
  }
  return files;
}
