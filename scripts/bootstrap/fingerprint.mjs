import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const noInput = /\.(test|bench)\.tsx?$|\.md$|(^|\/)\./;

function visit(path, hash, isInput) {
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') addFile(path, hash);
    return;
  }
  for (const entry of entries) {
    const child = `${path}/${entry.name}`;
    if (noInput.test(child) || !isInput(child)) continue;
    if (entry.isDirectory()) visit(child, hash, isInput);
    else addFile(child, hash);
  }
}

function addFile(path, hash) {
  const { mtimeMs, size } = statSync(join(root, path), { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: -1 };
  hash.update(`${path}\0${size}\0${mtimeMs}\n`);
}

/**
 * One short text that changes when any file below `paths` (files or folders, from the project's root) is added,
 * removed, or written. Looks at names, sizes and times only, so a thousand files take a few milliseconds.
 */
export function fingerprint(paths, isInput = () => true) {
  const hash = createHash('sha1');
  for (const path of paths) visit(path, hash, isInput);
  return hash.digest('base64url');
}
