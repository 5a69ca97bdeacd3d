import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads a small JSON note, or null when there is none (or it is damaged: then the step simply runs again). */
export function readStamp(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Writes a note in one step (write aside, rename). A project folder that may not be written to is no error: the
 * step that the note would save is then looked at again on the next start.
 */
export function writeStamp(path, value) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(value));
    renameSync(aside, path);
  } catch {
    // Read-only folder.
  }
}
