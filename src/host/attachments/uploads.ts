import { randomUUID } from 'node:crypto';
import { largestAttachment } from '#core/attachments/mediaTypes.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { AttachmentFiles, IncomingFile } from './attachmentFiles.ts';

/** An upload that nobody goes on with is let go. */
const idleMinutes = 10;
const mostUploads = 32;

interface Upload {
  readonly file: IncomingFile;
  readonly fileName: string;
  readonly bytes: number;
  busy: boolean;
  timer: NodeJS.Timeout;
}

/** Files that windows are sending, piece by piece and in order. */
export class Uploads {
  readonly #files: AttachmentFiles;
  readonly #open = new Map<string, Upload>();

  constructor(files: AttachmentFiles) {
    this.#files = files;
  }

  /**
   * @param bytes of the whole file
   * @throws MusubiError ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY before anything is sent
   */
  async begin(fileName: string, bytes: number): Promise<string> {
    if (bytes > largestAttachment)
      throw new MusubiError('ATTACHMENT_TOO_LARGE', { file: fileName, bytes, limit: largestAttachment });
    if (bytes === 0) throw new MusubiError('ATTACHMENT_EMPTY', { file: fileName });
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= mostUploads) await this.cancel(oldest);
    const id = randomUUID();
    this.#open.set(id, {
      file: await this.#files.receive(),
      fileName,
      bytes,
      busy: false,
      timer: this.#idleTimer(id),
    });
    return id;
  }

  /** @returns how many bytes are here. @throws MusubiError UPLOAD_LOST for an unknown upload or a piece out of order */
  async add(id: string, offset: number, bytes: Uint8Array): Promise<number> {
    const upload = this.#find(id);
    if (upload.busy || offset !== upload.file.bytes || offset + bytes.length > upload.bytes) {
      await this.cancel(id);
      throw new MusubiError('UPLOAD_LOST', { file: upload.fileName });
    }
    clearTimeout(upload.timer);
    upload.busy = true;
    try {
      await upload.file.add(bytes);
    } finally {
      upload.busy = false;
      upload.timer = this.#idleTimer(id);
    }
    return upload.file.bytes;
  }

  /** Hands over a whole file and forgets the upload. @throws MusubiError UPLOAD_LOST when bytes are missing */
  async take(id: string): Promise<{ file: IncomingFile; fileName: string }> {
    const upload = this.#find(id);
    if (upload.busy || upload.file.bytes !== upload.bytes) {
      await this.cancel(id);
      throw new MusubiError('UPLOAD_LOST', { file: upload.fileName });
    }
    this.#forget(id, upload);
    return { file: upload.file, fileName: upload.fileName };
  }

  async cancel(id: string): Promise<void> {
    const upload = this.#open.get(id);
    if (!upload) return;
    this.#forget(id, upload);
    await upload.file.discard();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.cancel(id)));
  }

  #find(id: string): Upload {
    const upload = this.#open.get(id);
    if (!upload) throw new MusubiError('UPLOAD_LOST', {});
    return upload;
  }

  #forget(id: string, upload: Upload): void {
    clearTimeout(upload.timer);
    this.#open.delete(id);
  }

  #idleTimer(id: string): NodeJS.Timeout {
    return setTimeout(() => void this.cancel(id), idleMinutes * 60_000).unref();
  }
}
