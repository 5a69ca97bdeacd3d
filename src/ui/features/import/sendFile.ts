import { importPieceBytes } from '#contract/importSchemas.ts';
import { base64 } from '#ui/host/base64.ts';
import { host } from '#ui/host/client.ts';
import { importWindow } from './importWindow.ts';

interface SendOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Sends a file to the host piece by piece; it is only looked at there.
 * @returns the session that it is known by
 * @throws the host's refusal, or the signal's reason; the host keeps nothing then
 */
export async function sendFile(file: File, { signal, onProgress }: SendOptions): Promise<string> {
  const window = importWindow();
  const { sessionId } = await host.import.begin({ window, fileName: file.name || 'file', bytes: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += importPieceBytes) {
      signal.throwIfAborted();
      const piece = new Uint8Array(await file.slice(offset, offset + importPieceBytes).arrayBuffer());
      await host.import.add({ window, sessionId, offset, data: base64(piece) });
      onProgress(Math.min(1, (offset + piece.length) / file.size));
    }
    signal.throwIfAborted();
    return sessionId;
  } catch (error) {
    await host.import.discard({ window, sessionId }).catch(() => undefined);
    throw error;
  }
}
