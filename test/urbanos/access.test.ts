import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import { startUrbanOs } from '#urbanos/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'urban-os-tokens-'));
const tokenFile = join(directory, 'tokens.json');
const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokens = [
  { token: 'writer-of-public', tenants: { public: 'write', member: 'read' } },
  { sha256: hash('everything'), tenants: { '*': 'write' } },
  { token: 'default-reader', tenants: { '': 'read' } },
];

let endpoint: TestEndpoint;
beforeAll(async () => {
  writeFileSync(tokenFile, JSON.stringify(tokens));
  endpoint = await startEndpoint({ tokenFile });
  for (const tenant of ['public', 'member', 'government']) {
    const headers = { authorization: 'Bearer everything', 'ngsild-tenant': tenant };
    expect((await endpoint.call('POST', ld('/entities'), { id: 'urn:a:1', type: 'T' }, headers)).status).toBe(
      201,
    );
  }
});
afterAll(async () => {
  await endpoint.dispose();
  rmSync(directory, { recursive: true, force: true });
});

describe('Bearer tokens', () => {
  const cases: Array<[token: string | undefined, tenant: string, read: number, write: number]> = [
    [undefined, 'public', 401, 401],
    ['wrong', 'public', 401, 401],
    ['writer-of-public', 'public', 200, 204],
    ['writer-of-public', 'member', 200, 403],
    ['writer-of-public', 'government', 403, 403],
    ['writer-of-public', '', 403, 403],
    ['everything', 'government', 200, 204],
    ['default-reader', '', 200, 403],
    ['default-reader', 'public', 403, 403],
  ];
  it.each(cases)('%s in tenant "%s"', async (token, tenant, read, write) => {
    for (const header of ['authorization', 'x-auth-token']) {
      const value = header === 'authorization' ? `Bearer ${token}` : String(token);
      const headers = {
        ...(tenant === '' ? {} : { 'ngsild-tenant': tenant }),
        ...(token === undefined ? {} : { [header]: value }),
      };
      expect((await endpoint.call('GET', ld('/entities?type=T'), undefined, headers)).status).toBe(read);
      expect(
        (
          await endpoint.call(
            'POST',
            ld('/entityOperations/query'),
            { type: 'Query', entities: [{ type: 'T' }] },
            headers,
          )
        ).status,
      ).toBe(read);
      expect((await endpoint.call('PATCH', ld('/entities/urn:a:1'), { a: 1 }, headers)).status).toBe(write);
      const v2 = tenant === '' ? headers : { ...headers, 'fiware-service': tenant };
      expect(
        (await endpoint.call('POST', '/v2/op/query', { entities: [{ idPattern: '.*' }] }, v2)).status,
      ).toBe(read);
      const update = { actionType: 'append', entities: [{ id: 'x', type: 'T' }] };
      expect((await endpoint.call('POST', '/v2/op/update', update, v2)).status).toBe(write);
    }
  });

  it('asks for a token with 401 and never repeats it', async () => {
    const answer = await endpoint.call('GET', ld('/types'), undefined, {
      authorization: 'Bearer secret-text',
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="urban-os"']);
    expect(answer.text).not.toContain('secret-text');
    const v2 = await endpoint.call('GET', '/v2/entities');
    expect(v2.object).toEqual({ error: 'Unauthorized', description: expect.any(String) });
    expect(endpoint.warnings.join()).not.toContain('secret-text');
  });

  it('reads the file again when it changes, and keeps the last valid one', async () => {
    const status = async (token: string) =>
      (
        await endpoint.call('GET', ld('/entities?type=T'), undefined, {
          authorization: `Bearer ${token}`,
          'ngsild-tenant': 'public',
        })
      ).status;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 650));
    writeFileSync(tokenFile, JSON.stringify([...tokens, { token: 'added', tenants: { public: 'read' } }]));
    await pause();
    expect([await status('added'), await status('everything')]).toEqual([200, 200]);
    writeFileSync(tokenFile, '[{"token": "cut off');
    await pause();
    expect(await status('added')).toBe(200);
    expect(endpoint.warnings.join()).toContain('token file');
    writeFileSync(tokenFile, JSON.stringify(tokens));
    await pause();
    expect(await status('added')).toBe(401);
  });
});

describe('Starting', () => {
  const start = (options: object) =>
    startUrbanOs({ port: 0, dataDirectory: join(directory, 'data'), warn: () => undefined, ...options });

  it('serves loopback only without a token file, and says so', async () => {
    await expect(start({ host: '0.0.0.0' })).rejects.toThrow(/token file/u);
    const open = await startEndpoint();
    expect(open.warnings).toEqual([expect.stringContaining('No token file')]);
    expect(new URL(open.url).hostname).toBe('127.0.0.1');
    const status = await new Promise((resolve, reject) => {
      request(`${open.url}/ngsi-ld/v1/types`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
    await open.dispose();
  });

  it.each([
    ['{}'],
    ['[{"token":""}]'],
    ['[{"token":"a","tenants":{"x":"admin"}}]'],
    ['[{"sha256":"12","tenants":{}}]'],
    ['not json'],
  ])('refuses the token file %s', async (content) => {
    const file = join(directory, 'bad.json');
    writeFileSync(file, content);
    await expect(start({ tokenFile: file })).rejects.toThrow();
  });

  it('refuses a port that is taken', async () => {
    const running = await startEndpoint();
    await expect(start({ port: Number(new URL(running.url).port) })).rejects.toThrow(/EADDRINUSE/u);
    await running.dispose();
  });

  it('speaks HTTPS with a certificate', async () => {
    const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
    const cert = fixture('loopback.cert.pem');
    const secure = await startEndpoint({ tls: { cert, key: fixture('loopback.key.pem') } });
    expect(secure.url).toMatch(/^https:/u);
    const status = await new Promise((resolve, reject) => {
      secureRequest(`${secure.url}/ngsi-ld/v1/types`, { ca: cert }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    await secure.dispose();
  });
});
