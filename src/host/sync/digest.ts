import { hash } from 'node:crypto';
import type { Digest } from '#core/sync/changeBody.ts';

export const digest: Digest = (text) => hash('sha256', text);

export function digestOfBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}
