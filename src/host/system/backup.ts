import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MusubiError } from '#core/errors/musubiError.ts';
import { openRegistryFile } from '#db/open.ts';
import { storageError } from '#db/storageError.ts';
import type { Store } from '#db/store.ts';
import {
  type KeyRecord,
  parseKeyRecord,
  readKeyRecord,
  registryPaths,
  rememberFileSalt,
  unsealKey,
  writeKeyRecord,
} from '../keys/registryKey.ts';
import type { KeyVault } from '../shell.ts';

/**
 * A backup is one file: a line that names the format, a line of JSON about the contents, then the
 * encrypted database as it is. It opens with the same keychain, or the same key file, as the original.
 */
const signature = 'MUSUBI-DESK-BACKUP 1';
const longestHeader = 64 * 1024;

interface BackupHeader {
  readonly created: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly operations: number;
  readonly key: KeyRecord;
}

export interface BackupResult {
  readonly file: string;
  readonly bytes: number;
}

/** Writes a backup, then opens what was written and checks it. Nothing is left behind when that fails. */
export async function backupRegistry(
  store: Store,
  dataDirectory: string,
  vault: KeyVault,
  file: string,
): Promise<BackupResult> {
  const copy = `${file}.${randomBytes(4).toString('hex')}.part.db`;
  const temporary = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    store.statements.database.prepare('VACUUM INTO ?').run(copy);
    const operations = countOperations(store);
    const header: BackupHeader = {
      created: new Date().toISOString(),
      bytes: (await stat(copy)).size,
      sha256: await digest(copy, 0),
      operations,
      key: readKeyRecord(registryPaths(dataDirectory).key),
    };
    const output = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
    output.write(`${signature}\n${JSON.stringify(header)}\n`);
    await pipeline(createReadStream(copy), output);
    await verifyBackup(temporary, vault);
    await rename(temporary, file);
    return { file, bytes: (await stat(file)).size };
  } catch (cause) {
    throw cause instanceof MusubiError ? cause : storageError(cause, file);
  } finally {
    for (const part of [copy, temporary]) await removeIfThere(part);
  }
}

export interface RestoreResult {
  readonly restored: true;
  /** Where the registry that was there before now is; absent when there was none. */
  readonly keptAside?: string;
  readonly operations: number;
}

/**
 * Puts a backup in place of the registry. The backup is opened and checked first; the present files are
 * moved aside, never deleted. The caller has closed the store.
 */
export async function restoreRegistry(
  dataDirectory: string,
  vault: KeyVault,
  file: string,
): Promise<RestoreResult> {
  const paths = registryPaths(dataDirectory);
  const incoming = join(dataDirectory, `incoming-${randomBytes(4).toString('hex')}.db`);
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    const header = await extractVerified(file, incoming, vault);
    const keptAside = await moveAside(dataDirectory);
    await writeKeyRecord(paths.key, header.key);
    await rename(incoming, paths.database);
    await rememberFileSalt(dataDirectory);
    return { restored: true, ...(keptAside ? { keptAside } : {}), operations: header.operations };
  } catch (cause) {
    throw cause instanceof MusubiError ? cause : storageError(cause, file);
  } finally {
    for (const part of ['', '-wal', '-shm']) await removeIfThere(`${incoming}${part}`);
  }
}

/** @throws MusubiError BACKUP_INVALID unless the file holds a whole registry that its own key opens */
export async function verifyBackup(file: string, vault: KeyVault): Promise<void> {
  const scratch = `${file}.verify.db`;
  try {
    await extractVerified(file, scratch, vault);
  } finally {
    for (const part of ['', '-wal', '-shm']) await removeIfThere(`${scratch}${part}`);
  }
}

async function extractVerified(file: string, target: string, vault: KeyVault): Promise<BackupHeader> {
  const { header, start } = await readHeader(file);
  if ((await stat(file)).size - start !== header.bytes || (await digest(file, start)) !== header.sha256) {
    throw new MusubiError('BACKUP_INVALID', { file, reason: 'incomplete' });
  }
  const key = await unsealKey(parseKeyRecord(JSON.stringify(header.key), file), vault, file);
  await pipeline(createReadStream(file, { start }), createWriteStream(target, { mode: 0o600, flush: true }));
  const database = openRegistryFile({ path: target, key, mustExist: true });
  try {
    const [result] = database.pragma('integrity_check') as { integrity_check: string }[];
    const { operations } = database.prepare('SELECT count(*) AS operations FROM operation').get() as {
      operations: number;
    };
    if (result?.integrity_check !== 'ok' || operations !== header.operations) {
      throw new MusubiError('BACKUP_INVALID', { file, reason: 'unsound' });
    }
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
  return header;
}

async function readHeader(file: string): Promise<{ header: BackupHeader; start: number }> {
  const invalid = () => new MusubiError('BACKUP_INVALID', { file, reason: 'format' });
  if (!existsSync(file)) throw new MusubiError('NOT_FOUND', { file });
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(longestHeader);
    const { bytesRead } = await handle.read(buffer, 0, longestHeader, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const first = bytes.indexOf(0x0a);
    const second = bytes.indexOf(0x0a, first + 1);
    if (first < 0 || second < 0 || bytes.toString('utf8', 0, first) !== signature) throw invalid();
    const header = JSON.parse(bytes.toString('utf8', first + 1, second)) as BackupHeader;
    if (!Number.isSafeInteger(header.bytes) || typeof header.sha256 !== 'string') throw invalid();
    return { header, start: second + 1 };
  } catch (cause) {
    throw cause instanceof SyntaxError ? invalid() : cause;
  } finally {
    await handle.close();
  }
}

/** Tidying up never hides why the work itself failed. */
async function removeIfThere(path: string) {
  await rm(path, { force: true }).catch(() => {});
}

async function moveAside(dataDirectory: string): Promise<string | undefined> {
  const paths = registryPaths(dataDirectory);
  if (!existsSync(paths.database) && !existsSync(paths.key)) return undefined;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = join(dataDirectory, 'kept-aside', stamp);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const part of ['', '-wal', '-shm']) {
    const path = `${paths.database}${part}`;
    if (existsSync(path)) await rename(path, join(aside, `registry.db${part}`));
  }
  if (existsSync(paths.key)) await rename(paths.key, join(aside, 'registry.key'));
  return aside;
}

async function digest(file: string, start: number): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { start }), hash);
  return hash.digest('hex');
}

function countOperations(store: Store): number {
  return store.statements.get<{ n: number }>('SELECT count(*) AS n FROM operation')?.n ?? 0;
}
