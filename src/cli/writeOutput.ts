import { resolve } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import { writeFileDurably } from '#host/keys/writeFileDurably.ts';

/** Writes a result file whole or not at all. @returns its absolute path */
export async function writeOutput(path: string, bytes: Uint8Array): Promise<string> {
  const file = resolve(path);
  try {
    await writeFileDurably(file, bytes, 0o644);
    return file;
  } catch (cause) {
    throw new MusubiError('OUTPUT_UNWRITABLE', { file }, { cause });
  }
}
