import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MusubiError } from '#core/errors/musubiError.ts';
import { storageError } from '#db/storageError.ts';
import { openServices } from '#host/services.ts';
import {
  resourcesDirectory,
  temporaryDirectory,
  temporaryRegistry,
  testShell,
} from '#test/support/temporaryRegistry.ts';

async function refusalOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof MusubiError) return cause.code;
    throw cause;
  }
  return 'opened';
}

function openIn(dataDirectory: string) {
  return openServices({ dataDirectory, resourcesDirectory, shell: testShell });
}

/** A closed registry and the bytes that must not change. */
async function closedRegistry() {
  const directory = temporaryDirectory();
  (await temporaryRegistry(directory)).close();
  const path = join(directory, 'registry.db');
  return { directory, path, key: join(directory, 'registry.key'), bytes: () => readFileSync(path) };
}

describe('the registry file', () => {
  it('is encrypted: no name of a city, no SQLite header, in the file or its write-ahead log', async () => {
    const services = await temporaryRegistry();
    const name = 'Zephyrine Observatory';
    services.writer.create('organisation', { name: { en: name } }, { actor: services.actor, language: 'en' });
    for (const part of ['', '-wal']) {
      const bytes = readFileSync(`${services.store.path}${part}`);
      expect(bytes.length).toBeGreaterThan(4_096);
      for (const text of [name, 'zephyrine', 'Jakarta', 'ジャカルタ', 'SQLite format 3']) {
        expect(bytes.includes(text), text).toBe(false);
      }
    }
  });

  it('keeps its key in a file that only the owner may read', async () => {
    const { key } = await closedRegistry();
    const { statSync } = await import('node:fs');
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('says that the key is wrong when it belongs to another registry, and touches nothing', async () => {
    const ours = await closedRegistry();
    const other = temporaryDirectory();
    (await openIn(other)).close();
    const before = ours.bytes();
    copyFileSync(join(other, 'registry.key'), ours.key);
    expect(await refusalOf(() => openIn(ours.directory))).toBe('STORAGE_WRONG_KEY');
    expect(ours.bytes().equals(before)).toBe(true);
  });

  it.each(['', 'not json', '{"format":1}', '{"format":1,"vault":"key-file","sealed":"AAAA"}'])(
    'says that the key is wrong when the key file reads %j',
    async (text) => {
      const registry = await closedRegistry();
      writeFileSync(registry.key, text);
      expect(await refusalOf(() => openIn(registry.directory))).toBe('STORAGE_WRONG_KEY');
    },
  );

  it('says that the key is missing, and does not make a new one over existing data', async () => {
    const registry = await closedRegistry();
    rmSync(registry.key);
    expect(await refusalOf(() => openIn(registry.directory))).toBe('STORAGE_KEY_MISSING');
    expect(existsSync(registry.key)).toBe(false);
  });

  it('says that the file is damaged when its first page is, though the key is right', async () => {
    const registry = await closedRegistry();
    const bytes = registry.bytes();
    bytes.fill(0x55, 100, 3_000);
    writeFileSync(registry.path, bytes);
    expect(await refusalOf(() => openIn(registry.directory))).toBe('STORAGE_DAMAGED');
    expect(registry.bytes().equals(bytes)).toBe(true);
  });

  it('says that the file is damaged when it was cut short', async () => {
    const registry = await closedRegistry();
    writeFileSync(registry.path, registry.bytes().subarray(0, 50_000));
    expect(await refusalOf(() => openIn(registry.directory))).toBe('STORAGE_DAMAGED');
  });

  it('refuses a file with a newer schema than it knows, and touches nothing', async () => {
    const directory = temporaryDirectory();
    const services = await temporaryRegistry(directory);
    services.store.database.pragma('user_version = 9999');
    services.close();
    const before = readFileSync(services.store.path);
    expect(await refusalOf(() => openIn(directory))).toBe('STORAGE_NEWER_SCHEMA');
    expect(readFileSync(services.store.path).equals(before)).toBe(true);
  });

  it('says plainly when the data folder is a file', async () => {
    const path = join(temporaryDirectory(), 'not-a-folder');
    writeFileSync(path, 'x');
    expect(await refusalOf(() => openIn(path))).toBe('STORAGE_UNREADABLE');
  });

  it.skipIf(process.getuid?.() === 0)('says plainly when the folder may not be written to', async () => {
    const directory = join(temporaryDirectory(), 'locked');
    mkdirSync(directory);
    chmodSync(directory, 0o500);
    expect(await refusalOf(() => openIn(directory))).toBe('STORAGE_READ_ONLY');
  });

  it('refuses an edit when the disk is full, keeps what was there, and goes on when there is room', async () => {
    const services = await temporaryRegistry();
    const { database } = services.store;
    const context = { actor: services.actor, language: 'en' };
    const pages = database.pragma('page_count', { simple: true }) as number;
    database.pragma(`max_page_count = ${pages}`);
    let acknowledged = -1;
    const write = (round: number) =>
      services.writer.patch('jakarta', { remarks: { en: `${round} ${'x'.repeat(90_000)}` } }, context);
    const fillUp = () => {
      for (let round = 0; round < 1_000; round++) {
        write(round);
        acknowledged = round;
      }
    };
    expect(fillUp).toThrow(expect.objectContaining({ code: 'STORAGE_FULL' }));
    const remarks = () => services.reader.get('jakarta', 'private').record.remarks?.en?.split(' ')[0];
    expect(remarks()).toBe(acknowledged < 0 ? undefined : String(acknowledged));
    database.pragma('max_page_count = 1073741823');
    expect(write(5_000).changeId).not.toBeNull();
    expect(remarks()).toBe('5000');
  });

  it.each([
    ['SQLITE_READONLY_DIRECTORY', 'STORAGE_READ_ONLY'],
    ['EROFS', 'STORAGE_READ_ONLY'],
    ['EACCES', 'STORAGE_READ_ONLY'],
    ['SQLITE_FULL', 'STORAGE_FULL'],
    ['ENOSPC', 'STORAGE_FULL'],
    ['SQLITE_BUSY', 'STORAGE_LOCKED'],
    ['SQLITE_CORRUPT_VTAB', 'STORAGE_DAMAGED'],
    ['SQLITE_NOTADB', 'STORAGE_WRONG_KEY'],
    ['SQLITE_CANTOPEN_ISDIR', 'STORAGE_UNREADABLE'],
    ['EIO', 'STORAGE_UNREADABLE'],
  ])('names the failure %s as %s', (code, expected) => {
    expect(storageError(Object.assign(new Error(code), { code }), 'path').code).toBe(expected);
  });
});
