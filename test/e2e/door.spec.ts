import { rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { expect, test } from '@playwright/test';
import { type App, startApp } from './app.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let app: App;

test.beforeAll(async () => {
  app = await startApp();
});

test.afterAll(async () => {
  await app.stop();
  rmSync(app.dataDirectory, { recursive: true, force: true });
});

/** A request as any program on this machine could send it: nothing is added that a browser would add. */
function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  const { hostname, port, host } = new URL(app.origin);
  return new Promise((done, failed) => {
    const sending = request(
      { hostname, port, path, method, headers: { host, ...headers }, setHost: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      },
    );
    sending.on('error', failed);
    sending.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const call = { method: 'POST', body: JSON.stringify({ json: { kind: 'city' } }) };

/** Whether an answer holds anything of the registry. */
const tells = ({ body }: Answer) => /da-nang|Jakarta|ジャカルタ/.test(body);

/** Opens a session of its own as a second window would, with the secret that the address holds. */
async function enter(secret: string): Promise<Answer> {
  return send('/session', {
    method: 'POST',
    headers: { ...json, origin: app.origin },
    body: JSON.stringify({ secret }),
  });
}

test('without a session nothing is served: the door has no data, and calls, files and downloads are refused', async () => {
  const door = await send('/');
  expect(door.status).toBe(200);
  expect(tells(door)).toBe(false);
  expect(door.body).not.toContain('assets/');
  expect(door.headers['content-security-policy']).toBeTruthy();
  for (const path of ['/assets/index.js', '/index.html', '/download/x', '/basemap/land.geojson']) {
    expect([path, (await send(path)).status]).toEqual([path, 401]);
  }
  const refused = await send('/rpc/registry/list', {
    ...call,
    headers: { ...json, origin: app.origin },
  });
  expect(refused.status).toBe(401);
  expect(tells(refused)).toBe(false);
});

test('the address opens once; its session works only for this name and this origin', async ({ page }) => {
  const secret = new URL(app.address).hash.slice(1);
  await page.goto(app.address);
  await page.getByRole('main').waitFor();
  // Neither the address bar nor the history keeps the secret.
  expect(page.url()).not.toContain(secret);
  expect((await enter(secret)).status).toBe(403);
  const second = await page.context().browser()?.newContext();
  const late = await second?.newPage();
  await late?.goto(app.address);
  await expect(late?.getByRole('status') ?? page.locator('none')).toContainText(
    /already|once|もう|すでに|使/i,
  );
  await second?.close();

  const [cookie] = await page.context().cookies();
  if (!cookie) throw new Error('the page has no session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const session = { cookie: `${cookie.name}=${cookie.value}` };
  const own = await send('/rpc/registry/list', {
    ...call,
    headers: { ...json, ...session, origin: app.origin },
  });
  expect(own.status).toBe(200);
  expect(tells(own)).toBe(true);

  const { port } = new URL(app.origin);
  const hostile: readonly (readonly [string, number, Readonly<Record<string, string>>])[] = [
    ['a name made to point here', 421, { host: `evil.example:${port}`, origin: app.origin }],
    ['another name of this machine', 421, { host: `localhost:${port}`, origin: `http://localhost:${port}` }],
    ['no port', 421, { host: '127.0.0.1', origin: app.origin }],
    ['another origin', 403, { origin: 'https://evil.example' }],
    ['another port of this machine', 403, { origin: 'http://127.0.0.1:1' }],
    ['no origin', 403, {}],
    ['an opaque origin', 403, { origin: 'null' }],
    ['another site', 403, { origin: app.origin, 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [name, status, headers] of hostile) {
    const answer = await send('/rpc/registry/list', {
      ...call,
      headers: { ...json, ...session, ...headers },
    });
    expect([name, answer.status, tells(answer)]).toEqual([name, status, false]);
  }
  for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2fpackage.json']) {
    const answer = await send(path, { headers: session });
    expect([path, answer.status >= 400 || !/root:|musubi-desk/.test(answer.body)]).toEqual([path, true]);
  }
});
