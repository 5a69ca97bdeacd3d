import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16_384);
let used = pool.length;

/**
 * Random bytes as lower-case hexadecimal. Asking the operating system for a few bytes costs more than
 * writing an operation, so they are drawn in stock; none is given out twice.
 */
export function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const hex = pool.toString('hex', used, used + bytes);
  pool.fill(0, used, used + bytes);
  used += bytes;
  return hex;
}
