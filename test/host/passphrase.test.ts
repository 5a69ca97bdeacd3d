import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import type { LockedRouter } from '#host/access/lockedRouter.ts';
import { openHost } from '#host/index.ts';
import { passphraseVault } from '#host/keys/passphraseVault.ts';
import { openServices } from '#host/services.ts';
import type { HostShell } from '#host/shell.ts';
import { backupRegistry, restoreRegistry } from '#host/system/backup.ts';
import {
  resourcesDirectory,
  temporaryDirectory,
  temporaryRegistry,
  testShell,
} from '#test/support/temporaryRegistry.ts';

const passphrase = '四つの言葉 correct horse ភ្នំពេញ';

function shellWith(words: string | undefined): HostShell {
  return { ...testShell, passphrase: async () => words };
}

async function protectedRegistry() {
  const directory = temporaryDirectory();
  const services = await temporaryRegistry(directory);
  await services.heldKey.protect(passphrase, undefined);
  services.close();
  return directory;
}

function open(dataDirectory: string, words: string | undefined) {
  return openServices({ dataDirectory, resourcesDirectory, shell: shellWith(words) });
}

describe('a registry under a passphrase', () => {
  it('opens with it, in any shell and however the keyboard composed it, and with nothing else', async () => {
    const directory = await protectedRegistry();
    await expect(open(directory, undefined)).rejects.toMatchObject({ code: 'STORAGE_PASSPHRASE_NEEDED' });
    for (const wrong of ['', `${passphrase} `, passphrase.toUpperCase()]) {
      await expect(open(directory, wrong)).rejects.toMatchObject({ code: 'STORAGE_WRONG_PASSPHRASE' });
    }
    for (const right of [passphrase, passphrase.normalize('NFD')]) {
      const services = await open(directory, right);
      expect(services.reader.get('jakarta', 'private').record.kind).toBe('city');
      services.close();
    }
  });

  it('keeps neither the passphrase nor the bare key on the disk', async () => {
    const directory = temporaryDirectory();
    const services = await temporaryRegistry(directory);
    const bare = Buffer.from(services.heldKey.key);
    await services.heldKey.protect(passphrase, undefined);
    const text = readFileSync(join(directory, 'registry.key'), 'utf8');
    expect(text).not.toContain(passphrase);
    expect(text).not.toContain(bare.toString('base64'));
    expect(Buffer.from(JSON.parse(text).sealed, 'base64').toString()).not.toContain(bare.toString('base64'));
  });

  it('changes its passphrase, or goes back to the device, only for who knows the one in force', async () => {
    const directory = await protectedRegistry();
    const services = await open(directory, passphrase);
    const { heldKey } = services;
    for (const current of [undefined, '', 'not the passphrase']) {
      await expect(heldKey.protect('another long passphrase', current)).rejects.toMatchObject({
        code: 'STORAGE_WRONG_PASSPHRASE',
      });
      await expect(heldKey.protect(null, current)).rejects.toMatchObject({
        code: 'STORAGE_WRONG_PASSPHRASE',
      });
    }
    expect(await heldKey.protect('another long passphrase', passphrase)).toBe('passphrase');
    services.close();
    await expect(open(directory, passphrase)).rejects.toMatchObject({ code: 'STORAGE_WRONG_PASSPHRASE' });

    const again = await open(directory, 'another long passphrase');
    expect(again.heldKey.kind).toBe('passphrase');
    expect(await again.heldKey.protect(null, 'another long passphrase')).toBe('key-file');
    again.close();
    (await open(directory, undefined)).close();
  });

  it('refuses a passphrase that is too short to be one, counted in characters', async () => {
    const services = await temporaryRegistry();
    for (const short of ['', 'short', '十一文字しかないのです', '👩‍🚀']) {
      await expect(services.heldKey.protect(short, undefined)).rejects.toMatchObject({
        code: 'PASSPHRASE_TOO_SHORT',
        details: { shortest: 12 },
      });
    }
    expect(services.heldKey.kind).toBe('key-file');
  });

  it('is backed up and restored; a backup opens with the passphrase of its day', async () => {
    const directory = await protectedRegistry();
    const services = await open(directory, passphrase);
    const file = join(temporaryDirectory(), 'registry.musubi-backup');
    await backupRegistry(services.store, directory, services.heldKey.vault, file);
    await services.heldKey.protect('another long passphrase', passphrase);
    services.close();

    const elsewhere = temporaryDirectory();
    await expect(restoreRegistry(elsewhere, shellWith(undefined), file)).rejects.toMatchObject({
      code: 'STORAGE_PASSPHRASE_NEEDED',
    });
    await expect(
      restoreRegistry(elsewhere, shellWith('another long passphrase'), file),
    ).rejects.toMatchObject({ code: 'STORAGE_WRONG_PASSPHRASE' });
    await restoreRegistry(elsewhere, shellWith(passphrase), file);
    (await open(elsewhere, passphrase)).close();
  });

  it('stays locked in a window until the passphrase is given there, and answers nothing else before', async () => {
    const directory = await protectedRegistry();
    const host = await openHost({ dataDirectory: directory, resourcesDirectory, shell: testShell });
    expect(host.openRouter()).toBeUndefined();
    expect(host.onlineMap()).toBe(false);
    expect(Object.keys(host.router())).toEqual(['access']);
    const { access } = createRouterClient(host.router() as LockedRouter, { context: {} });
    expect(await access.state()).toEqual({ locked: true });
    await expect(access.unlock({ passphrase: 'not the passphrase' })).rejects.toMatchObject({
      code: 'STORAGE_WRONG_PASSPHRASE',
    });
    expect(host.openRouter()).toBeUndefined();
    // Two windows at once.
    const opened: unknown[] = [];
    const unlock = async () => {
      expect(await access.unlock({ passphrase })).toEqual({ locked: false });
      opened.push(host.openRouter());
    };
    await Promise.all([unlock(), unlock()]);
    expect(opened[0]).toBeDefined();
    expect(opened[1]).toBe(opened[0]);
    await host.close();
  });
});

it('a key in the keychain is not mistaken for damage where no keychain can be asked', async () => {
  const directory = temporaryDirectory();
  cpSync(inject('registryTemplate'), directory, { recursive: true });
  const vault = {
    kind: 'os-keychain' as const,
    seal: async (key: Uint8Array) => key,
    unseal: async (key: Uint8Array) => key,
  };
  const services = await openServices({
    dataDirectory: directory,
    resourcesDirectory,
    shell: { ...testShell, keyVault: vault },
  }).catch((error: unknown) => error);
  // The template's key stands in a file: that is not a keychain's.
  expect(services).toMatchObject({ code: 'STORAGE_WRONG_KEY' });

  const fresh = temporaryDirectory();
  (
    await openServices({ dataDirectory: fresh, resourcesDirectory, shell: { ...testShell, keyVault: vault } })
  ).close();
  await expect(open(fresh, undefined)).rejects.toMatchObject({ code: 'STORAGE_KEY_IN_KEYCHAIN' });
});

it('any key comes back from any passphrase, and from no other', async () => {
  // Stretched little, so that many can be tried; the other tests use what the product uses.
  const vault = (words: string) => passphraseVault(words, { cost: 2 ** 8, blockSize: 8, parallelization: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'grapheme' }),
      async (key, words, others) => {
        const sealed = await vault(words).seal(key);
        expect(new Uint8Array(await vault(words).unseal(sealed))).toEqual(key);
        if (others.normalize('NFKC') !== words.normalize('NFKC')) {
          await expect(vault(others).unseal(sealed)).rejects.toThrow();
        }
      },
    ),
    { numRuns: 100 },
  );
});
