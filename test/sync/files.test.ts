import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filePartBytes } from '#core/sync/fileParts.ts';
import { Attachments } from '#host/attachments/attachments.ts';
import { type HostServices, openServices } from '#host/services.ts';
import { type Dialect, dialects } from '#host/sync/brokers/brokerOptions.ts';
import { defaultConnection, writeConnection } from '#host/sync/connection/connectionSettings.ts';
import { keptConnectionRequest } from '#host/sync/connection/keptConnection.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { fileChoice } from '#host/sync/files/fileChoice.ts';
import { systemFetch } from '#host/sync/http/systemFetch.ts';
import { type SyncRequest, syncOnce } from '#host/sync/syncService.ts';
import {
  resourcesDirectory,
  smallRegistry,
  temporaryDirectory,
  testShell,
} from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';
import { dataFolder, musubi } from './support.ts';

async function world(dialect: Dialect) {
  const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
  onTestFinished(endpoint.close);
  const sync = (services: HostServices, more: SyncRequest = {}) =>
    syncOnce(services, { address: endpoint.url, dialect, readable: 'none', attempts: 1, ...more });
  /** How many parts of files stand in a tenant. */
  const parts = async (tenant: string): Promise<number> => {
    const isLd = dialect === 'ngsi-ld';
    const answer = await fetch(
      `${endpoint.url}/${isLd ? 'ngsi-ld/v1' : 'v2'}/entities?type=RegistryFilePart&limit=100`,
      {
        headers: isLd
          ? { 'NGSILD-Tenant': tenant }
          : { 'Fiware-Service': tenant, 'Fiware-ServicePath': '/musubi' },
      },
    );
    return answer.status === 404 ? 0 : ((await answer.json()) as unknown[]).length;
  };
  return { sync, parts };
}

const text = (bytes: number) => new TextEncoder().encode(randomBytes(bytes / 2).toString('hex'));

async function attach(services: HostServices, contents: Uint8Array, visibility: 'public' | 'private') {
  const attached = await new Attachments(services).attach('plan.txt', contents, {
    about: ['jakarta'],
    visibility,
    language: 'en',
  });
  return attached;
}

const context = ({ actor }: HostServices) => ({ actor, language: 'en' });

describe.each(dialects)('attached files over sync, in %s', (dialect) => {
  it('arrive whole with the record that names them, stay in its tenant, and leave it when it is narrowed or erased', async () => {
    const { sync, parts } = await world(dialect);
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const contents = text(filePartBytes * 2 + 10);
    const { id, sha256 } = await attach(here, contents, 'public');
    const hidden = await attach(here, text(64), 'private');
    await sync(here);
    expect(await parts('public')).toBe(3);
    expect(await parts('government')).toBe(0);
    await sync(there);
    const received = await new Attachments(there).contents(id, 'private');
    expect(createHash('sha256').update(received).digest('hex')).toBe(sha256);
    expect(there.attachments.has(hidden.sha256)).toBe(false);
    expect(await sync(here)).toMatchObject({ pulled: 0, pushed: 0 });

    here.writer.patch(id, { visibility: 'government' }, context(here));
    await sync(here);
    expect([await parts('public'), await parts('government')]).toEqual([0, 3]);
    here.writer.patch(id, { visibility: 'public' }, context(here));
    await sync(here);
    expect([await parts('public'), await parts('government')]).toEqual([3, 0]);
    await sync(there);
    expect(there.attachments.has(sha256)).toBe(true);

    eraseRecord(here.store, id);
    await sync(here);
    await sync(there);
    expect(await parts('public')).toBe(0);
    for (const services of [here, there]) expect(services.attachments.has(sha256)).toBe(false);
  });
});

describe('the choice whether files go along', () => {
  it.each([
    ['always', true, true],
    ['unmetered', false, true],
    ['unmetered', true, false],
    ['unmetered', undefined, false],
    ['ask', false, false],
  ] as const)('%s, on a network that costs by volume: %s', async (fileTransfer, metered, transfer) => {
    const connection = { ...defaultConnection('ngsi-ld'), fileTransfer, largestFileMegabytes: 2 };
    const ask = async () => metered;
    expect(await fileChoice(connection, false, ask)).toEqual({ transfer, largestBytes: 2 * 1024 ** 2 });
    expect((await fileChoice(connection, true, ask)).transfer).toBe(true);
  });

  it('is the command line’s where it says so', { timeout: 60_000 }, async () => {
    const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
    onTestFinished(endpoint.close);
    const directory = dataFolder();
    const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
    await attach(services, text(500), 'public');
    writeConnection(services.store, {
      ...defaultConnection('ngsi-ld'),
      address: endpoint.url,
      fileTransfer: 'ask',
    });
    const transfers = async (withFiles?: boolean) =>
      (await keptConnectionRequest(services, undefined, withFiles)).files?.transfer;
    expect([await transfers(), await transfers(true), await transfers(false)]).toEqual([false, true, false]);
    services.close();
    const stands = async () => {
      const answer = await fetch(`${endpoint.url}/ngsi-ld/v1/entities?type=RegistryFilePart`, {
        headers: { 'NGSILD-Tenant': 'public' },
      });
      return answer.status === 200 ? ((await answer.json()) as unknown[]).length : 0;
    };
    const sync = (...more: readonly string[]) =>
      musubi(directory, 'sync', '--endpoint', endpoint.url, '--once', ...more);
    expect((await sync('--no-files')).status).toBe(0);
    expect(await stands()).toBe(0);
    expect((await sync('--files')).status).toBe(0);
    expect(await stands()).toBe(1);
  });
});

describe('a file that is on its way', () => {
  it('goes on where it was cut off, in either direction, and is sent before the change that names it', async () => {
    const { sync, parts } = await world('ngsi-ld');
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const { id, sha256 } = await attach(here, text(filePartBytes * 3), 'public');
    const cutAfter = (method: string, times: number) => {
      let left = times;
      const seen: string[] = [];
      const fetch: NonNullable<SyncRequest['fetch']> = (url, init) => {
        const isPart = `${url} ${Buffer.from(init.body ?? []).toString()}`.includes('RegistryFilePart');
        if (isPart && init.method === method && left-- <= 0) throw new TypeError('cut');
        if (isPart && init.method === method) seen.push(url);
        return systemFetch(url, init);
      };
      return { fetch, seen };
    };
    await expect(sync(here, cutAfter('POST', 2))).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
    expect(await parts('public')).toBe(2);
    await sync(there);
    expect(there.store.statements.get('SELECT 1 FROM record WHERE id = ?', id)).toBeUndefined();
    const rest = cutAfter('POST', 9);
    await sync(here, rest);
    expect(rest.seen.length).toBe(1);

    await expect(sync(there, cutAfter('GET', 2))).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
    expect(there.attachments.has(sha256)).toBe(false);
    // The first part says how many there are, the second is here already.
    const last = cutAfter('GET', 9);
    await sync(there, last);
    expect(last.seen.length).toBe(2);
    expect((await new Attachments(there).contents(id, 'private')).length).toBe(filePartBytes * 3);
  });

  it('waits when it is larger than wanted, or files are not wanted now; the record does not', async () => {
    const { sync, parts } = await world('ngsi-ld');
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const { id, sha256, bytes } = await attach(here, text(1_000), 'public');
    await sync(here, { files: { transfer: false, largestBytes: 10_000 } });
    await sync(here, { files: { transfer: true, largestBytes: bytes - 1 } });
    expect(await parts('public')).toBe(0);
    await sync(there);
    expect(new Attachments(there).record(id, 'private').fileName).toBe('plan.txt');
    await sync(here);
    await sync(there, { files: { transfer: true, largestBytes: bytes - 1 } });
    expect(there.attachments.has(sha256)).toBe(false);
    await sync(there);
    expect(there.attachments.has(sha256)).toBe(true);
  });

  it('is not taken when a part is not what it should be', async () => {
    const { sync } = await world('ngsi-ld');
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const { sha256 } = await attach(here, text(500), 'public');
    await sync(here);
    const forged: NonNullable<SyncRequest['fetch']> = async (url, init) => {
      const answer = await systemFetch(url, init);
      if (!url.includes('RegistryFilePart')) return answer;
      const body = await new Response(answer.body as ReadableStream).text();
      const other = body.replace(/"text":"[^"]*"/, '"text":"Zm9yZ2Vk"');
      return { status: answer.status, headers: answer.headers, body: new Response(other).body as never };
    };
    await sync(there, { fetch: forged });
    expect(there.attachments.has(sha256)).toBe(false);
    await sync(there);
    expect(there.attachments.has(sha256)).toBe(true);
  });

  it('is named when the endpoint does not take it, and holds up neither its record nor another file', async () => {
    const { sync, parts } = await world('ngsi-ld');
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const { id, sha256 } = await attach(here, text(500), 'public');
    await attach(here, text(600), 'public');
    const picky: NonNullable<SyncRequest['fetch']> = async (url, init) => {
      const body = Buffer.from(init.body ?? []).toString();
      return body.includes(`FilePart:${sha256}`)
        ? { status: 400, headers: new Headers(), body: null }
        : systemFetch(url, init);
    };
    const result = await sync(here, { fetch: picky });
    expect(result.refusedFiles).toEqual([{ id, fileName: 'plan.txt', reason: 'refused' }]);
    expect(await parts('public')).toBe(1);
    await sync(there);
    expect(new Attachments(there).record(id, 'private').fileName).toBe('plan.txt');
    expect((await sync(here)).refusedFiles).toBeUndefined();
    expect(await parts('public')).toBe(2);
  });
});
