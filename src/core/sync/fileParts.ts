/** Attached files at a broker: entities of this type, each holding a part of a file in base64. */
export const filePartType = 'RegistryFilePart';

/** 256 KiB of base64. */
export const filePartBytes = 192 * 1024;

const sha256Text = /^[0-9a-f]{64}$/;

/** Part `number` (from 0) of the file with this content; the same wherever the file comes from. */
export function filePartId(sha256: string, number: number): string {
  return `urn:ngsi-ld:${filePartType}:${sha256}:${String(number).padStart(6, '0')}`;
}

/** An empty file has one part too: it says that the file stands there. */
export function countFileParts(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / filePartBytes));
}

export function isSha256(text: unknown): text is string {
  return typeof text === 'string' && sha256Text.test(text);
}
