import { shellBridge } from './shellBridge.ts';

export interface FileToSave {
  readonly fileName: string;
  readonly mediaType: string;
  /** Contents in base64, as the host sends them. */
  readonly data: string;
}

/**
 * Hands a file to the user: a save dialog in Electron, a download in a browser.
 * Resolves to false when the user closed the dialog without saving.
 */
export async function saveFile(file: FileToSave): Promise<boolean> {
  const bytes = bytesFromBase64(file.data);
  const bridge = shellBridge();
  if (bridge) return bridge.saveFile(file.fileName, bytes);
  const address = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.fileName;
  link.click();
  // The browser has taken the bytes over by the next task; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}

export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
