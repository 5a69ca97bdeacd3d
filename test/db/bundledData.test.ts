import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateRecord } from '#core/records/validateRecord.ts';
import { type Bundle, type BundleChange, readBundle } from '#db/bundledData/bundle.ts';
import { loadBundle, loadBundledData } from '#db/bundledData/load.ts';
import { bundledOperations } from '#db/bundledData/operations.ts';
import { readRecord } from '#db/queries/records.ts';
import { Store } from '#db/store.ts';
import {
  resourcesDirectory,
  temporaryDirectory,
  temporaryRegistry,
} from '#test/support/temporaryRegistry.ts';

const dataDirectory = join(resourcesDirectory, 'data');

function bundle(version: number, city: Record<string, unknown>, changes: BundleChange[] = []): Bundle {
  return {
    manifest: { version, published: `202${version}-01-01`, changes },
    records: [{ id: 'somewhere', kind: 'city', values: { visibility: 'public', country: 'KH', ...city } }],
  };
}

function emptyStore() {
  return new Store({ path: join(temporaryDirectory(), 'registry.db'), key: new Uint8Array(32).fill(3) });
}

const first = bundle(1, {
  name: { en: 'Somewhere' },
  timezone: 'Asia/Phnom_Penh',
  aliases: ['Old', 'Older'],
});
const corrections: BundleChange[] = [
  { version: 2, record: 'somewhere', field: 'timezone', before: 'Asia/Phnom_Penh', after: 'Asia/Bangkok' },
  { version: 2, record: 'somewhere', field: 'aliases', before: ['Old', 'Older'], after: ['Old', 'New'] },
  {
    version: 2,
    record: 'somewhere',
    field: 'name',
    before: { en: 'Somewhere' },
    after: { en: 'Somewhere', ja: 'どこか' },
  },
];
const second = bundle(
  2,
  { name: { en: 'Somewhere', ja: 'どこか' }, timezone: 'Asia/Bangkok', aliases: ['Old', 'New'] },
  corrections,
);
const third = bundle(
  3,
  { name: { en: 'Somewhere', ja: 'どこか' }, timezone: 'Asia/Tokyo', aliases: ['Old', 'New'] },
  [
    ...corrections,
    { version: 3, record: 'somewhere', field: 'timezone', before: 'Asia/Bangkok', after: 'Asia/Tokyo' },
  ],
);

describe('the bundled data', () => {
  const real = readBundle(dataDirectory);

  it('is valid, every record of it', () => {
    expect(real.records.length).toBeGreaterThan(1_000);
    for (const record of real.records)
      expect(() => validateRecord(record.kind, record.values, 'create', 'ja')).not.toThrow();
  });

  it('has an id of its own for every record and every operation', () => {
    expect(new Set(real.records.map(({ id }) => id)).size).toBe(real.records.length);
    const ids = bundledOperations(real).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never shows a document by its file name', () => {
    const text = JSON.stringify(real.records);
    expect(text.match(/"doc:[^"]*|\b00\d_[0-9a-f]{8,}[^"]*/g)).toBeNull();
  });

  it('keeps the sources, the confidence and the caveats of the data files', () => {
    const jakarta = real.records.find(({ id }) => id === 'jakarta');
    expect(jakarta?.values.sources).toEqual(
      expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
    );
    expect(jakarta?.values.confidence).toBe('document');
    for (const record of real.records)
      expect((record.values.sources as unknown[]).length, record.id).toBeGreaterThan(0);
  });

  it('points only to records that are there', async () => {
    const services = await temporaryRegistry();
    const dangling = services.store.statements.all(
      'SELECT link.from_id, link.to_id FROM link LEFT JOIN record ON record.id = link.to_id WHERE record.id IS NULL',
    );
    expect(dangling).toEqual([]);
  });

  it('changes nothing when it is loaded again', async () => {
    const services = await temporaryRegistry();
    const count = () => services.store.statements.get('SELECT count(*) AS n, max(id) AS last FROM operation');
    const before = count();
    expect(loadBundledData(services.store, dataDirectory)).toEqual({ loaded: false, operations: 0 });
    expect(count()).toEqual(before);
  });

  it('brings the corrections of a later version where nobody changed anything', () => {
    const store = emptyStore();
    loadBundle(store, first);
    loadBundle(store, second);
    expect(readRecord(store.statements, 'somewhere')).toMatchObject({
      name: { en: 'Somewhere', ja: 'どこか' },
      timezone: 'Asia/Bangkok',
      aliases: ['Old', 'New'],
    });
    store.close();
  });

  it('lets what a person changed win, and offers the newer bundled value beside it', async () => {
    const services = await temporaryRegistry();
    const { store } = services;
    const context = { actor: services.actor, language: 'en' };
    const bundled = readRecord(store.statements, 'jakarta')?.timezone;
    services.writer.patch('jakarta', { timezone: 'Asia/Makassar' }, context);
    loadBundle(store, {
      manifest: {
        version: real.manifest.version + 1,
        published: '2027-01-01',
        changes: [
          ...real.manifest.changes,
          {
            version: real.manifest.version + 1,
            record: 'jakarta',
            field: 'timezone',
            before: bundled,
            after: 'Asia/Pontianak',
          },
        ],
      },
      records: real.records.map((record) =>
        record.id === 'jakarta'
          ? { ...record, values: { ...record.values, timezone: 'Asia/Pontianak' } }
          : record,
      ),
    });
    const detail = services.reader.get('jakarta', 'private');
    expect(detail.record.timezone).toBe('Asia/Makassar');
    expect(detail.offers).toEqual([
      expect.objectContaining({ field: 'timezone', value: 'Asia/Pontianak', origin: 'bundled' }),
    ]);
    services.writer.settle('jakarta', 'timezone', detail.offers[0]?.operationId ?? '', context);
    const settled = services.reader.get('jakarta', 'private');
    expect(settled.record.timezone).toBe('Asia/Pontianak');
    expect(settled.offers).toEqual([]);
  });

  it('does not bring back a record that a person removed', () => {
    const store = emptyStore();
    loadBundle(store, first);
    const seen = store.ledger.heads('somewhere').map((head) => head.id);
    store.append({ origin: 'hand', actor: 'a' }, [
      {
        recordId: 'somewhere',
        field: '__deleted',
        action: 'set',
        value: { at: '2026-01-02T00:00:00Z', seen },
        previous: [],
      },
    ]);
    loadBundle(store, second);
    expect(readRecord(store.statements, 'somewhere')?.deletedAt).toBe('2026-01-02T00:00:00Z');
    store.close();
  });

  it('makes the same operations on a device that skipped a version as on one that did not', () => {
    const operationsOf = (bundles: Bundle[]) => {
      const store = emptyStore();
      for (const one of bundles) loadBundle(store, one);
      const rows = store.statements.all(
        'SELECT id, record_id, field, action, value, previous FROM operation ORDER BY id',
      );
      store.close();
      return rows;
    };
    expect(operationsOf([first, third])).toEqual(operationsOf([first, second, third]));
    expect(operationsOf([third])).toEqual(operationsOf([first, second, third]));
  });
});
