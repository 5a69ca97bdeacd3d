import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SyncConnection } from '#contract/syncSchemas.ts';
import { Attachments } from '#host/attachments/attachments.ts';
import { ChangeWatch } from '#host/registry/changeWatch.ts';
import { defaultConnection, writeConnection } from '#host/sync/connection/connectionSettings.ts';
import { readExchanges } from '#host/sync/connection/exchangeHistory.ts';
import { SecretStore } from '#host/sync/connection/secretStore.ts';
import { type RunnerOptions, SyncRunner } from '#host/sync/connection/syncRunner.ts';
import { smallRegistry, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';

const never = 1e8;

async function desk(
  automatic: Partial<SyncConnection['automatic']>,
  options: RunnerOptions,
  more: Partial<SyncConnection> = {},
) {
  const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
  const services = await smallRegistry();
  const none = { atStart: false, afterEdits: false, onNetwork: false };
  writeConnection(services.store, {
    ...defaultConnection('ngsi-ld'),
    address: endpoint.url,
    automatic: { ...none, ...automatic },
    ...more,
  });
  const watch = new ChangeWatch(services.store);
  const secrets = new SecretStore(services.store, testShell.keyVault);
  const runner = new SyncRunner(services, secrets, watch, {
    startDelay: never,
    settleTime: never,
    ...options,
  });
  onTestFinished(async () => {
    await runner.close();
    watch.close();
    await endpoint.close();
  });
  const edit = (title: string) => {
    services.writer.create(
      'missionNote',
      { title, visibility: 'public' },
      { actor: services.actor, language: 'en' },
    );
    watch.look();
  };
  const exchanges = () =>
    readExchanges(services.store.statements, { limit: 9 }).items.map(({ trigger, sent }) => [trigger, sent]);
  return { services, runner, edit, exchanges };
}

/** Waits for as long as it takes on a slow machine. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

describe('sync by itself', () => {
  it('runs at the start where that is wanted', async () => {
    const { exchanges } = await desk({ atStart: true }, { startDelay: 10 });
    await soon(() => expect(exchanges()).toEqual([['start', 0]]));
  });

  it('runs once edits have settled: once for several', async () => {
    const { exchanges, edit } = await desk({ afterEdits: true }, { settleTime: 150 });
    for (const title of ['one', 'two', 'three']) edit(title);
    await soon(() => expect(exchanges()).toEqual([['edits', 3]]));
  });

  it('runs when the machine has a network again, not when it loses it', async () => {
    let addresses = '192.0.2.7';
    const { exchanges, runner } = await desk(
      { onNetwork: true },
      { network: { read: () => addresses, pollMilliseconds: 10 } },
    );
    addresses = '';
    await pause(60);
    expect(runner.state().activity).toBeNull();
    expect(exchanges()).toEqual([]);
    addresses = '192.0.2.8';
    await soon(() => expect(exchanges()).toEqual([['network', 0]]));
  });

  it('does none of that where it is not wanted, or while it is paused', async () => {
    const { runner, edit, exchanges } = await desk({}, { startDelay: 10, settleTime: 10 });
    edit('stays here');
    await pause(80);
    for (const trigger of ['start', 'edits', 'network'] as const) expect(runner.start(trigger)).toBe(false);
    const paused = await desk({ atStart: true, afterEdits: true, onNetwork: true }, {});
    await paused.runner.pause();
    for (const trigger of ['start', 'edits', 'network'] as const)
      expect(paused.runner.start(trigger)).toBe(false);
    expect([...exchanges(), ...paused.exchanges()]).toEqual([]);
  });
});

it('attached files wait until they are asked for where that is wanted, and the state says how much waits', async () => {
  const { services, runner } = await desk({}, {}, { fileTransfer: 'ask', largestFileMegabytes: 1 });
  const attach = (name: string, bytes: number) =>
    new Attachments(services).attach(name, new TextEncoder().encode('x'.repeat(bytes)), {
      about: ['jakarta'],
      visibility: 'public',
      language: 'en',
    });
  await attach('plan.txt', 5_000);
  await attach('film.txt', 1024 ** 2 + 1);
  runner.start('asked');
  await soon(() => expect(runner.state()).toMatchObject({ kind: 'inStep', toSend: 0 }));
  expect(runner.state().files).toEqual({ count: 1, bytes: 5_000, tooLarge: 1 });
  runner.start('asked', { withFiles: true });
  await soon(() => expect(runner.state().activity).toBeNull());
  expect(runner.state().files).toEqual({ count: 0, bytes: 0, tooLarge: 1 });
});

it('what was to start by itself does not once everything is closed, and reads nothing any more', async () => {
  const services = await smallRegistry();
  const watch = new ChangeWatch(services.store);
  const secrets = new SecretStore(services.store, testShell.keyVault);
  const runner = new SyncRunner(services, secrets, watch, { startDelay: 20, settleTime: 20 });
  await runner.close();
  watch.close();
  services.close();
  // A timer that still ran would read a closed registry, and the failure would end this run.
  await pause(100);
  expect(runner.start('start')).toBe(false);
  expect(runner.start('asked')).toBe(false);
});
