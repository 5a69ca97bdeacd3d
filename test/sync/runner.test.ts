import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ChangeWatch } from '#host/registry/changeWatch.ts';
import { SecretStore } from '#host/sync/connection/secretStore.ts';
import { SyncRunner } from '#host/sync/connection/syncRunner.ts';
import { temporaryRegistry, testShell } from '#test/support/temporaryRegistry.ts';

it('what was to start by itself does not once everything is closed, and reads nothing any more', async () => {
  const services = await temporaryRegistry();
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
