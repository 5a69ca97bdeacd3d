import { createHash } from 'node:crypto';
import type { Digest } from '#core/sync/changeBody.ts';

export const digest: Digest = (text) => createHash('sha256').update(text).digest('hex');
