import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
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

/** A home in which the app was started once, to be copied: filling a registry takes most of such a test's time. */
async function homeAfterFirstStart(vault: string, options = {}): Promise<Machine> {
  const machine = new Machine({ registry: 'none' });
  const app = await machine.start(options);
  // Until the registry is filled the window hears only how far that is.
  await expect((await app.page()).getByText('Needs attention')).toBeVisible({ timeout: 60_000 });
  expect(await vaultSeenByThePage(app)).toBe(vault);
  await app.quit();
  return machine;
}

const readKeyFile = (machine: Machine) => readFileSync(path.join(machine.dataDirectory, 'registry.key'));
const keychainOf = (machine: Machine) => path.join(machine.home, 'keychain');

test('the key goes into a file of its owner alone where the keychain would be plain text, stays there for the other shells, and the app says so', async () => {
  const machine = await homeAfterFirstStart('key-file', WITHOUT_KEYCHAIN);
  try {
    expect(JSON.parse(readKeyFile(machine).toString()).vault).toBe('key-file');
    expect(statSync(path.join(machine.dataDirectory, 'registry.key')).mode & 0o777).toBe(0o600);
    const second = await machine.start();
    expect(await vaultSeenByThePage(second)).toBe('key-file');
  } finally {
    await machine.remove();
  }
});

test.describe('the key of the registry in the keychain', () => {
  let started: Machine;
  let machine: Machine;

  test.beforeAll(async () => {
    started = await homeAfterFirstStart('os-keychain');
  });

  test.afterAll(() => started.remove());

  test.beforeEach(() => {
    machine = new Machine({ registry: 'none' });
    cpSync(started.home, machine.home, { recursive: true });
  });

  test.afterEach(() => machine.remove());

  test('opens the registry again', async () => {
    expect(await vaultSeenByThePage(await machine.start())).toBe('os-keychain');
  });

  test('is not made anew when the keychain has lost it: the app says what happened and changes nothing', async () => {
    const before = readKeyFile(machine);
    rmSync(keychainOf(machine));

    const app = await machine.start();
    const code = await app.ended;
    expect(code, app.log).toBe(0);
    expect(app.log).toContain('STORAGE_WRONG_KEY');
    expect(readKeyFile(machine)).toEqual(before);
  });

  test('is asked for again when the user wants to try again', async () => {
    const key = readFileSync(keychainOf(machine));
    rmSync(keychainOf(machine));

    const app = await machine.start({ environment: { STAND_IN_HOLD_DIALOGS: '1' } });
    await expect.poll(async () => (await app.ask('records')).messageBoxes.length).toBe(1);
    const [box] = (await app.ask('records')).messageBoxes;
    expect(box?.detail).toContain('STORAGE_WRONG_KEY');
    expect(box?.buttons).toHaveLength(2);
    await machine.restoreKeychain(key);
    await app.ask('pressButton', 0);
    expect(await vaultSeenByThePage(app)).toBe('os-keychain');
  });
});
