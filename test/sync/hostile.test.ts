import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MusubiError } from '#core/errors/musubiError.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { HostServices } from '#host/services.ts';
import { syncOnce, syncStatus } from '#host/sync/syncService.ts';
import { smallRegistry, temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(behaviour: Behaviour): Promise<string> {
  const server = createServer(behaviour);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const plain =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(body);
  };

const change = (id: string, hash: string, text: string) => ({
  id,
  type: 'RegistryChange',
  format: { type: 'Property', value: 1 },
  hash: { type: 'Property', value: hash },
  body: { type: 'JsonProperty', json: { text } },
});

/** Says that slot 1 is taken, and answers every question for changes with these. */
const ledger =
  (changes: readonly object[], format = 1): Behaviour =>
  (request, response) => {
    const device = {
      id: 'urn:ngsi-ld:RegistryDevice:0001',
      type: 'RegistryDevice',
      install: { type: 'Property', value: 'x' },
      epoch: { type: 'Property', value: 1 },
    };
    const url = decodeURIComponent(request.url ?? '');
    const one = url.includes('/entities/urn');
    const list = url.includes('RegistryDevice') ? (url.includes('0001') ? [device] : []) : changes;
    response.writeHead(200, { 'content-type': 'application/json' });
    const stamped = list.map((entity) =>
      'hash' in entity ? { ...entity, format: { value: format } } : entity,
    );
    response.end(JSON.stringify(one ? stamped[0] : stamped));
  };

const first = 'urn:ngsi-ld:RegistryChange:0001:00000001';
const endless: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const part = Buffer.alloc(1024 * 1024, ' ');
  const write = () => {
    while (!response.destroyed && response.write(part));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
};

/** What answers, what it is taken for, and how the command ends. */
const table: readonly [string, Behaviour, string, 'ENDPOINT_REFUSED' | 'ENDPOINT_UNREACHABLE'][] = [
  [
    'a sign-in page with status 200',
    plain(200, 'text/html', '<html>Sign in</html>'),
    'notBroker',
    'ENDPOINT_REFUSED',
  ],
  [
    'HTML that calls itself JSON',
    plain(200, 'application/json', '<html>Sign in</html>'),
    'notBroker',
    'ENDPOINT_REFUSED',
  ],
  ['no content type', plain(200, '', '[]'), 'notBroker', 'ENDPOINT_REFUSED'],
  ['a web server’s own 404', plain(404, 'text/html', '<h1>Not Found</h1>'), 'notBroker', 'ENDPOINT_REFUSED'],
  ['an object where a list belongs', plain(200, 'application/json', '{}'), 'notBroker', 'ENDPOINT_REFUSED'],
  ['an endless body', endless, 'tooLarge', 'ENDPOINT_REFUSED'],
  [
    'JSON nested a million deep',
    plain(200, 'application/json', '['.repeat(1_000_000)),
    'tooLarge',
    'ENDPOINT_REFUSED',
  ],
  [
    'half an answer',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('[{"id":');
      setTimeout(() => response.destroy(), 20);
    },
    'unreachable',
    'ENDPOINT_UNREACHABLE',
  ],
  [
    'a redirect to another host',
    plain(302, 'text/plain', '', { location: 'http://127.0.0.2:9/x' }),
    'redirected',
    'ENDPOINT_REFUSED',
  ],
  [
    'a redirect to itself',
    (request, response) => {
      response.writeHead(307, { location: request.url ?? '/' });
      response.end();
    },
    'redirected',
    'ENDPOINT_REFUSED',
  ],
  ['401', plain(401, 'application/json', '{}'), 'unauthorised', 'ENDPOINT_REFUSED'],
  ['403 everywhere', plain(403, 'application/json', '{}'), 'forbidden', 'ENDPOINT_REFUSED'],
  [
    '429 with a time to wait',
    plain(429, 'application/json', '{}', { 'retry-after': '120' }),
    'busy',
    'ENDPOINT_UNREACHABLE',
  ],
  [
    '503 with a time to wait',
    plain(503, 'application/json', '{}', { 'retry-after': '9' }),
    'busy',
    'ENDPOINT_UNREACHABLE',
  ],
  ['500', plain(500, 'text/plain', 'oops'), 'unstable', 'ENDPOINT_UNREACHABLE'],
  [
    'a change that does not match its hash',
    ledger([change(first, 'f'.repeat(64), '{"previous":"x","operations":[],"redactions":[],"erased":[]}')]),
    'damaged',
    'ENDPOINT_REFUSED',
  ],
  [
    'a change whose text is nonsense',
    ledger([change(first, 'f'.repeat(64), 'null')]),
    'damaged',
    'ENDPOINT_REFUSED',
  ],
  [
    'a change of a newer format',
    ledger([change(first, 'f'.repeat(64), '{}')], 2),
    'updateNeeded',
    'ENDPOINT_REFUSED',
  ],
];

async function registryWithEdit(): Promise<HostServices> {
  const services = await smallRegistry();
  services.writer.create(
    'missionNote',
    { title: 'Kept', visibility: 'public' },
    { actor: services.actor, language: 'en' },
  );
  return services;
}

function everything(services: HostServices): string {
  return canonicalJson([
    services.store.statements.all('SELECT * FROM operation ORDER BY id'),
    services.store.statements.all('SELECT * FROM record ORDER BY id'),
  ]);
}

async function refusalOf(work: Promise<unknown>): Promise<MusubiError> {
  const cause = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(cause instanceof MusubiError)) throw new Error(`no refusal but ${cause}`);
  return cause;
}

describe('an endpoint that is not what it should be', () => {
  it.each(table)(
    '%s: a typed refusal, data untouched, and sync goes on elsewhere',
    { timeout: 120_000 },
    async (_name, behaviour, failure, code) => {
      const services = await registryWithEdit();
      const before = everything(services);
      const token = 'never-say-this';
      const refusal = await refusalOf(
        syncOnce(services, { address: await listen(behaviour), attempts: 1, token }),
      );
      expect([refusal.code, refusal.details.failure]).toEqual([code, failure]);
      expect(JSON.stringify(refusal.details)).not.toContain(token);
      expect(everything(services)).toBe(before);
      expect(syncStatus(services)).toMatchObject({ since: null, toSend: 1, lastOutcome: { failure } });
      const good = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
      onTestFinished(good.close);
      expect(await syncOnce(services, { address: good.url })).toMatchObject({ pushed: 1, toSend: 0 });
    },
  );

  it('ignores entities that nobody asked for, other types, and numbers of other slots', {
    timeout: 60_000,
  }, async () => {
    const services = await registryWithEdit();
    const before = everything(services);
    const strangers = [
      change('urn:ngsi-ld:RegistryChange:0007:00000001', 'a', '{}'),
      { ...change(first, 'a', '{}'), type: 'Thing' },
      null,
      'text',
    ];
    const address = await listen((request, response) => {
      if (request.method === 'POST') return plain(403, 'application/json', '{}')(request, response);
      ledger(strangers.filter((entity) => entity !== null && typeof entity === 'object'))(request, response);
    });
    const refusal = await refusalOf(syncOnce(services, { address, attempts: 1 }));
    expect(refusal.code).toBe('ENDPOINT_REFUSED');
    expect(everything(services)).toBe(before);
  });

  it('says nothing over a connection whose certificate it cannot trust', { timeout: 60_000 }, async () => {
    const services = await registryWithEdit();
    const directory = temporaryDirectory();
    const [keyFile, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        keyFile,
        '-out',
        certificate,
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
      ],
      { stdio: 'ignore' },
    );
    let asked = 0;
    const server = createTlsServer(
      { key: readFileSync(keyFile), cert: readFileSync(certificate) },
      (_request, response) => {
        asked++;
        response.end();
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = `https://localhost:${(server.address() as AddressInfo).port}`;
    const refusal = await refusalOf(syncOnce(services, { address, attempts: 1, token: 'secret' }));
    expect(refusal.details.failure).toBe('insecure');
    expect(asked).toBe(0);
  });

  it.each([
    'http://example.org',
    'ftp://example.org',
    'https://user:word@example.org',
    'nonsense',
    'https://example.org/?a=1',
  ])('refuses the address %s before anything is sent', async (address) => {
    const services = await registryWithEdit();
    expect((await refusalOf(syncOnce(services, { address, attempts: 1 }))).code).toBe('WRONG_USAGE');
  });
});
