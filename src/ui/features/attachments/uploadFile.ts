import { type Attached, uploadPieceBytes } from '#contract/attachmentSchemas.ts';
import { base64 } from '#ui/host/base64.ts';
import { host } from '#ui/host/client.ts';

export interface UploadOptions {
  readonly about: readonly string[];
  readonly language: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Sends a file to the host piece by piece. It is on disk, compared and recorded when this resolves.
 * @throws the host's refusal, or the signal's reason; nothing is attached then
 */
export async function uploadFile(file: File, options: UploadOptions): Promise<Attached> {
  const { about, language, signal, onProgress } = options;
  const { uploadId } = await host.attachments.begin({ fileName: file.name || 'file', bytes: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += uploadPieceBytes) {
      signal.throwIfAborted();
      const piece = new Uint8Array(await file.slice(offset, offset + uploadPieceBytes).arrayBuffer());
      await host.attachments.add({ uploadId, offset, data: base64(piece) });
      onProgress(Math.min(1, (offset + piece.length) / file.size));
    }
    signal.throwIfAborted();
    return await host.attachments.finish({ uploadId, about: [...about], language });
  } catch (error) {
    await host.attachments.cancel({ uploadId }).catch(() => undefined);
    throw error;
  }
}
