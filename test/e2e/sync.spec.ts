import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runMusubi } from '../support/filledRegistry.ts';
import { makeScratchDirectory } from '../support/scratchDirectory.ts';
import { expect, expectAccessible, startEndpoint, test, visit } from './app.ts';

/** Another data folder, of a colleague: a copy is taken before anything is written, so that both are new devices. */
function colleague(of: string): { directory: string; musubi: (...args: string[]) => Promise<string> } {
  const directory = makeScratchDirectory('musubi-e2e-colleague-');
  cpSync(of, directory, { recursive: true });
  return { directory, musubi: (...args) => runMusubi('--data', directory, '--lang', 'en', ...args) };
}

async function setUp(desk: Page, address: string) {
  await visit(desk, '/sync/connection');
  await desk.getByLabel('Address', { exact: true }).fill(address);
  for (const name of ['When Musubi Desk starts', 'Some seconds after edits', 'When the network comes back']) {
    await desk.getByLabel(name).uncheck();
  }
  await desk.getByRole('button', { name: 'Save the connection' }).click();
  await expect(desk.getByText('Saved.')).toBeVisible();
}

test('offline edits on three devices come together; a conflict is settled in the window; all are equal', async ({
  desk,
  app,
}) => {
  // Many whole exchanges, one after the other.
  test.setTimeout(600_000);
  const endpoint = await startEndpoint();
  const [b, c] = [colleague(app.template), colleague(app.template)];
  const sync = (of: typeof b) => of.musubi('sync', '--endpoint', endpoint.url, '--once');
  try {
    await visit(desk, '/sync');
    await expect(desk.getByText('Share the registry with your colleagues')).toBeVisible();
    await expectAccessible(desk, 'sync, not set up');
    await desk.getByRole('link', { name: 'Set up the connection' }).click();
    await desk.getByLabel('Address', { exact: true }).fill('http://example.org');
    await desk.getByRole('button', { name: 'Save the connection' }).click();
    await expect(desk.getByRole('alert')).toContainText('needs correcting');
    await setUp(desk, endpoint.url);
    await desk.getByRole('button', { name: 'Test the connection' }).click();
    // What the test found is brought into sight, however long the form above it is.
    await expect(desk.getByText('The connection works.')).toBeInViewport();
    await expectAccessible(desk, 'connection, tested');

    // Everybody edits without a network, and the window too, through another program on the same registry.
    await app.command(
      'set',
      'city',
      'jakarta',
      '{"remarks":{"en":"Flood gauges along the river are new. End."}}',
    );
    await app.command('set', 'city', 'da-nang', '{"timezone":"Asia/Saigon"}');
    await b.musubi('set', 'city', 'jakarta', '{"remarks":{"en":"Pumps at the port stopped. End."}}');
    await b.musubi('set', 'city', 'da-nang', '{"timezone":"Asia/Bangkok"}');
    await c.musubi(
      'add',
      'missionNote',
      '{"title":{"en":"Visit"},"body":{"th":"ประชุม"},"visibility":"member"}',
    );
    await Promise.all([sync(c)]);
    await sync(b);

    await visit(desk, '/sync');
    await desk.getByRole('button', { name: 'Sync now' }).click();
    // Who hears the badge hears what who sees it reads.
    await expect(desk.getByRole('link', { name: /^Sync: In step.*\(2 to settle\)$/ })).toHaveText(
      '2 to settle',
    );
    await desk
      .getByRole('button', { name: /^Changes of/ })
      .first()
      .click();
    await expect(desk.getByRole('heading', { name: 'Received' })).toBeVisible();
    await expectAccessible(desk, 'sync with an exchange');

    await desk.getByRole('link', { name: 'Settle 2 fields' }).click();
    await expect(desk.getByRole('heading', { level: 1, name: 'Fields to settle' })).toBeVisible();
    await expectAccessible(desk, 'conflicts');
    const remarks = desk.getByRole('article', { name: /Jakarta/ });
    await expect(remarks).toContainText('Flood gauges');
    await expect(remarks).toContainText('Pumps at the port');
    await remarks.getByRole('button', { name: /Enter another value|Bring both edits/ }).click();
    await remarks.getByRole('textbox').fill('Gauges are new; pumps stopped.');
    await remarks.getByRole('button', { name: 'Take this value' }).click();
    await expect(remarks).toHaveCount(0);
    await desk
      .getByRole('article', { name: /Da Nang/ })
      .getByRole('button', { name: 'Take theirs' })
      .click();
    await expect(desk.getByText('Nothing to settle')).toBeVisible();

    await visit(desk, '/sync');
    await desk.getByRole('button', { name: 'Sync now' }).click();
    await expect(desk.getByRole('link', { name: /^Sync: In step/ })).toContainText('In step');
    await sync(b);
    await sync(c);
    const equal = async (kind: string) => {
      const files = await Promise.all(
        [app.dataDirectory, b.directory, c.directory].map(async (directory) => {
          const file = join(directory, `${kind}.jsonld`);
          await runMusubi('--data', directory, 'export', kind, '--format', 'ngsi-ld', '--out', file);
          return readFileSync(file, 'utf8');
        }),
      );
      expect(files[1]).toBe(files[0]);
      expect(files[2]).toBe(files[0]);
      return files[0];
    };
    expect(await equal('city')).toContain('Gauges are new; pumps stopped.');
    expect(await equal('missionNote')).toContain('ประชุม');

    await test.step('a colleague’s file waits until it is asked for, and one that was tampered with is named', async () => {
      const [given, taken] = [join(b.directory, 'plan.txt'), join(b.directory, 'taken.txt')];
      writeFileSync(given, 'Pumps: two at the port, one upstream.');
      const { id, sha256 } = JSON.parse(
        await b.musubi('attach', given, '--about', 'jakarta', '--visibility', 'public', '--json'),
      );
      await sync(b);
      const part = `${endpoint.url}/ngsi-ld/v1/entities/urn:ngsi-ld:RegistryFilePart:${sha256}:000000`;
      const headers = { 'NGSILD-Tenant': 'public', 'Content-Type': 'application/json' };
      const { body } = (await (await fetch(part, { headers })).json()) as { body: unknown };
      const put = async (next: unknown) => {
        const init = { method: 'PATCH', headers, body: JSON.stringify({ body: next }) };
        expect((await fetch(`${part}/attrs`, init)).status).toBe(204);
      };
      await put({ type: 'JsonProperty', json: { text: 'Zm9yZ2Vk' } });

      await visit(desk, '/sync/connection');
      await desk.getByRole('radio', { name: 'Only when I ask for it' }).check();
      await desk.getByRole('button', { name: 'Save the connection' }).click();
      await expect(desk.getByText('Saved.')).toBeVisible();
      await visit(desk, '/sync');
      await desk.getByRole('button', { name: 'Sync now' }).click();
      await expect(desk.getByText(/^1 attached file \(.+\) waits to be sent or received/)).toBeVisible();
      const exchange = desk.getByRole('button', { name: 'Exchange the files now' });
      await exchange.click();
      const refusal = desk.getByText(/What the endpoint holds as the file “plan.txt” is not that file/);
      await expect(refusal).toBeVisible();
      await expectAccessible(desk, 'sync, a file refused');
      await put(body);
      await exchange.click();
      await expect(exchange).toHaveCount(0);
      await expect(refusal).toHaveCount(0);
      await app.command('extract', id, '--out', taken);
      expect(readFileSync(taken, 'utf8')).toBe(readFileSync(given, 'utf8'));
    });

    await test.step('starting over shows the backup and what differs, then sends what was not sent', async () => {
      await app.command('set', 'city', 'da-nang', '{"timezone":"Asia/Ho_Chi_Minh"}');
      await desk.getByRole('button', { name: 'Back up and compare' }).click();
      const section = desk.getByRole('region', { name: 'Start over with this endpoint' });
      await expect(section.getByText(/^Backup made and checked: .*musubi-backup$/)).toBeVisible();
      await expect(section.getByRole('listitem')).toHaveText([
        /different.*Da Nang.*Time zone.*not sent yet/i,
      ]);
      await expectAccessible(desk, 'sync, compared before starting over');
      await section.getByRole('radio', { name: 'Send it' }).check();
      await section.getByRole('button', { name: 'Start over' }).press('Enter');
      await expect(desk.getByText(/^Started over/)).toBeVisible();
      await expect(desk.getByRole('link', { name: /^Sync: In step/ })).toBeVisible();
      await sync(b);
      expect(await b.musubi('show', 'city', 'da-nang', '--json')).toContain('Asia/Ho_Chi_Minh');
    });

    await desk.getByRole('button', { name: 'Pause' }).click();
    await expect(desk.getByRole('heading', { name: 'Sync is paused' })).toBeVisible();
    await desk.reload();
    await expect(desk.getByRole('heading', { name: 'Sync is paused' })).toBeVisible();
  } finally {
    await endpoint.stop();
    for (const { directory } of [b, c]) rmSync(directory, { recursive: true, force: true });
  }
});

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;
const answer =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

/** What answers, and what a person reads. */
const hostile: readonly (readonly [name: string, behaviour: Behaviour, badge: string, words: RegExp])[] = [
  [
    'a sign-in page with status 200',
    answer(200, 'text/html', '<html>Sign in</html>'),
    'Sync refused',
    /no urban-OS broker/,
  ],
  ['401', answer(401, 'application/json', '{}'), 'Sync refused', /does not accept the access token/],
  ['403', answer(403, 'application/json', '{}'), 'Sync refused', /may not write there/],
  ['429', answer(429, 'application/json', '{}', { 'retry-after': '600' }), 'Waiting', /is busy/],
  ['503', answer(503, 'application/json', '{}', { 'retry-after': '600' }), 'Waiting', /is busy/],
  [
    'a redirect',
    answer(302, 'text/plain', '', { location: 'http://127.0.0.2:9/' }),
    'Sync refused',
    /sends on to another host/,
  ],
];

test('an endpoint that is not what it should be shows as what it is; data stay, and sync goes on', async ({
  desk,
  app,
}) => {
  let behaviour: Behaviour = answer(500, 'text/plain', '');
  const server = createServer((request, response) => behaviour(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const endpoint = await startEndpoint();
  try {
    await setUp(desk, `http://127.0.0.1:${port}`);
    await app.command('set', 'city', 'jakarta', '{"timezone":"Asia/Pontianak"}');
    await visit(desk, '/sync');
    const badge = desk.getByRole('link', { name: /^Sync: / });
    for (const [name, next, words, details] of hostile) {
      behaviour = next;
      await test.step(name, async () => {
        await desk.getByRole('button', { name: 'Sync now' }).click();
        await expect(badge).toHaveText(words);
        await expect(desk.getByRole('status').filter({ hasText: details })).toBeVisible();
        await expect(desk.getByText(/1 change waits to be sent/)).toBeVisible();
      });
    }
    await expectAccessible(desk, 'sync, refused');
    server.closeAllConnections();
    server.close();
    await desk.getByRole('button', { name: 'Sync now' }).click();
    await expect(badge).toHaveText('Offline');
    await setUp(desk, endpoint.url);
    await visit(desk, '/sync');
    await desk.getByRole('button', { name: 'Sync now' }).click();
    await expect(badge).toHaveText('In step');
    expect(await app.command('show', 'city', 'jakarta')).toContain('Asia/Pontianak');
  } finally {
    server.closeAllConnections();
    server.close();
    await endpoint.stop();
  }
});

test('many removals wait until a person has said in the window that they are meant', async ({
  desk,
  app,
}) => {
  const endpoint = await startEndpoint();
  const other = colleague(app.template);
  const count = async () =>
    (JSON.parse(await other.musubi('list', 'missionNote', '--json')) as { total: number }).total;
  const syncOther = () => other.musubi('sync', '--endpoint', endpoint.url, '--once');
  try {
    const ids: string[] = [];
    for (const title of ['First visit', 'Second visit']) {
      const values = JSON.stringify({ title: { en: title }, visibility: 'public' });
      ids.push(JSON.parse(await app.command('add', 'missionNote', values, '--json')).id);
    }
    await setUp(desk, endpoint.url);
    await visit(desk, '/sync');
    await desk.getByRole('button', { name: 'Sync now' }).click();
    const badge = desk.getByRole('link', { name: /^Sync: / });
    await expect(badge).toHaveText('In step');
    await syncOther();
    expect(await count()).toBe(2);

    for (const id of ids) await app.command('remove', 'missionNote', id);
    await desk.getByRole('button', { name: 'Sync now' }).click();
    const question = desk.getByText(/^2 records would be removed for everyone \(Mission notes: 2 of 2\)/);
    await expect(question).toBeVisible();
    await expectAccessible(desk, 'sync, removals to confirm');
    await syncOther();
    expect(await count()).toBe(2);

    await desk.getByRole('button', { name: 'Send the removals' }).click();
    await expect(badge).toHaveText('In step');
    await expect(question).toHaveCount(0);
    await syncOther();
    expect(await count()).toBe(0);
  } finally {
    await endpoint.stop();
    rmSync(other.directory, { recursive: true, force: true });
  }
});
