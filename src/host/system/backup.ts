import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MusubiError } from '#core/errors/musubiError.ts';
import { openRegistryFile } from '#db/open.ts';
import { storageError } from '#db/storageError.ts';
import type { Store } from '#db/store.ts';
import {
  type KeyRecord,
  openKeyRecord,
  parseKeyRecord,
  readKeyRecord,
  registryPaths,
  rememberFileSalt,
  unsealKey,
  writeKeyRecord,
} from '../keys/registryKey.ts';
import type { HostShell, KeyVault } from '../shell.ts';
import { makeFolder } from './makeFolder.ts';

/**
 * A backup is one file: a line that names the format, a line of JSON about the contents, then the
 * encrypted database as it is. It opens with the same keychain, or the same key file, as the original.
 *
 * Where there are attached files they follow: a line of JSON with their names and sizes, the sealed files one after the
 * other, and the SHA-256 of all that in 64 letters. A backup without them is as it was before there were attachments.
 */
const signature = 'MUSUBI-DESK-BACKUP 1';
const longestHeader = 64 * 1024;

interface BackupHeader {
  readonly created: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly operations: number;
  readonly key: KeyRecord;
  /** Bytes of the list and the files behind the database, without the hash at the end. */
  readonly attachments?: { readonly count: number; readonly bytes: number };
}

type AttachedFiles = readonly { readonly name: string; readonly bytes: number }[];

/** Names as AttachmentFiles gives them: nothing that could be a path. */
const attachedName = /^[0-9a-f]{64}$/;
const hashLetters = 64;

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
    await makeFolder(dirname(file));
    store.statements.database.prepare('VACUUM INTO ?').run(copy);
    const operations = countOperations(store);
    const attached = await attachedFiles(registryPaths(dataDirectory).attachments);
    const index = `${JSON.stringify(attached)}\n`;
    const header: BackupHeader = {
      created: new Date().toISOString(),
      bytes: (await stat(copy)).size,
      sha256: await digest(copy, 0),
      operations,
      key: readKeyRecord(registryPaths(dataDirectory).key),
      ...(attached.length > 0
        ? {
            attachments: {
              count: attached.length,
              bytes: attached.reduce((sum, each) => sum + each.bytes, Buffer.byteLength(index)),
            },
          }
        : {}),
    };
    const output = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
    output.write(`${signature}\n${JSON.stringify(header)}\n`);
    await pipeline(createReadStream(copy), output, { end: attached.length === 0 });
    if (attached.length > 0) {
      const folder = registryPaths(dataDirectory).attachments;
      await pipeline(attachedSection(folder, attached, index), output);
    }
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
  shell: HostShell,
  file: string,
): Promise<RestoreResult> {
  const paths = registryPaths(dataDirectory);
  const incoming = join(dataDirectory, `incoming-${randomBytes(4).toString('hex')}.db`);
  const incomingFiles = `${incoming}.attachments`;
  try {
    await makeFolder(dataDirectory, 0o700);
    const header = await extractVerified(
      file,
      incoming,
      (record) => openKeyRecord(record, file, shell),
      incomingFiles,
    );
    const keptAside = await moveAside(dataDirectory);
    await writeKeyRecord(paths.key, header.key);
    if (header.attachments) await rename(incomingFiles, paths.attachments);
    await rename(incoming, paths.database);
    await rememberFileSalt(dataDirectory);
    return { restored: true, ...(keptAside ? { keptAside } : {}), operations: header.operations };
  } catch (cause) {
    throw cause instanceof MusubiError ? cause : storageError(cause, file);
  } finally {
    for (const part of ['', '-wal', '-shm']) await removeIfThere(`${incoming}${part}`);
    await removeIfThere(incomingFiles);
  }
}

/** @throws MusubiError BACKUP_INVALID unless the file holds a whole registry that its own key opens */
export async function verifyBackup(file: string, vault: KeyVault): Promise<void> {
  const scratch = `${file}.verify.db`;
  try {
    await extractVerified(file, scratch, (record) => unsealKey(record, vault, file));
  } finally {
    for (const part of ['', '-wal', '-shm']) await removeIfThere(`${scratch}${part}`);
  }
}

/** @param filesTarget the folder for attached files; without it they are checked and not written */
async function extractVerified(
  file: string,
  target: string,
  openKey: (record: KeyRecord) => Promise<Uint8Array>,
  filesTarget?: string,
): Promise<BackupHeader> {
  const { header, start } = await readHeader(file);
  const { attachments } = header;
  const filesStart = start + header.bytes;
  const filesBytes = attachments ? attachments.bytes + hashLetters : 0;
  if (
    (await stat(file)).size !== filesStart + filesBytes ||
    (await digest(file, start, filesStart)) !== header.sha256 ||
    (attachments && !(await isWhole(file, filesStart, attachments.bytes)))
  ) {
    throw new MusubiError('BACKUP_INVALID', { file, reason: 'incomplete' });
  }
  if (attachments && filesTarget !== undefined)
    await extractFiles(file, filesStart, attachments, filesTarget);
  const key = await openKey(parseKeyRecord(JSON.stringify(header.key), file));
  await pipeline(
    createReadStream(file, { start, end: filesStart - 1 }),
    createWriteStream(target, { mode: 0o600, flush: true }),
  );
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
    if (!isCount(header.bytes) || header.bytes < 1 || typeof header.sha256 !== 'string') throw invalid();
    const { attachments } = header;
    if (attachments && !(isCount(attachments.count) && isCount(attachments.bytes) && attachments.bytes > 0))
      throw invalid();
    return { header, start: second + 1 };
  } catch (cause) {
    throw cause instanceof SyntaxError ? invalid() : cause;
  } finally {
    await handle.close();
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

async function attachedFiles(folder: string): Promise<AttachedFiles> {
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => attachedName.test(name)) : [];
  return Promise.all(
    names.sort().map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })),
  );
}

/** The list, the files, and the hash of both. A sealed file never changes, so its size is what the list says. */
async function* attachedSection(folder: string, files: AttachedFiles, index: string) {
  const hash = createHash('sha256');
  hash.update(index);
  yield Buffer.from(index);
  for (const { name } of files) {
    for await (const piece of createReadStream(join(folder, name))) {
      hash.update(piece);
      yield piece as Buffer;
    }
  }
  yield Buffer.from(hash.digest('hex'));
}

async function isWhole(file: string, start: number, bytes: number): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const stated = Buffer.alloc(hashLetters);
    await handle.read(stated, 0, hashLetters, start + bytes);
    return stated.toString('latin1') === (await digest(file, start, start + bytes));
  } finally {
    await handle.close();
  }
}

/** @throws MusubiError BACKUP_INVALID for a list that does not fit the files, or with anything but plain names */
async function extractFiles(
  file: string,
  start: number,
  attachments: NonNullable<BackupHeader['attachments']>,
  folder: string,
) {
  const end = start + attachments.bytes;
  let text = '';
  for await (const piece of createReadStream(file, { start, end: end - 1, encoding: 'latin1' })) {
    const line = (piece as string).indexOf('\n');
    text += line < 0 ? piece : (piece as string).slice(0, line);
    if (line >= 0) break;
  }
  const invalid = () => new MusubiError('BACKUP_INVALID', { file, reason: 'format' });
  let files: AttachedFiles;
  try {
    files = JSON.parse(text) as AttachedFiles;
  } catch {
    throw invalid();
  }
  const isList =
    Array.isArray(files) &&
    files.length === attachments.count &&
    files.every(({ name, bytes }) => attachedName.test(String(name)) && isCount(bytes) && bytes > 0);
  const total = isList ? files.reduce((sum, { bytes }) => sum + bytes, text.length + 1) : -1;
  if (total !== attachments.bytes) throw invalid();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let at = start + text.length + 1;
  for (const { name, bytes } of files) {
    await pipeline(
      createReadStream(file, { start: at, end: at + bytes - 1 }),
      createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600, flush: true }),
    );
    at += bytes;
  }
}

/** Tidying up never hides why the work itself failed. */
async function removeIfThere(path: string) {
  await rm(path, { force: true, recursive: true }).catch(() => {});
}

async function moveAside(dataDirectory: string): Promise<string | undefined> {
  const paths = registryPaths(dataDirectory);
  const present = [paths.database, paths.key, paths.attachments];
  if (!present.some((path) => existsSync(path))) return undefined;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = join(dataDirectory, 'kept-aside', stamp);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const part of ['', '-wal', '-shm']) {
    const path = `${paths.database}${part}`;
    if (existsSync(path)) await rename(path, join(aside, `registry.db${part}`));
  }
  if (existsSync(paths.attachments)) await rename(paths.attachments, join(aside, 'attachments'));
  if (existsSync(paths.key)) await rename(paths.key, join(aside, 'registry.key'));
  return aside;
}

/** @param end the byte after the last one; the end of the file when absent */
async function digest(file: string, start: number, end?: number): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { start, ...(end === undefined ? {} : { end: end - 1 }) }), hash);
  return hash.digest('hex');
}

function countOperations(store: Store): number {
  return store.statements.get<{ n: number }>('SELECT count(*) AS n FROM operation')?.n ?? 0;
}
