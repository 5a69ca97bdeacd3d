import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it that are missing. Node's own recursive `mkdir` tries without end where a file system
 * takes no folders but says that the one above is missing, as /proc and folders that are mounted when asked for do.
 * @param mode of those that are made
 * @throws the error of the file system, such as ENOENT or EACCES, and EEXIST where a file is in the way
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  // Nothing is missing, or a file is in the way: Node tells which.
  if (missing.length === 0) await mkdir(path, { recursive: true, mode });
  for (const each of missing) await mkdir(each, { mode }).catch(unlessThere);
}

/** Another process may have made it in the meantime. */
function unlessThere(cause: NodeJS.ErrnoException) {
  if (cause.code !== 'EEXIST') throw cause;
}
