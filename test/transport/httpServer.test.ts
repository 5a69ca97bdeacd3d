import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { safe } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageSecurityHeaders } from '#contract/contentSecurityPolicy.ts';
import { createHttpClient } from '#transport/http/client.ts';
import { type LoopbackServer, startLoopbackServer } from '#transport/http/server.ts';
import { describeTransport, type SampleClient } from './describeTransport.ts';
import { type SampleContext, sampleContext, sampleRouter } from './sampleRouter.ts';
import { until } from './until.ts';

let staticDirectory: string;

beforeAll(async () => {
  staticDirectory = await mkdtemp(join(tmpdir(), 'musubi-server-'));
  await writeFile(join(staticDirectory, 'index.html'), '<title>the page</title>');
  await writeFile(join(staticDirectory, 'app.js'), 'app()');
});
afterAll(() => rm(staticDirectory, { recursive: true }));

async function start(context: SampleContext = sampleContext(), largestBody?: number) {
  const failures: unknown[] = [];
  const server = await startLoopbackServer({
    router: () => sampleRouter,
    context: () => context,
    staticDirectory,
    pageHeaders: () => pageSecurityHeaders({ onlineMap: false }),
    doorText: (languages) => ({
      language: languages.startsWith('ja') ? 'ja' : 'en',
      title: 'Musubi Desk',
      opening: 'Opening',
      secretMissing: 'Missing',
      secretUsed: 'Used',
      unreachable: 'Unreachable',
    }),
    onError: (error) => failures.push(error),
    ...(largestBody === undefined ? {} : { largestBody }),
  });
  return { server, failures };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with exactly these headers: `fetch` would not let a test forge them. */
function send(
  server: LoopbackServer,
  target: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, path: target, method, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function secretOf(address: string): string {
  return new URL(address).hash.slice(1);
}

function exchange(
  server: LoopbackServer,
  secret: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(server, '/session', {
    method: 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ secret }),
  });
}

async function enter(server: LoopbackServer): Promise<string> {
  const answer = await exchange(server, secretOf(server.issueAddress()));
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

/** What a page of the server's own origin sends with every request. */
function pageFetch(server: LoopbackServer, cookie: string): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    request.headers.set('cookie', cookie);
    request.headers.set('origin', server.origin);
    return fetch(request);
  };
}

function clientOf(server: LoopbackServer, cookie: string): SampleClient {
  return createHttpClient<SampleClient>({
    origin: server.origin,
    outlivesWindow: ([group]) => group === 'notes',
    fetch: pageFetch(server, cookie),
  });
}

describeTransport('loopback HTTP', async (context) => {
  const { server, failures } = await start(context);
  return { client: clientOf(server, await enter(server)), failures, close: () => server.close() };
});

describe('the server', () => {
  let server: LoopbackServer;
  let cookie: string;
  beforeAll(async () => {
    ({ server } = await start());
    cookie = await enter(server);
  });
  afterAll(() => server.close());

  test('listens on 127.0.0.1 and nowhere else', async () => {
    expect(server.origin).toBe(`http://127.0.0.1:${server.port}`);
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((entry) => entry.address !== '127.0.0.1' && !entry.scopeid);
    for (const { address } of [...others, { address: '127.0.0.2' }]) {
      const isOpen = await new Promise((resolve) => {
        const socket = connect({ host: address, port: server.port, timeout: 2_000 });
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
        socket.once('timeout', () => resolve(false));
        socket.once('connect', () => socket.destroy());
      });
      expect([address, isOpen]).toEqual([address, false]);
    }
  });

  test('issues addresses whose secret stays in the browser, behind the #', () => {
    expect(server.issueAddress()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/#[\\w-]{43}$`));
  });

  test('shows the door, in the reader’s language, to a browser without a session', async () => {
    const door = await send(server, '/', { headers: { 'accept-language': 'ja,en;q=0.5' } });
    expect(door.status).toBe(200);
    expect(door.body).toContain('<html lang="ja">');
    expect(door.body).not.toContain('the page');
  });

  test('exchanges a secret once for a cookie that scripts and other sites cannot have', async () => {
    const secret = secretOf(server.issueAddress());
    const first = await exchange(server, secret);
    expect(first.status).toBe(204);
    expect(first.headers['set-cookie']).toHaveLength(1);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const second = await exchange(server, secret);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('does not use up a secret that another site tries to exchange', async () => {
    const secret = secretOf(server.issueAddress());
    expect((await exchange(server, secret, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await exchange(server, secret, { host: 'evil.example' })).status).toBe(421);
    expect((await exchange(server, secret)).status).toBe(204);
  });

  test.each([undefined, null, '', 1, {}, ['x'], 'a'.repeat(5_000)])(
    'gives no session for the secret %j',
    async (secret) => {
      const answer = await exchange(server, secret);
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  test('keeps the session over reloads', async () => {
    for (let reload = 0; reload < 3; reload += 1) {
      expect((await send(server, '/', { headers: { cookie } })).body).toContain('the page');
    }
    expect((await send(server, '/app.js', { headers: { cookie } })).body).toBe('app()');
  });

  test('answers the same page for addresses inside the user interface', async () => {
    expect((await send(server, '/records/city-1?tab=2', { headers: { cookie } })).body).toContain('the page');
  });

  test('gives no file without a session, and none outside the folder with one', async () => {
    expect((await send(server, '/app.js')).status).toBe(401);
    expect((await send(server, '/missing.js', { headers: { cookie } })).status).toBe(404);
    for (const target of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '//etc/passwd',
      '/index.html%00',
    ]) {
      expect([target, (await send(server, target, { headers: { cookie } })).status]).toEqual([target, 400]);
    }
  });

  test('does not know a session of another run', async () => {
    const { server: other } = await start();
    const foreign = `musubi_session_${server.port}=${(await enter(other)).split('=')[1]}`;
    await other.close();
    expect((await send(server, '/app.js', { headers: { cookie: foreign } })).status).toBe(401);
  });

  test('calls no procedure for a request that it refuses', async () => {
    const context = sampleContext();
    const { server: watched } = await start(context);
    const own = await enter(watched);
    const body = JSON.stringify({ json: { text: 'x', when: '2025-01-01' }, meta: [[1, 'when']] });
    const good = { cookie: own, origin: watched.origin, 'content-type': 'application/json' };
    const { cookie: _cookie, ...withoutCookie } = good;
    const { origin: _origin, ...withoutOrigin } = good;
    const hostile = [
      withoutCookie,
      withoutOrigin,
      { ...good, origin: 'http://localhost:3000' },
      { ...good, host: `localhost:${watched.port}` },
      { ...good, host: 'rebound.example' },
      { ...good, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of hostile) {
      const { status } = await send(watched, '/rpc/notes/add', { method: 'POST', headers, body });
      expect([401, 403, 421]).toContain(status);
    }
    const byGet = await send(watched, `/rpc/notes/add?data=${encodeURIComponent(body)}`, { headers: good });
    expect(byGet.status).toBe(405);
    expect(context.notes).toEqual([]);
    expect((await send(watched, '/rpc/notes/add', { method: 'POST', headers: good, body })).status).toBe(200);
    expect(context.notes).toEqual(['x']);
    await watched.close();
  });

  test('sends the security headers with every answer, and no leave for other origins', async () => {
    const targets = ['/', '/door.js', '/app.js', '/missing.js', '/../x', '/rpc/x', '/download/x'];
    for (const target of targets) {
      for (const headers of [{ cookie: '' }, { cookie }]) {
        const answer = await send(server, target, { headers });
        expect(answer.headers).toMatchObject(pageSecurityHeaders({ onlineMap: false }));
        expect(answer.headers['cache-control']).toBe('no-store');
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    }
    const headers = { cookie, origin: server.origin };
    const called = await send(server, '/rpc/unknown', { method: 'POST', headers });
    expect(called.status).toBe(404);
    expect(called.headers).toMatchObject(pageSecurityHeaders({ onlineMap: false }));
  });

  test('hands out a registered file once', async () => {
    const bytes = new TextEncoder().encode('content');
    const path = new URL(server.registerDownload('概要.txt', 'text/plain', bytes)).pathname;
    expect((await send(server, path)).status).toBe(401);
    const answer = await send(server, path, { headers: { cookie } });
    expect(answer).toMatchObject({ status: 200, body: 'content' });
    expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''%E6%A6%82%E8%A6%81.txt");
    expect((await send(server, path, { headers: { cookie } })).status).toBe(404);
  });

  test('does not let a media type write headers', async () => {
    const path = new URL(server.registerDownload('a', 'text/html\r\nx: y', new Uint8Array())).pathname;
    expect((await send(server, path, { headers: { cookie } })).headers['content-type']).toBe(
      'application/octet-stream',
    );
  });

  test('refuses a port that is taken, by its code', async () => {
    const options = {
      router: () => sampleRouter,
      context: sampleContext,
      staticDirectory,
      pageHeaders: () => ({}),
      doorText: () => ({
        language: 'en',
        title: '',
        opening: '',
        secretMissing: '',
        secretUsed: '',
        unreachable: '',
      }),
      port: server.port,
    };
    await expect(startLoopbackServer(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the client', () => {
  test('is told that its session has ended when the program was started anew', async () => {
    const { server } = await start();
    const { error } = await safe(
      clientOf(server, 'musubi_session_1=x').notes.add({ text: 'a', when: new Date() }),
    );
    expect(error).toMatchObject({ code: 'SESSION_ENDED', status: 401 });
    await server.close();
  });

  test('is told that the program does not answer', async () => {
    const { server } = await start();
    const client = clientOf(server, await enter(server));
    await server.close();
    const write = await safe(client.notes.add({ text: 'a', when: new Date() }));
    expect(write.error).toMatchObject({ code: 'HOST_UNREACHABLE' });
    const read = await safe(client.slow({ milliseconds: 1 }));
    expect(read.error).toMatchObject({ code: 'HOST_UNREACHABLE' });
  });

  test('keeps writing calls alive beyond the window, large ones and streams not', async () => {
    const { server } = await start();
    const ownFetch = pageFetch(server, await enter(server));
    const kept: [string, boolean][] = [];
    const client = createHttpClient<SampleClient>({
      origin: server.origin,
      outlivesWindow: ([name]) => name !== 'count',
      fetch: (input, init) => {
        const request = new Request(input, init);
        kept.push([new URL(request.url).pathname, request.keepalive]);
        return ownFetch(request);
      },
    });
    await client.notes.add({ text: 'a', when: new Date(0) });
    await client.size(new File([new Uint8Array(70_000)], 'large'));
    await (await client.count({ to: 1 })).next();
    expect(kept).toEqual([
      ['/rpc/notes/add', true],
      ['/rpc/size', false],
      ['/rpc/count', false],
    ]);
    await server.close();
  });

  test('sends a call too large for the server and gets a refusal', async () => {
    const { server } = await start(sampleContext(), 1_000);
    const client = clientOf(server, await enter(server));
    const { error } = await safe(client.size(new File([new Uint8Array(5_000)], 'large')));
    expect(error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    await server.close();
  });
});

describe('closing the server', () => {
  test('finishes the call under way, and its answer arrives', async () => {
    const context = sampleContext();
    const { server } = await start(context);
    const call = clientOf(server, await enter(server)).slow({ milliseconds: 200 });
    await until(() => context.events.includes('slow started'));
    await server.close();
    expect(context.events).toContain('slow finished');
    expect(await call).toBe('done');
  });

  test('ends streams that would never end by themselves', async () => {
    const context = sampleContext();
    const { server } = await start(context);
    const stream = await clientOf(server, await enter(server)).count({ to: 1_000_000 });
    await stream.next();
    await server.close();
    await until(() => context.events.includes('stream ended'));
    expect(context.events).not.toContain('counted');
  });

  test('finishes a write whose window is gone before the answer', async () => {
    const context = sampleContext();
    const { server } = await start(context);
    const controller = new AbortController();
    const call = safe(
      clientOf(server, await enter(server)).slow({ milliseconds: 100 }, { signal: controller.signal }),
    );
    await until(() => context.events.includes('slow started'));
    controller.abort();
    await call;
    await server.close();
    expect(context.events).toContain('slow finished');
  });
});
