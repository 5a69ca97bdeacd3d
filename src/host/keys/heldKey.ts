import { MusubiError } from '#core/errors/musubiError.ts';
import { shortestPassphrase } from '#core/passphrase/shortestPassphrase.ts';
import type { HostShell, KeyVault } from '../shell.ts';
import { passphraseVault } from './passphraseVault.ts';
import {
  type KeyRecord,
  openKeyRecord,
  readKeyRecord,
  registryPaths,
  sealKey,
  writeKeyRecord,
} from './registryKey.ts';

/** The key of an open registry, and who guards it. */
export class HeldKey {
  readonly key: Uint8Array;
  readonly #path: string;
  readonly #shell: HostShell;

  constructor(key: Uint8Array, dataDirectory: string, shell: HostShell) {
    this.key = key;
    this.#path = registryPaths(dataDirectory).key;
    this.#shell = shell;
  }

  /** Who guards it now; another window may have changed that. */
  get kind(): KeyVault['kind'] {
    return this.#record().vault;
  }

  /** For proving that a backup opens. A passphrase is not kept in memory for that: its key is known already. */
  get vault(): KeyVault {
    const kind = this.kind;
    if (kind !== 'passphrase') return this.#shell.keyVault;
    return {
      kind,
      seal: () => Promise.reject(new Error('sealing anew takes the passphrase')),
      unseal: async () => this.key,
    };
  }

  /**
   * Puts the key under a passphrase, under another one, or (null) back under the guard of the shell.
   * @param current the passphrase in force, when there is one: an unattended window must not be enough
   * @throws MusubiError STORAGE_WRONG_PASSPHRASE when `current` is not it, PASSPHRASE_TOO_SHORT
   */
  async protect(passphrase: string | null, current: string | undefined): Promise<KeyVault['kind']> {
    const record = this.#record();
    if (record.vault === 'passphrase') {
      await openKeyRecord(record, this.#path, { ...this.#shell, passphrase: async () => current ?? '' });
    }
    if (passphrase !== null && [...passphrase].length < shortestPassphrase) {
      throw new MusubiError('PASSPHRASE_TOO_SHORT', { shortest: shortestPassphrase });
    }
    const vault = passphrase === null ? this.#shell.keyVault : passphraseVault(passphrase);
    const { fileSalt } = record;
    await writeKeyRecord(this.#path, {
      ...(await sealKey(this.key, vault)),
      ...(fileSalt === undefined ? {} : { fileSalt }),
    });
    return vault.kind;
  }

  #record(): KeyRecord {
    return readKeyRecord(this.#path);
  }
}
