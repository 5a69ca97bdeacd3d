import { randomFillSync } from 'node:crypto';

/** Random bytes are asked of the system for many ids at once: asking takes longer than making them. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** UUID version 7 (RFC 9562): time first, so that new rows stand together in the index. */
export function createRecordId(now = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x70, 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
