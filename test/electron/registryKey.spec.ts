import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { callFromPage, connectFromPage } from './pageClient.ts';
import { type App, Machine } from './runApp.ts';

const WITHOUT_KEYCHAIN = { environment: { STAND_IN_PASSWORD_STORE: 'basic_text' } };

async function vaultSeenByThePage(app: App): Promise<string> {
  const page = await app.page();
  await connectFromPage(page);
  return (await callFromPage<{ keyVault: string }>(page, 'system.information')).keyVault;
}

test.describe('the key of the registry', () => {
  let machine: Machine;

  test.beforeEach(() => {
    machine = new Machine({ registry: 'none' });
  });

  test.afterEach(() => machine.remove());

  function vaultOnDisk(): string {
    return JSON.parse(readFileSync(path.join(machine.dataDirectory, 'registry.key'), 'utf8')).vault;
  }

  test('goes into a file of its owner alone where the keychain would be plain text, and the app says so', async () => {
    const app = await machine.start(WITHOUT_KEYCHAIN);
    expect(await vaultSeenByThePage(app)).toBe('key-file');
    expect(vaultOnDisk()).toBe('key-file');
    expect(statSync(path.join(machine.dataDirectory, 'registry.key')).mode & 0o777).toBe(0o600);
  });

  test('stays in the file once it is there, so that the other shells go on opening the registry', async () => {
    const first = await machine.start(WITHOUT_KEYCHAIN);
    await vaultSeenByThePage(first);
    await first.quit();
    const second = await machine.start();
    expect(await vaultSeenByThePage(second)).toBe('key-file');
  });

  test('opens the registry again from the keychain', async () => {
    const first = await machine.start();
    expect(await vaultSeenByThePage(first)).toBe('os-keychain');
    await first.quit();
    const second = await machine.start();
    expect(await vaultSeenByThePage(second)).toBe('os-keychain');
  });

  test('is not made anew when the keychain has lost it: the app says what happened and changes nothing', async () => {
    const first = await machine.start();
    await vaultSeenByThePage(first);
    await first.quit();
    const before = readFileSync(path.join(machine.dataDirectory, 'registry.key'));
    rmSync(path.join(machine.home, 'keychain'));

    const second = await machine.start();
    const code = await second.ended;
    expect(code, second.log).toBe(0);
    expect(second.log).toContain('STORAGE_WRONG_KEY');
    expect(readFileSync(path.join(machine.dataDirectory, 'registry.key'))).toEqual(before);
  });
});

test.describe('a registry that cannot be opened', () => {
  test('is asked for again when the user wants to try again', async () => {
    const machine = new Machine({ registry: 'none' });
    try {
      const first = await machine.start();
      await vaultSeenByThePage(first);
      await first.quit();
      const keychain = path.join(machine.home, 'keychain');
      const key = readFileSync(keychain);
      rmSync(keychain);

      const second = await machine.start({ environment: { STAND_IN_HOLD_DIALOGS: '1' } });
      await expect.poll(async () => (await second.ask('records')).messageBoxes.length).toBe(1);
      const [box] = (await second.ask('records')).messageBoxes;
      expect(box?.detail).toContain('STORAGE_WRONG_KEY');
      expect(box?.buttons).toHaveLength(2);
      await machine.restoreKeychain(key);
      await second.ask('pressButton', 0);
      expect(await vaultSeenByThePage(second)).toBe('os-keychain');
    } finally {
      await machine.remove();
    }
  });
});
