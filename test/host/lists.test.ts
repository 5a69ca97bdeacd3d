import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BulkEdit } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { editMany } from '#host/registry/bulkEdit.ts';
import { undoChange } from '#host/registry/undoChange.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import type { HostServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

type Request = Parameters<HostServices['reader']['list']>[0];

const everything: Omit<Request, 'kind'> = {
  where: [],
  limit: 5_000,
  offset: 0,
  audience: 'private',
  language: 'en',
  facets: [],
};
const context = (services: HostServices) => ({ actor: services.actor, language: 'en' });

function idsOf(services: HostServices, kind: KindName, request: Partial<Request> = {}): string[] {
  return services.reader.list({ ...everything, kind, ...request }).items.map((item) => item.id);
}

describe('a list', () => {
  it('read page by page is the list read at once, in every order, with and without headings', async () => {
    const services = await temporaryRegistry();
    for (const request of [
      {},
      { sort: { field: 'summary', direction: 'ascending' } as const },
      { sort: { field: 'status', direction: 'descending' } as const },
      { group: 'fiscalYear' },
      { group: 'cities' },
      { where: [{ field: 'country', operator: 'is', values: ['VN'] } as const] },
    ]) {
      const whole = services.reader.ids({ ...everything, kind: 'study', ...request });
      const pages: string[] = [];
      for (let offset = 0; offset < whole.length; offset += 7)
        pages.push(...idsOf(services, 'study', { ...request, offset, limit: 7 }));
      expect(pages).toEqual(whole);
    }
  });

  it('shows a change at once, wherever it stands in an order that is being read', async () => {
    const services = await temporaryRegistry();
    const before = idsOf(services, 'city', { offset: 1, limit: 500 });
    services.writer.remove(before[3] ?? '', context(services));
    expect(idsOf(services, 'city', { offset: 1, limit: 500 })).not.toContain(before[3]);
  });

  it('counts every group of a list, one that is not known last, and a record in each of its groups', async () => {
    const { reader } = await temporaryRegistry();
    const list = reader.list({ ...everything, kind: 'need', group: 'challenges' });
    const lines = list.groups?.reduce((sum, group) => sum + group.count, 0);
    expect(list.items).toHaveLength(lines ?? 0);
    expect(lines).toBeGreaterThan(list.total);
    const unknown = list.groups?.findIndex((group) => group.value === null) ?? -1;
    expect([-1, (list.groups?.length ?? 0) - 1]).toContain(unknown);
    for (const { value } of list.groups ?? [])
      if (value !== null) expect(list.labels).toHaveProperty([String(value)]);
  });

  it('puts stages and other choices in their course, years from the latest', async () => {
    const { reader } = await temporaryRegistry();
    const years = reader.list({ ...everything, kind: 'study', group: 'fiscalYear' }).groups ?? [];
    const known = years.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
    expect(known).toEqual(known.toSorted((a, b) => b - a));
    const turned = reader.list({
      ...everything,
      kind: 'study',
      group: 'fiscalYear',
      sort: { field: 'fiscalYear', direction: 'ascending' },
    });
    expect(turned.groups?.flatMap(({ value }) => (typeof value === 'number' ? [value] : []))).toEqual(
      known.toReversed(),
    );
  });

  it('can be narrowed to each value that it counts of any field, and finds as many as it counted', async () => {
    const { reader } = await temporaryRegistry();
    const facets = [
      'type',
      'prefecture',
      'homeCountry',
      'jascaMember',
      'url',
      'solutionAreas',
      'confidence',
    ].filter((field) => field !== 'prefecture');
    const counted = reader.list({ ...everything, kind: 'organisation', limit: 0, facets });
    for (const [field, values] of Object.entries(counted.facets)) {
      for (const { value, count } of values.slice(0, 5)) {
        const where = [{ field, operator: 'is', values: [value] } as const];
        expect(
          reader.list({ ...everything, kind: 'organisation', where, limit: 0 }).total,
          `${field} ${value}`,
        ).toBe(count);
      }
      const where = [{ field, operator: 'isUnknown', values: [] } as const];
      expect(reader.list({ ...everything, kind: 'organisation', where, limit: 0 }).total).toBe(
        counted.unknown[field],
      );
    }
    const years = reader.list({ ...everything, kind: 'mou', limit: 0, facets: ['date'] }).facets.date ?? [];
    for (const { value, count } of years) {
      const where = [{ field: 'date', operator: 'is', values: [value] } as const];
      expect(reader.list({ ...everything, kind: 'mou', where, limit: 0 }).total).toBe(count);
    }
  });

  it('contains words in texts, not in the names of languages', async () => {
    const { reader } = await temporaryRegistry();
    const containing = (word: string) =>
      reader.list({
        ...everything,
        kind: 'city',
        where: [{ field: 'name', operator: 'contains', values: [word] }],
      }).total;
    expect(containing('jakarta')).toBe(1);
    expect(containing('"ja"')).toBe(0);
  });

  it('of removed records holds what was removed, for the owner alone', async () => {
    const services = await temporaryRegistry();
    services.writer.remove('da-nang', context(services));
    expect(idsOf(services, 'city', { removed: true })).toEqual(['da-nang']);
    expect(() => idsOf(services, 'city', { removed: true, audience: 'government' })).toThrow('NOT_FOUND');
    services.writer.restore('da-nang', context(services));
    expect(idsOf(services, 'city', { removed: true })).toEqual([]);
  });

  it('shows an audience no heading that names a record which it may not see', async () => {
    const services = await temporaryRegistry();
    services.writer.patch('org.nippon-koei', { visibility: 'private' }, context(services));
    const list = services.reader.list({
      ...everything,
      kind: 'solution',
      group: 'organisation',
      audience: 'public',
    });
    expect(list.groups?.map(({ value }) => value)).not.toContain('org.nippon-koei');
    expect(JSON.stringify(list)).not.toContain('org.nippon-koei');
  });
});

const edits = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('set' as const),
      field: fc.constant('profileConfidence'),
      value: fc.constantFrom('document', 'own', null),
    }),
    fc.record({
      type: fc.constantFrom('add' as const, 'take' as const),
      field: fc.constant('aliases'),
      members: fc.array(fc.constantFrom('東', 'East', 'Timur'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('set' as const),
      field: fc.constant('remarks'),
      value: fc.constantFrom({ en: 'Seen on site' }, { ja: '現地で確認' }, null),
    }),
  ),
  { minLength: 1, maxLength: 5 },
);

describe('one edit of many records', () => {
  it('comes to the same as the edits one by one, and is one change with one way back', async () => {
    const services = await temporaryRegistry();
    const cities = idsOf(services, 'city');
    const half = Math.floor(cities.length / 2);
    const values = (id: string) => {
      const { profileConfidence, aliases, remarks } = services.reader.get(id, 'private').record;
      return { profileConfidence, aliases, remarks };
    };
    // Members that were taken away and brought back stand at the end of their list.
    const inAnyOrder = (value: ReturnType<typeof values>) => ({
      ...value,
      aliases: new Set(value.aliases as string[] | undefined),
    });
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(half - 1), async (list, start) => {
        const many = cities.slice(start, start + 3);
        const singles = cities.slice(half + (start % 3), half + (start % 3) + 3);
        // Both begin alike.
        for (const id of [...many, ...singles]) {
          const blank = { profileConfidence: null, aliases: null, remarks: null };
          services.writer.patch(id, blank, context(services));
        }
        for (const edit of list) {
          const before = many.map(values);
          const result = await editMany(services, { kind: 'city', ids: many, edit, language: 'en' });
          for (const id of singles) {
            const now = (services.reader.get(id, 'private').record[edit.field] ?? []) as unknown[];
            const next =
              edit.type === 'set'
                ? edit.value
                : edit.type === 'add'
                  ? [...now, ...edit.members]
                  : now.filter((member) => !(edit.members as unknown[]).includes(member));
            services.writer.patch(id, { [edit.field]: next }, context(services));
          }
          const after = many.map(values);
          expect(after).toEqual(singles.map(values));
          expect(result.changed + result.unchanged).toBe(3);
          expect(result.changeId === null).toBe(result.changed === 0);
          if (result.changeId) {
            const undone = await undoChange(services, result.changeId, context(services));
            expect(many.map(values).map(inAnyOrder)).toEqual(before.map(inAnyOrder));
            await undoChange(services, undone.changeId, context(services));
            expect(many.map(values).map(inAnyOrder)).toEqual(after.map(inAnyOrder));
            // Both go on alike.
            for (const id of [...many, ...singles]) {
              const aliases = (
                (services.reader.get(id, 'private').record.aliases ?? []) as string[]
              ).toSorted();
              services.writer.patch(id, { aliases: null }, context(services));
              services.writer.patch(id, { aliases }, context(services));
            }
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  it('writes nothing when a single record stands in the way, and says which', async () => {
    const services = await temporaryRegistry();
    services.writer.remove('da-nang', context(services));
    const edit = { type: 'set', field: 'type', value: 'province' } as const;
    const latest = services.store.statements.get('SELECT max(sequence) AS n FROM change');
    await expect(
      editMany(services, {
        kind: 'city',
        ids: ['jakarta', 'da-nang', 'KH', 'nowhere'],
        edit,
        language: 'en',
      }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: {
        problems: [
          { path: 'da-nang', reason: 'recordRemoved' },
          { path: 'KH', reason: 'recordOfOtherKind' },
          { path: 'nowhere', reason: 'recordUnknown' },
        ],
      },
    });
    expect(services.store.statements.get('SELECT max(sequence) AS n FROM change')).toEqual(latest);
  });

  it.each([
    ['a field that there is not', { type: 'set', field: 'colour', value: 'red' }, 'UNKNOWN_FIELD'],
    ['a choice that there is not', { type: 'set', field: 'type', value: 'village' }, 'INVALID_INPUT'],
    ['clearing what must be there', { type: 'set', field: 'country', value: null }, 'INVALID_INPUT'],
    ['a link to nowhere', { type: 'add', field: 'challenges', members: ['ch.none'] }, 'INVALID_INPUT'],
    ['adding to what holds one value', { type: 'add', field: 'type', members: ['city'] }, 'INVALID_INPUT'],
  ] as [string, BulkEdit, string][])('refuses %s and changes nothing', async (_what, edit, code) => {
    const services = await temporaryRegistry();
    const before = services.reader.get('jakarta', 'private').record;
    const ids = ['jakarta', 'da-nang'];
    await expect(editMany(services, { kind: 'city', ids, edit, language: 'en' })).rejects.toMatchObject({
      code,
    });
    expect(services.reader.get('jakarta', 'private').record).toEqual(before);
  });

  it('of more records than are done at once tells how far it is, and leaves nothing when it is cancelled', async () => {
    const services = await temporaryRegistry();
    const ids = idsOf(services, 'organisation');
    expect(ids.length).toBeGreaterThan(100);
    const request = { kind: 'organisation', ids, edit: { type: 'remove' }, language: 'en' } as const;
    const stop = new AbortController();
    stop.abort();
    await expect(editMany(services, request, { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(idsOf(services, 'organisation')).toHaveLength(ids.length);

    const fractions: number[] = [];
    const result = await editMany(services, request, {
      onProgress: (_step, fraction) => fractions.push(fraction),
    });
    expect(result).toMatchObject({ changed: ids.length, unchanged: 0 });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(idsOf(services, 'organisation')).toEqual([]);
    await undoChange(services, result.changeId ?? '', context(services));
    expect(idsOf(services, 'organisation')).toEqual(ids);
  });

  it('is taken back with progress when it is large, and stays whole when that is cancelled', async () => {
    const services = await temporaryRegistry();
    const ids = idsOf(services, 'organisation').slice(0, 140);
    const edit = { type: 'add', field: 'aliases', members: ['One', 'Two', 'Three'] } as const;
    const request = {
      kind: 'organisation',
      ids,
      edit: { ...edit, members: [...edit.members] },
      language: 'en',
    };
    const waiting = () => services.store.statements.get('SELECT count(*) AS n FROM search_stale');
    const search = { limit: 1, offset: 0, audience: 'private' } as const;
    const found = () =>
      searchRecords(services.store.statements, { ...search, text: 'Two', kinds: ['organisation'] }).total;
    const before = found();
    const { changeId } = await editMany(services, request as never);
    // Found at once by what it says now, on this connection too, though another one wrote it.
    expect(waiting()).toEqual({ n: 0 });
    expect(found()).toBe(before + ids.length);
    expect(checkRegistry(services.store).problems).toEqual([]);
    const isMarked = (id: string) =>
      ((services.reader.get(id, 'private').record.aliases ?? []) as string[]).includes('Two');
    const stop = new AbortController();
    const back = (onProgress: (step: string, fraction: number) => void) =>
      undoChange(services, changeId ?? '', context(services), stop.signal, onProgress);
    await expect(back(() => stop.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(ids.every(isMarked)).toBe(true);

    const fractions: number[] = [];
    const told = (_step: string, fraction: number) => void fractions.push(fraction);
    await undoChange(services, changeId ?? '', context(services), undefined, told);
    expect(fractions.length).toBeGreaterThan(3);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(ids.some(isMarked)).toBe(false);
    expect(found()).toBe(before);
  });
});
