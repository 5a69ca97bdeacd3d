import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { LockedRouter } from '#host/access/lockedRouter.ts';
import { startHost } from '#host/index.ts';
import type { Opening } from '#host/opening/opening.ts';
import { openServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import { addRemovedRecords } from '#test/support/addRemovedRecords.ts';
import { smallRegistry, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';

const resourcesDirectory = inject('smallResources');

it('a first opening answers windows with how far it is, and with everything once it is done', async () => {
  const shares: number[] = [];
  const openings: Opening[] = [];
  const host = startHost({
    dataDirectory: temporaryDirectory(),
    resourcesDirectory,
    shell: testShell,
    onOpening: async (opening) => {
      openings.push(opening);
      return (share) => shares.push(share);
    },
  });
  onTestFinished(() => host.close());
  await host.answering;
  const { access } = createRouterClient(host.router() as LockedRouter, { context: {} });
  expect(host.openRouter()).toBeUndefined();
  expect(Object.keys(host.router())).toEqual(['access']);
  const { locked, opening } = await access.state();
  expect([locked, opening?.reason]).toEqual([false, 'first']);
  expect(opening?.share).toBeLessThan(0.5);
  await host.opened;
  expect(openings).toEqual([{ reason: 'first', records: 0 }]);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  const router = host.openRouter();
  if (!router) throw new Error('the registry is not open');
  expect(await createRouterClient(router, { context: {} }).access.state()).toEqual({ locked: false });
});

it('one that is stopped leaves nothing half-made, and the next one fills the registry', async () => {
  const dataDirectory = temporaryDirectory();
  const options = { dataDirectory, resourcesDirectory, shell: testShell };
  const host = startHost(options);
  await host.answering;
  const opened = expect(host.opened).rejects.toMatchObject({ code: 'CANCELLED' });
  await host.close();
  await opened;
  expect(existsSync(join(dataDirectory, 'registry.db'))).toBe(true);
  const { access } = createRouterClient(host.router() as LockedRouter, { context: {} });
  await expect(access.state()).rejects.toMatchObject({ code: 'CANCELLED' });

  const services = await openServices(options);
  onTestFinished(() => services.close());
  expect(services.created).toBe(true);
  expect(services.store.areListsInStep).toBe(true);
  expect(checkRegistry(services.store).problems).toEqual([]);
});

it('opens what is in step without a word, and says of a large file that it is brought in step', async () => {
  const { store, options } = await smallRegistry();
  const openings: Opening[] = [];
  const open = async () => {
    const services = await openServices({
      ...options,
      onOpening: async (opening) => {
        openings.push(opening);
        return undefined;
      },
    });
    services.close();
  };
  await open();
  expect(openings).toEqual([]);
  store.database.exec("DELETE FROM meta WHERE key IN ('lists.fields', 'search.pairs.folding')");
  await open();
  expect(openings).toEqual([]);
  store.database.exec("DELETE FROM meta WHERE key = 'lists.fields'");
  addRemovedRecords(store.database);
  await open();
  expect(openings).toEqual([{ reason: 'upgrade', records: expect.any(Number) }]);
  expect(openings[0]?.records).toBeGreaterThan(20_000);
});
