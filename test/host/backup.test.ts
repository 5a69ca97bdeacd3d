import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openServices } from '#host/services.ts';
import { keyFileVault } from '#host/shell.ts';
import { backupRegistry, restoreRegistry } from '#host/system/backup.ts';
import { checkRegistry } from '#host/system/check.ts';
import {
  resourcesDirectory,
  temporaryDirectory,
  temporaryRegistry,
  testShell,
} from '#test/support/temporaryRegistry.ts';

async function backedUp() {
  const directory = temporaryDirectory();
  const services = await temporaryRegistry(directory);
  const context = { actor: services.actor, language: 'en' };
  services.writer.patch('jakarta', { remarks: { en: 'before the backup' } }, context);
  const file = join(temporaryDirectory(), 'registry.musubi-backup');
  await backupRegistry(services.store, directory, keyFileVault, file);
  services.writer.patch('jakarta', { remarks: { en: 'after the backup' } }, context);
  services.close();
  return { directory, file };
}

const open = (dataDirectory: string) => openServices({ dataDirectory, resourcesDirectory, shell: testShell });

describe('backup and restore', () => {
  it('brings back the registry as it was, and keeps the present one aside, whole', async () => {
    const { directory, file } = await backedUp();
    const { keptAside } = await restoreRegistry(directory, testShell, file);
    const services = await open(directory);
    expect(services.reader.get('jakarta', 'private').record.remarks?.en).toBe('before the backup');
    expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
    services.close();
    const aside = await open(keptAside ?? '');
    expect(aside.reader.get('jakarta', 'private').record.remarks?.en).toBe('after the backup');
    aside.close();
  });

  it('restores into an empty folder', async () => {
    const { file } = await backedUp();
    const directory = temporaryDirectory();
    expect((await restoreRegistry(directory, testShell, file)).keptAside).toBeUndefined();
    const services = await open(directory);
    expect(services.reader.get('jakarta', 'private').record.remarks?.en).toBe('before the backup');
    services.close();
  });

  it('restores over a registry that is too damaged to open', async () => {
    const { directory, file } = await backedUp();
    writeFileSync(join(directory, 'registry.db'), 'rubble');
    await restoreRegistry(directory, testShell, file);
    const services = await open(directory);
    expect(checkRegistry(services.store).ok).toBe(true);
    services.close();
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10)],
    [
      'with one byte changed',
      (bytes: Buffer) =>
        Buffer.from(bytes.map((byte, at) => (at === bytes.length - 9_000 ? byte ^ 1 : byte))),
    ],
    ['that is some other file', () => Buffer.from('hello\nworld\n')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('refuses a backup %s and leaves the registry as it is', async (_, spoil) => {
    const { directory, file } = await backedUp();
    writeFileSync(file, spoil(readFileSync(file)));
    const before = readFileSync(join(directory, 'registry.db'));
    await expect(restoreRegistry(directory, testShell, file)).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
    });
    expect(readFileSync(join(directory, 'registry.db')).equals(before)).toBe(true);
    expect(existsSync(join(directory, 'kept-aside'))).toBe(false);
  });

  it('holds nothing readable', async () => {
    const { file } = await backedUp();
    const bytes = readFileSync(file);
    for (const text of ['Jakarta', 'before the backup', 'SQLite format 3'])
      expect(bytes.includes(text)).toBe(false);
  });

  it('leaves nothing behind when it cannot be written', async () => {
    const directory = temporaryDirectory();
    const services = await temporaryRegistry(directory);
    const blocked = join(directory, 'registry.db', 'inside-a-file');
    await expect(backupRegistry(services.store, directory, keyFileVault, blocked)).rejects.toMatchObject({
      code: expect.stringMatching(/^STORAGE_/),
    });
  });
});
