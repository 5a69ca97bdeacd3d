import { describe, expect, it } from 'vitest';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { exportRecords } from '#host/export/exportRecords.ts';
import { type HostServices, openServices } from '#host/services.ts';
import { resourcesDirectory, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';
import { playKills } from './simulation/kills.ts';
import { dataFolder, musubi, startEndpoint } from './support.ts';

const dialects = ['ngsi-ld', 'ngsi-v2'] as const;

/** Works on a data folder in this process, as a window would: only what is about the command runs as one. */
async function inside<Result>(
  directory: string,
  work: (services: HostServices) => Result | Promise<Result>,
): Promise<Result> {
  const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
  try {
    return await work(services);
  } finally {
    services.close();
  }
}

const context = ({ actor }: HostServices) => ({ actor, language: 'en' });

function exported(directory: string, kind: KindName): Promise<string> {
  return inside(directory, async (services) => {
    const request = { kind, format: 'ngsi-ld', where: [], audience: 'private', language: 'en' } as const;
    const { bytes } = await exportRecords(services, request, { onProgress: () => {} });
    return Buffer.from(bytes).toString('utf8');
  });
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

    await inside(a, (services) => {
      services.writer.patch(id, { date: '2026-04-01' }, context(services));
      services.writer.patch('jakarta', { remarks: { en: 'From A' } }, context(services));
    });
    await inside(b, (services) => {
      services.writer.patch(id, { date: '2026-05-01', status: 'signed' }, context(services));
      services.writer.create(
        'missionNote',
        { title: { en: 'Visit' }, body: { th: 'ประชุม' }, about: ['jakarta'], visibility: 'member' },
        context(services),
      );
    });
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
    for (const kind of ['mou', 'city', 'missionNote'] as const)
      expect(await exported(a, kind)).toBe(await exported(b, kind));
    expect((await sync(a)).json).toMatchObject({ pulled: 0, pushed: 0 });
    for (const directory of [a, b])
      expect((await musubi(directory, 'check')).json).toEqual({ ok: true, problems: [] });
  });
});

describe('devices and an endpoint that are killed', () => {
  it('lose no acknowledged edit, whichever is killed and when', { timeout: 300_000 }, async () => {
    // npm run simulate -- --kill plays a hundred.
    expect(await playKills(4, 20_261_127)).toMatchObject({ rounds: 4, problems: [] });
  });
});
