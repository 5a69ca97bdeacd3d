import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { mergeFields } from '#core/merge/mergeFields.ts';
import { referencedIds } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readRecord } from '#db/queries/records.ts';
import { duplicatesOf, listDuplicates, tellApart } from '#host/merge/duplicates.ts';
import { mergeRecords } from '#host/merge/mergeRecords.ts';
import type { HostServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import { arbitraryRecord, fillEveryKind, knownIds } from '#test/import/arbitraryRecord.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

function merging(services: HostServices, keepId: string, otherId: string, choices = {}) {
  return mergeRecords(services.store, { keepId, otherId, choices }, services.actor);
}

function read(services: HostServices, id: string): RegistryRecord {
  const record = readRecord(services.store.statements, id);
  if (!record) throw new Error(`no ${id}`);
  return record;
}

/**
 * Every record made by hand and in sight, with all that it says; lists in any order, and not when it was written.
 * The bundled ones do not point to them.
 */
function snapshot(services: HostServices): string[] {
  return services.store.statements
    .all<{ id: string }>(
      `SELECT id FROM record WHERE deleted_at IS NULL AND created_how = 'hand' ORDER BY id`,
    )
    .map(({ id }) => {
      const record = read(services, id);
      const said = Object.keys(fieldsOf(record.kind)).map((field) => {
        const value = record[field] ?? null;
        return [field, Array.isArray(value) ? value.map(canonicalJson).sort() : value];
      });
      return `${id} ${canonicalJson(said)}`;
    });
}

function referring(services: HostServices, id: string): string[] {
  return services.store.statements
    .all<{ id: string }>(`SELECT id FROM record WHERE deleted_at IS NULL AND created_how = 'hand'`)
    .map((row) => read(services, row.id))
    .filter((record) => referencedIds(record).includes(id))
    .map((record) => record.id);
}

describe('merging two organisations', () => {
  const start = async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'ja' };
    const make = (id: string, values: object) =>
      services.writer.create('organisation', { visibility: 'public', ...values }, context, id);
    make('org-keep', {
      name: { ja: '青空都市', en: 'Aozora' },
      homeCountry: 'JP',
      countriesActive: ['TH'],
      sources: [{ title: '名簿' }],
    });
    make('org-other', {
      name: { ja: 'アオゾラ都市計画', th: 'อาโอโซระ' },
      industry: '建設',
      homeCountry: 'TH',
      countriesActive: ['TH', 'VN'],
      sources: [{ title: 'ウェブサイト' }],
    });
    services.writer.create(
      'solution',
      { title: '排水', organisation: 'org-other' },
      context,
      'solution-of-other',
    );
    services.writer.create(
      'study',
      {
        title: '調査',
        consortium: [
          { name: '青空都市', orgId: 'org-keep' },
          { name: 'アオゾラ', orgId: 'org-other', role: '代表' },
        ],
      },
      context,
      'study-of-both',
    );
    services.writer.create(
      'missionNote',
      { title: '訪問', about: ['org-other', 'org-keep', 'jakarta'] },
      context,
      'note-of-both',
    );
    return { services, context };
  };

  it('takes what only the other one knows, unites lists and sources, and moves every link', async () => {
    const { services } = await start();
    expect(merging(services, 'org-keep', 'org-other')).toMatchObject({ id: 'org-keep', moved: 3 });
    const kept = read(services, 'org-keep');
    expect(kept).toMatchObject({
      name: { ja: '青空都市', en: 'Aozora', th: 'อาโอโซระ' },
      aliases: ['アオゾラ都市計画'],
      industry: { ja: '建設' },
      homeCountry: 'JP',
      countriesActive: ['TH', 'VN'],
      sources: [{ title: '名簿' }, { title: 'ウェブサイト' }],
    });
    expect(read(services, 'solution-of-other').organisation).toBe('org-keep');
    expect(read(services, 'note-of-both').about).toEqual(expect.arrayContaining(['org-keep', 'jakarta']));
    expect(read(services, 'note-of-both').about).toHaveLength(2);
    expect(read(services, 'study-of-both').consortium).toEqual(
      expect.arrayContaining([{ name: 'アオゾラ', orgId: 'org-keep', role: '代表' }]),
    );
    expect(referring(services, 'org-other')).toEqual([]);
    expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
  });

  it('leaves the other one removed, with its history and the way to the kept one', async () => {
    const { services } = await start();
    merging(services, 'org-keep', 'org-other');
    const { record, mergedInto } = services.reader.get('org-other', 'private');
    expect(record).toMatchObject({ name: { ja: 'アオゾラ都市計画' }, deletedAt: expect.any(String) });
    expect(mergedInto).toMatchObject({ id: 'org-keep', kind: 'organisation' });
  });

  it('does what was chosen; a name that gives way stays an alias', async () => {
    const { services } = await start();
    merging(services, 'org-keep', 'org-other', {
      'name.ja': 'other',
      homeCountry: 'other',
      countriesActive: 'keep',
    });
    expect(read(services, 'org-keep')).toMatchObject({
      name: { ja: 'アオゾラ都市計画', en: 'Aozora' },
      aliases: ['青空都市'],
      homeCountry: 'TH',
      countriesActive: ['TH'],
    });
  });

  it('does not show to more people what one of the two kept from them', async () => {
    const { services, context } = await start();
    services.writer.patch('org-other', { visibility: 'government' }, context);
    merging(services, 'org-keep', 'org-other');
    expect(read(services, 'org-keep').visibility).toBe('government');
  });

  it('is undone as one step', async () => {
    const { services, context } = await start();
    const before = snapshot(services);
    const { changeId } = merging(services, 'org-keep', 'org-other');
    services.writer.undo(changeId, context);
    expect(snapshot(services)).toEqual(before);
    expect(services.reader.get('org-other', 'private').mergedInto).toBeUndefined();
  });

  it.each([
    ['org-keep', 'org-keep', 'MERGE_DIFFERENT'],
    ['org-keep', 'jakarta', 'MERGE_DIFFERENT'],
    ['org-keep', 'org-nowhere', 'NOT_FOUND'],
    ['org-nowhere', 'org-keep', 'NOT_FOUND'],
  ])('%s with %s is refused', async (keepId, otherId, code) => {
    const { services } = await start();
    expect(() => merging(services, keepId, otherId)).toThrow(expect.objectContaining({ code }));
  });

  it('a programme that studies are filed under by a fixed choice can only be the kept one', async () => {
    const { services, context } = await start();
    services.writer.create('programme', { name: '別の事業' }, context, 'another-programme');
    const fixed = () => merging(services, 'another-programme', 'smart-jamp');
    expect(fixed).toThrow(expect.objectContaining({ code: 'MERGE_FIXED' }));
    expect(merging(services, 'smart-jamp', 'another-programme').id).toBe('smart-jamp');
  });
});

it.each([
  ['a field that there is not', { nmae: 'other' }],
  ['a field in which they do not differ', { 'name.tet': 'other' }],
  ['a choice that the field does not have', { 'name.en': 'both' }],
  ['what every object has', Object.fromEntries([['__proto__', 'keep']])],
])('a choice of %s is refused with what there is to choose, and nothing changes', async (_name, choices) => {
  const services = await temporaryRegistry();
  const before = snapshot(services);
  expect(() => merging(services, 'jakarta', 'hanoi', choices)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT' }),
  );
  expect(snapshot(services)).toEqual(before);
});

it('merge then undo is the identity, and nothing refers to the record that is gone: any two of every kind', async () => {
  const services = await temporaryRegistry();
  const context = { actor: services.actor, language: 'ja' };
  fillEveryKind(services);
  const known = knownIds(services);
  for (const kind of kindNames) {
    const pointing = kindNames.filter((other) =>
      Object.values(fieldsOf(other)).some((field) => 'to' in field && field.to.includes(kind)),
    );
    const pairIds = [`pair-${kind}-0`, `pair-${kind}-1`] as const;
    // A concept is pointed to where its type fits; the others only have to be of the kind.
    const pair = pairIds.map((id) => ({ id, type: 'sector' }));
    const others: readonly KindName[] = [kind, ...pointing.slice(0, 2)];
    const toPair = new Map([...known, [kind, kind === 'concept' ? (known.get(kind) ?? []) : pair]]);
    await fc.assert(
      fc.property(
        fc.tuple(arbitraryRecord(kind, known), arbitraryRecord(kind, known)),
        fc.tuple(...others.map((other) => arbitraryRecord(other, toPair))),
        fc.infiniteStream(fc.nat()),
        (values, linking, chosen) => {
          for (const [index, id] of pairIds.entries()) {
            const own = values[index] ?? {};
            if (readRecord(services.store.statements, id)) services.writer.patch(id, own, context);
            else services.writer.create(kind, own, context, id);
          }
          for (const [index, own] of linking.entries()) {
            services.writer.create(others[index] ?? kind, own, context);
          }
          const [keepId, otherId] = pairIds;
          const before = snapshot(services);
          const fields = mergeFields(kind, read(services, keepId), read(services, otherId));
          const choices = Object.fromEntries(
            fields.map((row) => [row.path, row.choices[chosen.next().value % row.choices.length]]),
          );
          const { changeId } = merging(services, keepId, otherId, choices);
          expect(referring(services, otherId)).toEqual([]);
          expect(referencedIds(read(services, keepId))).not.toContain(keepId);
          services.writer.undo(changeId, context);
          expect(snapshot(services)).toEqual(before);
        },
      ),
      { numRuns: 2 },
    );
  }
  expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
});

describe('possible duplicates', () => {
  it('are found by name, other names, country and web address, each with why', async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'ja' };
    const make = (id: string, values: object) => services.writer.create('organisation', values, context, id);
    make('dup-a', { name: '株式会社星空交通', homeCountry: 'JP', url: 'https://hoshizora.example.jp/a' });
    make('dup-b', { name: '星空交通㈱', homeCountry: 'JP' });
    make('dup-c', { name: 'Starlight Transit', aliases: ['星空交通'], homeCountry: 'JP' });
    make('dup-d', { name: '星屑電鉄', url: 'https://www.hoshizora.example.jp/' });
    const found = await listDuplicates(services.store.statements, 'organisation');
    const between = (a: string, b: string) =>
      found.find(({ records }) => records.map(({ id }) => id).join() === `${a},${b}`);
    expect(between('dup-a', 'dup-b')).toMatchObject({ score: 1, because: ['sameName', 'sameContext'] });
    expect(between('dup-a', 'dup-c')?.because).toContain('otherName');
    expect(between('dup-a', 'dup-d')?.because).toContain('sameDomain');
    expect(duplicatesOf(services.store.statements, 'dup-b').map(({ records }) => records[1].id)).toEqual([
      'dup-a',
      'dup-c',
    ]);
  });

  it('told apart stay away until that is taken back', async () => {
    const services = await temporaryRegistry();
    const { statements } = services.store;
    const context = { actor: services.actor, language: 'ja' };
    for (const id of ['dup-a', 'dup-b'])
      services.writer.create('city', { name: '双子市', country: 'TH' }, context, id);
    const pairs = async () =>
      (await listDuplicates(statements, 'city')).filter(({ records }) => records[0].id === 'dup-a').length;
    expect(await pairs()).toBe(1);
    tellApart(statements, 'city', ['dup-b', 'dup-a'], true);
    expect(await pairs()).toBe(0);
    tellApart(statements, 'city', ['dup-a', 'dup-b'], false);
    expect(await pairs()).toBe(1);
  });
});
