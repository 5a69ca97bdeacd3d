import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import { resourcesDirectory, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';
import { dataFolder, musubi, startEndpoint, startListener, startMusubi } from './support.ts';

const dialects = ['ngsi-ld', 'ngsi-v2'] as const;

/** Every byte of every file of a folder. */
function bytesOf(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

async function exported(directory: string, kind: string): Promise<string> {
  const file = join(directory, `${kind}.json`);
  const { status } = await musubi(directory, 'export', kind, '--format', 'ngsi-ld', '--out', file);
  expect(status).toBe(0);
  return readFileSync(file, 'utf8');
}

describe.each(dialects)('two data folders and an endpoint in %s', (dialect) => {
  it('exchange what was edited offline, settle what differs, and are equal', {
    timeout: 300_000,
  }, async () => {
    const [a, b] = [dataFolder(), dataFolder()];
    const { url } = await startEndpoint(temporaryDirectory());
    const sync = (directory: string) =>
      musubi(directory, 'sync', '--endpoint', url, '--dialect', dialect, '--once');
    const made = await musubi(
      a,
      'add',
      'mou',
      '{"title":{"en":"Harbour <data> \'sharing\' (draft); = \\"1\\"","ja":"港湾データ連携"},"visibility":"public"}',
    );
    const id = String(made.json.id);
    expect((await sync(a)).json).toMatchObject({ pushed: 1, conflicts: 0, toSend: 0 });
    expect((await sync(b)).status).toBe(0);

    await musubi(a, 'set', 'mou', id, '{"date":"2026-04-01"}');
    await musubi(a, 'set', 'city', 'jakarta', '{"remarks":{"en":"From A"}}');
    await musubi(b, 'set', 'mou', id, '{"date":"2026-05-01","status":"signed"}');
    await musubi(
      b,
      'add',
      'missionNote',
      '{"title":{"en":"Visit"},"body":{"th":"ประชุม"},"about":["jakarta"],"visibility":"member"}',
    );
    expect((await sync(a)).status).toBe(0);
    const second = await sync(b);
    expect(second.status).toBe(5);
    expect(second.json.conflicts).toBe(1);

    const { json } = await musubi(b, 'sync', 'conflicts');
    expect(json.conflicts).toMatchObject([
      {
        id: `${id}/date`,
        field: 'date',
        values: [
          { value: '2026-05-01', mine: true },
          { value: '2026-04-01', mine: false },
        ],
      },
    ]);
    expect((await musubi(b, 'sync', 'settle', `${id}/date`, 'theirs')).json).toMatchObject({ conflicts: 0 });
    expect((await sync(b)).status).toBe(0);
    expect((await sync(a)).status).toBe(0);
    expect((await musubi(a, 'show', 'mou', id)).json.record).toMatchObject({
      date: '2026-04-01',
      status: 'signed',
    });
    for (const kind of ['mou', 'city', 'missionNote'])
      expect(await exported(a, kind)).toBe(await exported(b, kind));
    expect((await sync(a)).json).toMatchObject({ pulled: 0, pushed: 0 });
    for (const directory of [a, b])
      expect((await musubi(directory, 'check')).json).toEqual({ ok: true, problems: [] });
  });

  it('send nothing to a tenant that may not have it, and nothing private at all; what is redacted is gone everywhere', {
    timeout: 300_000,
  }, async () => {
    const [a, b, central] = [dataFolder(), dataFolder(), temporaryDirectory()];
    const tokenFile = join(temporaryDirectory(), 'token');
    const token = 'token-that-no-log-may-show-7291';
    writeFileSync(tokenFile, `${token}\n`);
    const tokens = join(temporaryDirectory(), 'tokens.json');
    writeFileSync(tokens, JSON.stringify([{ token, tenants: { '*': 'write' } }]));
    const { url, child } = await startEndpoint(central, ['--token-file', tokens]);
    const { url: heard, passed } = await startListener(url);
    const said: string[] = [];
    const sync = async (directory: string) => {
      const outcome = await musubi(
        directory,
        'sync',
        '--endpoint',
        heard,
        '--dialect',
        dialect,
        '--once',
        '--token-file',
        tokenFile,
      );
      said.push(outcome.stdout, outcome.stderr);
      expect(outcome.stderr).toBe('');
      expect(outcome.status).toBe(0);
      return outcome;
    };
    const add = async (visibility: string, more: object = {}) => {
      const values = { title: { en: `secret-of-${visibility}` }, visibility, ...more };
      return String((await musubi(a, 'add', 'missionNote', JSON.stringify(values))).json.id);
    };
    const hidden = await add('private');
    const government = await add('government', { about: [hidden] });
    await add('member');
    const open = await add('public', { about: [hidden, government] });
    const draft = await add('private', { title: { en: 'opened' }, body: { en: 'thrown-away-draft' } });
    await musubi(a, 'set', 'missionNote', draft, '{"body":{"en":"kept-text"}}');
    await musubi(a, 'set', 'missionNote', draft, '{"visibility":"public"}');
    await sync(a);
    await sync(b);
    expect((await musubi(b, 'show', 'missionNote', draft)).json.record).toMatchObject({
      body: { en: 'kept-text' },
    });
    expect((await musubi(b, 'show', 'missionNote', hidden)).status).toBe(3);

    const sentTo = (tenant: string) =>
      passed
        .filter((request) => request.tenant === tenant)
        .map((request) => request.text)
        .join('\n');
    const everything = passed.map((request) => request.text).join('\n');
    expect(everything.includes('secret-of-government')).toBe(true);
    expect(everything.includes('secret-of-private'), 'secret-of-private').toBe(false);
    expect(everything.includes(hidden), hidden).toBe(false);
    expect(everything.includes('thrown-away-draft'), 'thrown-away-draft').toBe(false);
    expect(sentTo('member').includes('secret-of-government'), 'secret-of-government').toBe(false);
    for (const narrower of ['secret-of-government', 'secret-of-member', government])
      expect(sentTo('public').includes(narrower), narrower).toBe(false);
    expect(passed.every((request) => ['public', 'member', 'government'].includes(request.tenant))).toBe(true);

    await musubi(a, 'set', 'missionNote', open, '{"visibility":"private"}');
    await sync(a);
    await sync(b);
    expect((await musubi(a, 'show', 'missionNote', open)).json.record).toMatchObject({
      title: { en: 'secret-of-public' },
    });
    expect((await musubi(b, 'show', 'missionNote', open)).status).toBe(3);
    expect((await musubi(b, 'search', 'secret-of-public')).json.total).toBe(0);
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
    const stands = bytesOf(central);
    expect(stands.includes('secret-of-public')).toBe(false);
    expect(stands.includes(Buffer.from('secret-of-public').toString('base64url').slice(2, 18))).toBe(false);
    expect((await plainBytes(b)).includes('secret-of-public')).toBe(false);
    expect((await plainBytes(b)).includes('kept-text')).toBe(true);
    expect([...said, stands].join('\n').includes(token)).toBe(false);
    expect((await musubi(b, 'check')).json).toEqual({ ok: true, problems: [] });
  });
});

/** What the registry file holds once it is deciphered, free pages and index included. */
async function plainBytes(directory: string): Promise<string> {
  const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
  try {
    const { store } = services;
    store.database.pragma('wal_checkpoint(TRUNCATE)');
    const tables = store.database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'search_text'",
      )
      .all() as { name: string }[];
    const rows = tables.flatMap(({ name }) => store.database.prepare(`SELECT * FROM "${name}"`).all());
    return rows
      .map((row) =>
        Object.values(row as object)
          .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
          .join(' '),
      )
      .join('\n');
  } finally {
    services.close();
  }
}

describe('a device and an endpoint that are killed', () => {
  it('lose no acknowledged edit, whichever is killed and when', { timeout: 600_000 }, async () => {
    const [a, b, central] = [dataFolder(), dataFolder(), temporaryDirectory()];
    let endpoint = await startEndpoint(central);
    const address = endpoint.url;
    const texts: string[] = [];
    for (let round = 0; round < 6; round++) {
      for (let count = 0; count < 3; count++) {
        const text = `edit ${round}.${count}`;
        const { status } = await musubi(
          a,
          'add',
          'missionNote',
          JSON.stringify({ title: { en: text }, visibility: 'public' }),
        );
        if (status === 0) texts.push(text);
      }
      const client = startMusubi(['--data', a, '--quiet', 'sync', '--endpoint', address, '--once']);
      const ended = once(client, 'close');
      await pause(300 + round * 170);
      const victim = round % 2 === 0 ? client : endpoint.child;
      victim.kill('SIGKILL');
      if (victim === endpoint.child) {
        await once(endpoint.child, 'close').catch(() => {});
        endpoint = await startEndpoint(central, ['--port', endpoint.port]);
      }
      await ended;
    }
    expect((await musubi(a, 'sync', '--endpoint', address, '--once')).status).toBe(0);
    expect((await musubi(b, 'sync', '--endpoint', address, '--once')).status).toBe(0);
    const { json } = await musubi(b, 'list', 'missionNote', '--limit', '1000');
    const found = (json.items as unknown as { title: { en: string } }[]).map((note) => note.title.en).sort();
    expect(found).toEqual(texts.sort());
    expect(await exported(a, 'missionNote')).toBe(await exported(b, 'missionNote'));
    const services = await openServices({ dataDirectory: a, resourcesDirectory, shell: testShell });
    expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
    services.close();
  });
});
