import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh secret of 256 random bits: 43 characters that are safe in addresses and cookies. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares in a time that tells nothing about where, or by how much in length, the two differ. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}
