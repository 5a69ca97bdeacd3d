import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * How an attachment lies on disk: `MSBATT1\n`, 32 random bytes of salt, then the contents in chunks of 64 KiB, each
 * AES-256-GCM with its tag behind it. Every file has a key of its own (HKDF-SHA256 of the registry's key and the salt), so
 * chunks can be counted in the nonce; its last byte marks the last chunk, so that no end can be cut off, and the head is
 * authenticated with every chunk. The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 */
const magic = Buffer.from('MSBATT1\n', 'latin1');
const saltBytes = 32;
export const headBytes = magic.length + saltBytes;
export const chunkBytes = 64 * 1024;
const tagBytes = 16;

/** A sealed file was changed, cut, or sealed with another key. */
export class SealBroken extends Error {}

function fileKey(registryKey: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', registryKey, salt, 'musubi attachment file 1', 32));
}

function nonceOf(chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(chunk), 0);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Seals contents as they come. */
export class Sealer {
  readonly head: Buffer;
  readonly #key: Buffer;
  #waiting = Buffer.alloc(0);
  #chunk = 0;

  constructor(registryKey: Uint8Array) {
    const salt = randomBytes(saltBytes);
    this.head = Buffer.concat([magic, salt]);
    this.#key = fileKey(registryKey, salt);
  }

  /** @returns what can be written already; the last chunk is held back until it is known to be the last */
  add(bytes: Uint8Array): Buffer {
    const all = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, bytes]) : Buffer.from(bytes);
    const sealed: Buffer[] = [];
    let at = 0;
    while (all.length - at > chunkBytes) {
      sealed.push(this.#seal(all.subarray(at, at + chunkBytes), false));
      at += chunkBytes;
    }
    this.#waiting = Buffer.from(all.subarray(at));
    return Buffer.concat(sealed);
  }

  end(): Buffer {
    return this.#seal(this.#waiting, true);
  }

  #seal(plain: Buffer, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#chunk, isLast));
    cipher.setAAD(this.head);
    this.#chunk += 1;
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }
}

/** @throws SealBroken unless every byte is as it was sealed with this key */
export function unseal(sealed: Uint8Array, registryKey: Uint8Array): Buffer {
  const file = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (file.length < headBytes + tagBytes || !file.subarray(0, magic.length).equals(magic)) {
    throw new SealBroken('not a sealed file');
  }
  const head = file.subarray(0, headBytes);
  const key = fileKey(registryKey, file.subarray(magic.length, headBytes));
  const plain: Buffer[] = [];
  const step = chunkBytes + tagBytes;
  for (let chunk = 0, at = headBytes; at < file.length; chunk += 1, at += step) {
    const end = Math.min(at + step, file.length);
    if (end - at < tagBytes) throw new SealBroken('cut off');
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(chunk, end === file.length));
    decipher.setAAD(head);
    decipher.setAuthTag(file.subarray(end - tagBytes, end));
    try {
      plain.push(decipher.update(file.subarray(at, end - tagBytes)), decipher.final());
    } catch (cause) {
      throw new SealBroken(`chunk ${chunk}`, { cause });
    }
  }
  return Buffer.concat(plain);
}
