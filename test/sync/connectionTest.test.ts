import { rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SyncConnection } from '#contract/syncSchemas.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { defaultConnection } from '#host/sync/connection/connectionSettings.ts';
import { testConnection } from '#host/sync/connection/testConnection.ts';
import { systemFetch } from '#host/sync/http/systemFetch.ts';
import { type Authorisation, noAuthorisation, tokenHeader } from '#host/sync/signIn/authorisation.ts';
import { makeScratchDirectory } from '#test/support/scratchDirectory.ts';
import { startUrbanOs } from '#urbanos/index.ts';

let endpoint = '';
beforeAll(async () => {
  const directory = makeScratchDirectory('musubi-test-');
  const tokenFile = join(directory, 'tokens.json');
  writeFileSync(
    tokenFile,
    JSON.stringify([
      { token: 'everything', tenants: { '*': 'write' } },
      { token: 'public-only', tenants: { public: 'write' } },
      { token: 'nothing', tenants: { other: 'read' } },
    ]),
  );
  const running = await startUrbanOs({ port: 0, dataDirectory: directory, tokenFile, warn: () => {} });
  endpoint = running.url;
  return async () => {
    await running.close();
    rmSync(directory, { recursive: true, force: true });
  };
});

const withToken = (token: string): Authorisation => ({
  headers: async () => tokenHeader('authorization', token),
  refused: async () => false,
});

function tried(more: Partial<SyncConnection>, authorisation: Authorisation = withToken('everything')) {
  const connection = { ...defaultConnection(more.dialect ?? 'ngsi-ld'), address: endpoint, ...more };
  return testConnection(connection, authorisation, systemFetch);
}

/** Before the endpoint, changing what it says. */
async function before(
  change: (url: string) => { status: number; date?: string } | undefined,
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const own = change(incoming.url ?? '');
    if (own && own.status !== 200) {
      // A web server's own page: no broker speaks there.
      outgoing.writeHead(own.status, { 'content-type': 'text/html' });
      outgoing.end('<h1>No</h1>');
      return;
    }
    incoming.pipe(
      request(
        `${endpoint}${incoming.url}`,
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, {
            ...answer.headers,
            ...(own?.date ? { date: own.date } : {}),
          });
          answer.pipe(outgoing);
        },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the connection test', () => {
  it('passes every step in both dialects, and says what it found', async () => {
    for (const dialect of ['ngsi-ld', 'ngsi-v2'] as const) {
      const { ok, steps } = await tried({ dialect });
      expect(ok).toBe(true);
      expect(steps.map(({ step, outcome, found }) => [step, outcome, found])).toEqual([
        ['address', 'passed', new URL(endpoint).host],
        ['name', 'passed', '127.0.0.1'],
        ['connect', 'passed', new URL(endpoint).host],
        ['encryption', 'skipped', undefined],
        ['signIn', 'passed', undefined],
        ['dialect', 'passed', dialect],
        ['tenant', 'passed', 'public'],
        ['tenant', 'passed', 'member'],
        ['tenant', 'passed', 'government'],
        ['pageLimit', 'passed', '100'],
        ['clock', 'passed', '0'],
      ]);
    }
  });

  it.each([
    ['name', { address: 'https://no-such-host.invalid' }, 'unreachable'],
    ['connect', { address: 'http://127.0.0.1:1' }, 'unreachable'],
  ] as const)('stops at %s', async (step, more, failure) => {
    const { ok, steps } = await tried(more);
    expect(ok).toBe(false);
    expect(steps.at(-1)).toMatchObject({ step, outcome: 'failed', failure: { kind: failure } });
  });

  it('stops at encryption, before a token has gone anywhere, where none is spoken', async () => {
    let asked = 0;
    const { steps } = await tried(
      { address: endpoint.replace('http:', 'https:') },
      {
        headers: async () => {
          asked++;
          return {};
        },
        refused: async () => false,
      },
    );
    expect(steps.at(-1)).toMatchObject({
      step: 'encryption',
      outcome: 'failed',
      failure: { kind: 'insecure' },
    });
    expect(asked).toBe(0);
  });

  it('stops at the sign-in when there is none to be had, or the endpoint does not take it', async () => {
    const nobody: Authorisation = {
      headers: () => Promise.reject(new EndpointFailure('unauthorised', 'nobody is signed in')),
      refused: async () => false,
    };
    for (const authorisation of [nobody, withToken('wrong'), noAuthorisation])
      expect((await tried({}, authorisation)).steps.at(-1)).toMatchObject({
        step: 'signIn',
        outcome: 'failed',
        failure: { kind: 'unauthorised' },
      });
  });

  it('names the tenants that a sign-in may not use: a warning while any is left', async () => {
    const some = await tried({}, withToken('public-only'));
    expect(some.ok).toBe(true);
    const outcomes = (steps: typeof some.steps) =>
      steps.filter(({ step }) => step === 'tenant').map(({ tenant, outcome }) => `${tenant} ${outcome}`);
    expect(outcomes(some.steps)).toEqual(['public passed', 'member warning', 'government warning']);
    const none = await tried({}, withToken('nothing'));
    expect(none.ok).toBe(false);
    expect(outcomes(none.steps)).toEqual(['public failed', 'member failed', 'government failed']);
  });

  it('tells the dialect that the endpoint speaks when it is the other one', async () => {
    const address = await before((url) => (url.startsWith('/ngsi-ld') ? { status: 404 } : undefined));
    const { steps } = await tried({ address });
    expect(steps.at(-1)).toMatchObject({ step: 'dialect', outcome: 'failed', found: 'ngsi-v2' });
  });

  it('finds out how many names one question may have', async () => {
    const address = await before((url) =>
      decodeURIComponent(url).split('RegistryChange:').length > 31 ? { status: 400 } : undefined,
    );
    const { ok, steps } = await tried({ address });
    expect(ok).toBe(true);
    const limit = steps.find(({ step }) => step === 'pageLimit');
    expect(limit?.outcome).toBe('warning');
    expect(Number(limit?.found)).toBeLessThanOrEqual(30);
  });

  it('shows a clock that differs by more than five minutes', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const address = await before(() => ({ status: 200, date }));
    const { ok, steps } = await tried({ address });
    expect(ok).toBe(true);
    expect(steps.at(-1)).toMatchObject({ step: 'clock', outcome: 'warning', found: '60' });
  });
});
