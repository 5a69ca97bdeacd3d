import { createHash } from 'node:crypto';
import { MusubiError } from '#core/errors/musubiError.ts';
import { AttachmentFiles, type IncomingFile } from '#host/attachments/attachmentFiles.ts';

/**
 * The folder of attached files of a simulated device, in memory: what takes a disk's time would let the order of events
 * depend on more than the seed.
 */
export class MemoryFiles extends AttachmentFiles {
  readonly #contents: Map<string, Uint8Array>;

  constructor(registryKey: Uint8Array, contents: ReadonlyMap<string, Uint8Array> = new Map()) {
    super('', registryKey);
    this.#contents = new Map(contents);
  }

  /** As a backup of the data folder takes it. */
  snapshot(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.#contents);
  }

  replaceBy(contents: ReadonlyMap<string, Uint8Array>) {
    this.#contents.clear();
    for (const [name, bytes] of contents) this.#contents.set(name, bytes);
  }

  put(bytes: Uint8Array): string {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#contents.set(this.nameOf(sha256), bytes);
    return sha256;
  }

  bytesOf(sha256: string): Uint8Array | undefined {
    return this.#contents.get(this.nameOf(sha256));
  }

  override has(sha256: string): boolean {
    return this.bytesOf(sha256) !== undefined;
  }

  override async read(sha256: string): Promise<Uint8Array> {
    const bytes = this.bytesOf(sha256);
    if (!bytes) throw new MusubiError('ATTACHMENT_MISSING', { sha256 });
    return bytes;
  }

  override async receive(): Promise<IncomingFile> {
    const parts: Uint8Array[] = [];
    return {
      get bytes() {
        return parts.reduce((sum, { length }) => sum + length, 0);
      },
      add: async (bytes) => {
        parts.push(bytes);
      },
      end: async () => {
        const contents = Buffer.concat(parts);
        return { sha256: createHash('sha256').update(contents).digest('hex'), contents };
      },
      keep: async () => {
        const before = this.snapshot().size;
        this.put(Buffer.concat(parts));
        return this.snapshot().size > before;
      },
      discard: async () => {},
    };
  }

  override async remove(name: string): Promise<void> {
    this.#contents.delete(name);
  }
}
