import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyVault } from '../shell.ts';

/** What stands in registry.key: how the passphrase was stretched, and the registry's key wrapped with the result. */
interface SealedByPassphrase {
  readonly kdf: 'scrypt';
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  /** Base64, as are the others. */
  readonly salt: string;
  readonly nonce: string;
  readonly tag: string;
  readonly box: string;
}

/**
 * OWASP's first choice for scrypt (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1, which takes 128 MiB and some
 * tenths of a second for each guess. Kept with each key, so that later versions can raise it.
 */
const stretching = { cost: 2 ** 17, blockSize: 8, parallelization: 1 };
/** A key file that asks for more than this is not one of ours, and would only keep the machine busy. */
const mostMemory = 1024 * 1024 * 1024;
const cipher = 'aes-256-gcm';
const wrappingBytes = 32;
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/**
 * The vault that opens with a passphrase. The registry's key stays random and is only wrapped anew, so that a changed
 * passphrase costs no rewriting of the registry; a backup opens with the passphrase that was in force when it was made.
 */
export function passphraseVault(passphrase: string, stretched = stretching): KeyVault {
  return {
    kind: 'passphrase',
    seal: async (key) => {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, await stretch(passphrase, salt, stretched), nonce);
      const box = Buffer.concat([sealing.update(key), sealing.final()]);
      const sealed: SealedByPassphrase = {
        kdf: 'scrypt',
        ...stretched,
        salt: salt.toString('base64'),
        nonce: nonce.toString('base64'),
        tag: sealing.getAuthTag().toString('base64'),
        box: box.toString('base64'),
      };
      return Buffer.from(JSON.stringify(sealed));
    },
    unseal: async (bytes) => {
      const sealed = JSON.parse(Buffer.from(bytes).toString('utf8')) as SealedByPassphrase;
      if (sealed.kdf !== 'scrypt') throw new Error('the key is wrapped in a way that is not known');
      const wrapping = await stretch(passphrase, Buffer.from(sealed.salt, 'base64'), sealed);
      const opening = createDecipheriv(cipher, wrapping, Buffer.from(sealed.nonce, 'base64'), {
        authTagLength: tagBytes,
      });
      opening.setAuthTag(Buffer.from(sealed.tag, 'base64'));
      return Buffer.concat([opening.update(Buffer.from(sealed.box, 'base64')), opening.final()]);
    },
  };
}

/** The same words typed on another keyboard may come composed in another way: they are compared as NFKC. */
function stretch(
  passphrase: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: typeof stretching,
): Promise<Buffer> {
  return derive(passphrase.normalize('NFKC'), salt, wrappingBytes, {
    N: cost,
    r: blockSize,
    p: parallelization,
    maxmem: mostMemory,
  });
}
