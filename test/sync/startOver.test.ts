import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { readRecord } from '#db/queries/records.ts';
import { readActivity } from '#host/registry/activity.ts';
import type { HostServices } from '#host/services.ts';
import type { Fetch } from '#host/sync/http/endpointClient.ts';
import { systemFetch } from '#host/sync/http/systemFetch.ts';
import { prepareStartOver, startOver } from '#host/sync/startOver/startOver.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { verifyBackup } from '#host/system/backup.ts';
import { checkRegistry } from '#host/system/check.ts';
import { smallRegistry, temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';

const context = ({ actor }: HostServices) => ({ actor, language: 'en' });
const timezone = (services: HostServices) => readRecord(services.store.statements, 'jakarta')?.timezone;
const title = (services: HostServices, id: string) => readRecord(services.store.statements, id)?.title;

async function endpoint(): Promise<string> {
  const { url, close } = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
  onTestFinished(close);
  return url;
}

function addNote(services: HostServices, name: string, visibility = 'public'): string {
  return services.writer.create('missionNote', { title: name, visibility }, context(services)).id;
}

/** Two devices in step; then each writes on without the other. */
async function apart() {
  const address = await endpoint();
  const [office, desk] = [await smallRegistry(), await smallRegistry()];
  office.writer.patch('jakarta', { timezone: 'Asia/Jakarta' }, context(office));
  await syncOnce(office, { address, readable: 'none' });
  await syncOnce(desk, { address, readable: 'none' });
  const theirs = addNote(office, 'Written at the office');
  await syncOnce(office, { address, readable: 'none' });
  desk.writer.patch('jakarta', { timezone: 'Asia/Pontianak' }, context(desk));
  const ours = addNote(desk, 'Written at the desk');
  const secret = addNote(desk, 'For me alone', 'private');
  return { address, office, desk, theirs, ours, secret };
}

/** Lets so many requests through, then none. */
function cutAfter(requests: number): Fetch {
  let passed = 0;
  return (url, init) => {
    if (++passed > requests) return Promise.reject(new TypeError('fetch failed'));
    return systemFetch(url, init);
  };
}

/** Log, rows, and where the device stands. */
function everything({ store }: HostServices): string {
  const tables = [
    'operation',
    'head',
    'superseded',
    'change',
    'record',
    'sync_space',
    'sync_position',
    'sync_operation',
  ];
  return canonicalJson(tables.map((table) => store.statements.all(`SELECT * FROM ${table} ORDER BY 1, 2`)));
}

describe('starting over with an endpoint', () => {
  it('shows what differs, sends what was not sent, and takes nothing away at the endpoint', async () => {
    const { address, office, desk, theirs, ours, secret } = await apart();
    const methods: string[] = [];
    const watched: Fetch = (url, init) => {
      methods.push(init.method);
      return systemFetch(url, init);
    };
    const before = everything(desk);
    const plan = await prepareStartOver(desk, { address, fetch: watched });

    expect(new Set(methods)).toEqual(new Set(['GET']));
    expect(everything(desk)).toBe(before);
    await verifyBackup(plan.backup.file, desk.heldKey.vault);
    const { records, ...counts } = plan.difference;
    expect(counts).toEqual({ here: 1, there: 1, differing: 1, private: 1, unsent: 2, more: 0 });
    expect(records.map(({ id, where, fields, isUnsent }) => ({ id, where, fields, isUnsent }))).toEqual(
      [
        { id: 'jakarta', where: 'differs', fields: ['timezone'], isUnsent: true },
        { id: ours, where: 'here', fields: [], isUnsent: true },
        { id: theirs, where: 'there', fields: [], isUnsent: false },
      ].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );

    startOver(desk, plan.ticket, 'send');
    await syncOnce(desk, { address, readable: 'none', fetch: watched });
    await syncOnce(office, { address, readable: 'none' });
    expect(methods).not.toContain('DELETE');
    for (const services of [office, desk]) {
      expect(timezone(services)).toBe('Asia/Pontianak');
      expect([title(services, ours), title(services, theirs)]).toEqual([
        { en: 'Written at the desk' },
        { en: 'Written at the office' },
      ]);
    }
    expect([title(desk, secret), title(office, secret)]).toEqual([{ en: 'For me alone' }, undefined]);
    expect(desk.store.statements.get('SELECT min(epoch) AS least FROM sync_space')).toEqual({ least: 2 });
    expect(checkRegistry(desk.store)).toEqual({ ok: true, problems: [] });
    const after = await prepareStartOver(desk, { address });
    expect(after.difference).toMatchObject({ here: 0, there: 0, differing: 0, unsent: 0 });
  });

  it('discards what was never sent only when a person says so: nothing of it leaves the device, what is private stays', async () => {
    const { address, office, desk, theirs, ours, secret } = await apart();
    const widened = addNote(desk, 'Mine until today', 'private');
    desk.writer.patch(widened, { visibility: 'public' }, context(desk));
    const plan = await prepareStartOver(desk, { address });
    expect(plan).toMatchObject({ difference: { unsent: 4 }, discardable: 2 });
    const later = addNote(desk, 'Written after the comparison');

    let sent = '';
    const heard: Fetch = (url, init) => {
      sent += Buffer.from(init.body ?? []).toString('utf8');
      return systemFetch(url, init);
    };
    startOver(desk, plan.ticket, 'discard');
    expect([timezone(desk), title(desk, ours)]).toEqual(['Asia/Jakarta', undefined]);
    expect(checkRegistry(desk.store)).toEqual({ ok: true, problems: [] });
    const told = readActivity(desk.store.statements, { limit: 100 }).items;
    expect(told.filter(({ entries }) => entries.length === 0)).toEqual([]);
    await syncOnce(desk, { address, readable: 'none', fetch: heard });
    await syncOnce(office, { address, readable: 'none' });
    expect(sent).not.toMatch(/Pontianak|Written at the desk|For me alone/);
    for (const services of [office, desk]) {
      expect(timezone(services)).toBe('Asia/Jakarta');
      expect([theirs, later, widened].map((id) => title(services, id))).toEqual([
        { en: 'Written at the office' },
        { en: 'Written after the comparison' },
        { en: 'Mine until today' },
      ]);
    }
    expect(title(desk, secret)).toEqual({ en: 'For me alone' });
  });

  it('keeps what an exchange has sent since the comparison, also when it was to be discarded', async () => {
    const { address, office, desk, ours } = await apart();
    const plan = await prepareStartOver(desk, { address });
    await syncOnce(desk, { address, readable: 'none' });
    startOver(desk, plan.ticket, 'discard');
    await syncOnce(desk, { address, readable: 'none' });
    await syncOnce(office, { address, readable: 'none' });
    for (const services of [office, desk]) {
      expect([timezone(services), title(services, ours)]).toEqual([
        'Asia/Pontianak',
        { en: 'Written at the desk' },
      ]);
    }
  });

  it('is refused without a verified backup, and without the comparison that a person has seen', async () => {
    const { address, desk } = await apart();
    const before = everything(desk);
    writeFileSync(join(desk.options.dataDirectory, 'backups'), 'in the way');
    let asked = 0;
    const counted: Fetch = (url, init) => {
      asked++;
      return systemFetch(url, init);
    };
    await expect(prepareStartOver(desk, { address, fetch: counted })).rejects.toMatchObject({
      code: expect.stringMatching(/^STORAGE_/),
    });
    expect(asked).toBe(0);
    expect(() => startOver(desk, 'no such ticket', 'send')).toThrow(/SYNC_START_OVER_LOST/);

    const first = await prepareStartOver(desk, { address }, join(temporaryDirectory(), 'one'));
    const second = await prepareStartOver(desk, { address }, join(temporaryDirectory(), 'two'));
    expect(() => startOver(desk, first.ticket, 'send')).toThrow(/SYNC_START_OVER_LOST/);
    expect(everything(desk)).toBe(before);
    startOver(desk, second.ticket, 'send');
    expect(() => startOver(desk, second.ticket, 'send')).toThrow(/SYNC_START_OVER_LOST/);
  });

  it('changes nothing when it is cut off, at whatever request, and goes on from where it was', {
    timeout: 120_000,
  }, async () => {
    const { address, office, desk, theirs, ours } = await apart();
    const before = everything(desk);
    const files = () => existsSync(join(desk.options.dataDirectory, 'start-over'));
    const backup = () => join(temporaryDirectory(), 'backup');
    let plan: Awaited<ReturnType<typeof prepareStartOver>> | undefined;
    for (let requests = 0; plan === undefined; requests++) {
      plan = await prepareStartOver(desk, { address, fetch: cutAfter(requests) }, backup()).catch((cause) => {
        expect(cause).toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
        return undefined;
      });
      expect([everything(desk), files()]).toEqual([before, false]);
    }
    // Half-way through the one transaction, too.
    const refresh = desk.store.refresh;
    desk.store.refresh = () => {
      throw new Error('the power went');
    };
    expect(() => startOver(desk, plan.ticket, 'discard')).toThrow('the power went');
    desk.store.refresh = refresh;
    expect(everything(desk)).toBe(before);

    startOver(desk, plan.ticket, 'send');
    for (let requests = 0; ; requests++) {
      const request = { address, attempts: 1, readable: 'none', fetch: cutAfter(requests) } as const;
      if (await syncOnce(desk, request).catch(() => undefined)) break;
      expect(title(desk, ours)).toEqual({ en: 'Written at the desk' });
    }
    await syncOnce(office, { address, readable: 'none' });
    for (const services of [office, desk])
      expect([timezone(services), title(services, theirs) !== undefined]).toEqual(['Asia/Pontianak', true]);
    expect(checkRegistry(desk.store)).toEqual({ ok: true, problems: [] });
  });
});
