import { z } from 'zod';

/**
 * Messages between the main process and the host's utility process. The registry's own traffic does not pass here:
 * it goes through MessagePorts, straight between window and host. Here the host is started and stopped, and borrows
 * what only the main process has. Both sides check what they receive.
 */
const bytes = z.instanceof(Uint8Array);
const requestId = z.number().int().positive();

export const KEY_VAULT_KINDS = ['os-keychain', 'key-file'] as const;

export const messageToHost = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    dataDirectory: z.string().min(1),
    resourcesDirectory: z.string().min(1),
    keyVaultKind: z.enum(KEY_VAULT_KINDS),
  }),
  /** Comes with exactly one port: a window's line to the host. */
  z.strictObject({ type: z.literal('connect') }),
  z.strictObject({ type: z.literal('answer'), id: requestId, value: bytes }),
  z.strictObject({ type: z.literal('refusal'), id: requestId, message: z.string() }),
  z.strictObject({ type: z.literal('close') }),
]);

export type MessageToHost = z.output<typeof messageToHost>;

export const messageFromHost = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** The registry could not be opened; the process ends after this. */
  z.strictObject({ type: z.literal('failed'), code: z.string(), message: z.string() }),
  z.strictObject({ type: z.literal('seal'), id: requestId, key: bytes }),
  z.strictObject({ type: z.literal('unseal'), id: requestId, sealed: bytes }),
  z.strictObject({ type: z.literal('renderPdf'), id: requestId, html: z.string() }),
  /** The user switched the online map on or off. */
  z.strictObject({ type: z.literal('onlineMap'), enabled: z.boolean() }),
  z.strictObject({ type: z.literal('closed') }),
]);

export type MessageFromHost = z.output<typeof messageFromHost>;
