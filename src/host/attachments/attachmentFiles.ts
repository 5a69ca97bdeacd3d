import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import { storageError } from '#db/storageError.ts';
import { syncDirectory } from '../keys/writeFileDurably.ts';
import { SealBroken, Sealer, unseal } from './sealing.ts';

const part = /^[0-9a-f]{16}\.part$/;
const stored = /^[0-9a-f]{64}$/;

/** A stored file as the folder shows it. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  readonly modified: Date;
}

/** One file on its way in. */
export interface IncomingFile {
  readonly bytes: number;
  add(bytes: Uint8Array): Promise<void>;
  /** On disk, read back and compared when it answers; not yet under its name. */
  end(): Promise<{ readonly sha256: string; readonly contents: Uint8Array }>;
  /** Puts it under its name. @returns whether the folder had no such file before */
  keep(): Promise<boolean>;
  discard(): Promise<void>;
}

/**
 * The folder of attached files: sealed, each under a name that follows from its contents, so that the same file lies there
 * once. The name is a keyed hash: whoever sees the folder cannot tell whether a document that they know is in it.
 */
export class AttachmentFiles {
  readonly directory: string;
  readonly #key: Uint8Array;
  #nameKey: Buffer | null = null;

  constructor(directory: string, registryKey: Uint8Array) {
    this.directory = directory;
    this.#key = registryKey;
  }

  nameOf(sha256: string): string {
    // Made when the first file is named: most starts of the command line name none.
    this.#nameKey ??= Buffer.from(hkdfSync('sha256', this.#key, '', 'musubi attachment names 1', 32));
    return createHmac('sha256', this.#nameKey).update(sha256.toLowerCase()).digest('hex');
  }

  has(sha256: string): boolean {
    return existsSync(this.#pathOf(sha256));
  }

  /**
   * @throws MusubiError ATTACHMENT_MISSING when this device does not have it, ATTACHMENT_DAMAGED when it is not what it was
   */
  async read(sha256: string): Promise<Uint8Array> {
    let sealed: Uint8Array;
    try {
      sealed = await readFile(this.#pathOf(sha256));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
        throw new MusubiError('ATTACHMENT_MISSING', { sha256 }, { cause });
      throw storageError(cause, this.directory);
    }
    const contents = this.#unseal(sealed, sha256);
    if (digest(contents) !== sha256) throw new MusubiError('ATTACHMENT_DAMAGED', { sha256 });
    return contents;
  }

  async receive(): Promise<IncomingFile> {
    const path = join(this.directory, `${randomBytes(8).toString('hex')}.part`);
    const sealer = new Sealer(this.#key);
    const hash = createHash('sha256');
    let handle: FileHandle | undefined;
    let bytes = 0;
    let sha256 = '';
    const write = async (work: () => Promise<unknown>) => {
      try {
        await work();
      } catch (cause) {
        throw storageError(cause, path);
      }
    };
    await write(async () => {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      handle = await open(path, 'wx', 0o600);
      await handle.writeFile(sealer.head);
    });
    const close = async () => {
      await handle?.close();
      handle = undefined;
    };
    return {
      get bytes() {
        return bytes;
      },
      add: async (more) => {
        hash.update(more);
        bytes += more.length;
        await write(async () => handle?.appendFile(sealer.add(more)));
      },
      end: async () => {
        await write(async () => {
          await handle?.appendFile(sealer.end());
          await handle?.sync();
          await close();
        });
        sha256 = hash.digest('hex');
        const contents = this.#unseal(await readFile(path), sha256);
        if (digest(contents) !== sha256) throw new MusubiError('ATTACHMENT_DAMAGED', { sha256 });
        return { sha256, contents };
      },
      keep: async () => {
        if (this.has(sha256)) {
          await rm(path, { force: true });
          return false;
        }
        await write(async () => {
          await rename(path, this.#pathOf(sha256));
          await syncDirectory(this.directory);
        });
        return true;
      },
      discard: async () => {
        await close().catch(() => {});
        await rm(path, { force: true }).catch(() => {});
      },
    };
  }

  /** Every whole file in the folder, by name. */
  async list(): Promise<StoredFile[]> {
    const names = await this.#names();
    const files = await Promise.all(
      names
        .filter((name) => stored.test(name))
        .sort()
        .map(async (name) => {
          const found = await stat(join(this.directory, name)).catch(() => undefined);
          return found?.isFile() ? [{ name, bytes: found.size, modified: found.mtime }] : [];
        }),
    );
    return files.flat();
  }

  async remove(name: string): Promise<void> {
    if (stored.test(name)) await rm(join(this.directory, name), { force: true });
  }

  /** Takes away what interrupted uploads left, once it is older than `before`. */
  async removeParts(before: Date): Promise<void> {
    for (const name of (await this.#names()).filter((each) => part.test(each))) {
      const path = join(this.directory, name);
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtime < before) await rm(path, { force: true });
    }
  }

  async #names(): Promise<string[]> {
    return readdir(this.directory).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return [];
      throw storageError(cause, this.directory);
    });
  }

  #pathOf(sha256: string): string {
    return join(this.directory, this.nameOf(sha256));
  }

  #unseal(sealed: Uint8Array, sha256: string): Uint8Array {
    try {
      return unseal(sealed, this.#key);
    } catch (cause) {
      if (cause instanceof SealBroken) throw new MusubiError('ATTACHMENT_DAMAGED', { sha256 }, { cause });
      throw cause;
    }
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
