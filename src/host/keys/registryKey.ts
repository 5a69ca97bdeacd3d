import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import { readFileSalt } from '#db/open.ts';
import { storageError } from '#db/storageError.ts';
import type { HostShell, KeyVault } from '../shell.ts';
import { passphraseVault } from './passphraseVault.ts';
import { writeFileDurably } from './writeFileDurably.ts';

/** Where a registry keeps its parts. */
export function registryPaths(dataDirectory: string) {
  return {
    database: join(dataDirectory, 'registry.db'),
    key: join(dataDirectory, 'registry.key'),
    attachments: join(dataDirectory, 'attachments'),
    backups: join(dataDirectory, 'backups'),
  };
}

const keyBytes = 32;

/** registry.key: the wrapped key, and the salt of the file it belongs to once that is known. */
export interface KeyRecord {
  readonly format: 1;
  readonly vault: KeyVault['kind'];
  readonly sealed: string;
  readonly fileSalt?: string;
}

/**
 * The key of a registry; a new random one when there is no registry yet.
 * @throws MusubiError STORAGE_KEY_MISSING when there is a registry but no key, STORAGE_WRONG_KEY when the
 *   key file is not ours or belongs to another registry, and what `openKeyRecord` throws
 */
export async function obtainRegistryKey(dataDirectory: string, shell: HostShell): Promise<Uint8Array> {
  const paths = registryPaths(dataDirectory);
  if (!existsSync(paths.key)) {
    if (existsSync(paths.database)) throw new MusubiError('STORAGE_KEY_MISSING', { path: paths.key });
    const key = new Uint8Array(randomBytes(keyBytes));
    await writeKeyRecord(paths.key, await sealKey(key, shell.keyVault));
    return key;
  }
  const record = readKeyRecord(paths.key);
  const salt = readFileSalt(paths.database);
  if (record.fileSalt && salt && record.fileSalt !== salt) {
    throw new MusubiError('STORAGE_WRONG_KEY', { path: paths.database, key: paths.key });
  }
  return openKeyRecord(record, paths.key, shell);
}

/** Notes which file the key opens, so that a damaged file can be told from a wrong key. */
export async function rememberFileSalt(dataDirectory: string) {
  const paths = registryPaths(dataDirectory);
  const record = readKeyRecord(paths.key);
  const fileSalt = readFileSalt(paths.database);
  if (fileSalt && record.fileSalt !== fileSalt) await writeKeyRecord(paths.key, { ...record, fileSalt });
}

/** Whether the key file says that it belongs to this very database file. */
export function keyBelongsToFile(dataDirectory: string): boolean {
  const paths = registryPaths(dataDirectory);
  const salt = readFileSalt(paths.database);
  return salt !== undefined && readKeyRecord(paths.key).fileSalt === salt;
}

export async function sealKey(key: Uint8Array, vault: KeyVault): Promise<KeyRecord> {
  return { format: 1, vault: vault.kind, sealed: Buffer.from(await vault.seal(key)).toString('base64') };
}

/**
 * Opens a key with what the shell has: its own vault, or the person's passphrase.
 * @throws MusubiError STORAGE_PASSPHRASE_NEEDED when the shell has none to give, STORAGE_WRONG_PASSPHRASE,
 *   STORAGE_KEY_IN_KEYCHAIN when only the desktop app can reach it, STORAGE_WRONG_KEY
 */
export async function openKeyRecord(record: KeyRecord, path: string, shell: HostShell): Promise<Uint8Array> {
  if (record.vault === 'os-keychain' && shell.keyVault.kind !== 'os-keychain') {
    throw new MusubiError('STORAGE_KEY_IN_KEYCHAIN', { path });
  }
  if (record.vault !== 'passphrase') return unsealKey(record, shell.keyVault, path);
  const passphrase = await shell.passphrase?.();
  if (passphrase === undefined) throw new MusubiError('STORAGE_PASSPHRASE_NEEDED', { path });
  try {
    return await unsealKey(record, passphraseVault(passphrase), path);
  } catch (cause) {
    throw new MusubiError('STORAGE_WRONG_PASSPHRASE', { path }, { cause });
  }
}

export async function unsealKey(record: KeyRecord, vault: KeyVault, path: string): Promise<Uint8Array> {
  let key: Uint8Array;
  try {
    key = await vault.unseal(Buffer.from(record.sealed, 'base64'));
  } catch (cause) {
    throw new MusubiError('STORAGE_WRONG_KEY', { path }, { cause });
  }
  if (record.vault !== vault.kind || key.length !== keyBytes)
    throw new MusubiError('STORAGE_WRONG_KEY', { path });
  return key;
}

export function readKeyRecord(path: string): KeyRecord {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw storageError(cause, path);
  }
  return parseKeyRecord(text, path);
}

export function parseKeyRecord(text: string, path: string): KeyRecord {
  try {
    const record = JSON.parse(text) as KeyRecord;
    if (record.format === 1 && typeof record.sealed === 'string') return record;
  } catch (cause) {
    throw new MusubiError('STORAGE_WRONG_KEY', { path }, { cause });
  }
  throw new MusubiError('STORAGE_WRONG_KEY', { path });
}

export async function writeKeyRecord(path: string, record: KeyRecord) {
  try {
    await writeFileDurably(path, JSON.stringify(record), 0o600);
    await chmod(path, 0o600);
  } catch (cause) {
    throw storageError(cause, path);
  }
}
