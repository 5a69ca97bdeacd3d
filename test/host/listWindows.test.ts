import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Condition, Sort } from '#contract/schemas.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { fold } from '#core/search/fold.ts';
import { readingOrder } from '#core/search/readingOrder.ts';
import { editMany } from '#host/registry/bulkEdit.ts';
import { undoChange } from '#host/registry/undoChange.ts';
import type { HostServices } from '#host/services.ts';
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

const conditions = fc.array(
  fc.oneof(
    fc.record({
      field: fc.constant('fiscalYear'),
      operator: fc.constantFrom('atLeast' as const, 'atMost' as const),
      values: fc.tuple(fc.integer({ min: 2018, max: 2027 })),
    }),
    fc.record({
      field: fc.constantFrom('programme', 'status', 'owner'),
      operator: fc.constantFrom('is' as const, 'isNot' as const),
      values: fc.subarray(['smart-jamp', 'overseas-support', 'completed', 'ongoing', 'MLIT', 'nothing'], {
        minLength: 1,
      }),
    }),
    fc.record({
      field: fc.constantFrom('countries', 'cities'),
      operator: fc.constantFrom('is' as const, 'isNot' as const),
      values: fc.subarray(['VN', 'ID', 'KH', 'jakarta', 'phnom-penh'], { minLength: 1 }),
    }),
    fc.record({
      field: fc.constantFrom('fiscalYear', 'status', 'cities', 'period'),
      operator: fc.constantFrom('isKnown' as const, 'isUnknown' as const),
      values: fc.constant([]),
    }),
  ),
  { maxLength: 4 },
) satisfies fc.Arbitrary<Condition[]>;

const sorts = fc.option(
  fc.record({
    field: fc.constantFrom('fiscalYear', 'implementationYear', 'status', 'programme', 'title', 'id'),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
  { nil: undefined },
);

/** Whether a record passes a filter, said once more in plain words. */
function passes(record: RegistryRecord, { field, operator, values }: Condition): boolean {
  const value = record[field] as string | number | string[] | undefined;
  const own = value === undefined ? [] : Array.isArray(value) ? value : [value];
  switch (operator) {
    case 'isKnown':
      return value !== undefined;
    case 'isUnknown':
      return value === undefined;
    case 'atLeast':
      return value !== undefined && Number(value) >= Number(values[0]);
    case 'atMost':
      return value !== undefined && Number(value) <= Number(values[0]);
    case 'is':
      return own.some((each) => values.includes(each));
    default:
      return !own.some((each) => values.includes(each));
  }
}

const byText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The order of a list said once more: by the field, what is not known last, then by name, then by id. */
function compare(sort: Sort | undefined, language: string) {
  const { field, direction } = sort ?? { field: 'fiscalYear', direction: 'descending' };
  const turn = direction === 'descending' ? -1 : 1;
  const title = (record: RegistryRecord) => {
    const label = record.title as Record<string, string>;
    return language === 'ja' ? readingOrder(label.ja ?? label.en ?? '') : fold(label.en ?? label.ja ?? '');
  };
  const definition = fieldsOf('study')[field];
  const choices = definition?.type === 'choice' ? (definition.choices as readonly string[]) : undefined;
  return (a: RegistryRecord, b: RegistryRecord): number => {
    const byName = byText(title(a), title(b));
    if (field === 'title') return turn * (byName || byText(a.id, b.id));
    const [left, right] = [a[field], b[field]];
    if (left !== undefined && right !== undefined) {
      const between = choices
        ? choices.indexOf(String(left)) - choices.indexOf(String(right))
        : typeof left === 'number'
          ? left - Number(right)
          : byText(String(left), String(right));
      if (between !== 0) return turn * between;
    } else if (left !== right) return left === undefined ? 1 : -1;
    return byName || byText(a.id, b.id);
  };
}

it('a list read in windows is the whole registry filtered and sorted, whatever the filters, order and window', async () => {
  const services = await temporaryRegistry();
  const all = services.reader.list({ ...everything, kind: 'study' }).items as RegistryRecord[];
  expect(all.length).toBeGreaterThan(50);
  fc.assert(
    fc.property(
      conditions,
      sorts,
      fc.constantFrom('ja', 'en'),
      fc.integer({ min: 1, max: 60 }),
      (where, sort, language, size) => {
        const expected = all
          .filter((record) => where.every((condition) => passes(record, condition)))
          .sort(compare(sort, language))
          .map(({ id }) => id);
        const request = { ...everything, kind: 'study', where, language, ...(sort ? { sort } : {}) } as const;
        const found: string[] = [];
        for (let offset = 0; offset === 0 || offset < expected.length; offset += size) {
          const page = services.reader.list({ ...request, limit: size, offset });
          expect(page.total).toBe(expected.length);
          found.push(...page.items.map(({ id }) => id));
        }
        expect(found).toEqual(expected);
        // Somewhere in the middle, without what comes before it.
        const middle = Math.floor(expected.length / 2);
        expect(services.reader.ids({ ...request, limit: size, offset: middle })).toEqual(
          expected.slice(middle, middle + size),
        );
      },
    ),
    { numRuns: 120 },
  );
});

it('beyond its end a list has a total and no rows', async () => {
  const { reader } = await temporaryRegistry();
  const page = reader.list({ ...everything, kind: 'city', offset: 1_000_000, limit: 100 });
  expect(page.items).toEqual([]);
  expect(page.total).toBe(reader.list({ ...everything, kind: 'city', limit: 0 }).total);
});

it('names the groups only to who asks for them', async () => {
  const { reader } = await temporaryRegistry();
  const request = { ...everything, kind: 'study', group: 'status', limit: 5 } as const;
  expect(reader.list(request).groups?.length).toBeGreaterThan(1);
  const further = reader.list({ ...request, offset: 5, groups: false });
  expect(further.groups).toBeUndefined();
  expect(further.items).toHaveLength(5);
});

it('all that match are edited as one change, but for those taken out, and are what they were after one undo', async () => {
  const services = await temporaryRegistry();
  const where: Condition[] = [{ field: 'countries', operator: 'is', values: ['VN'] }];
  const matching = services.reader.ids({ ...everything, kind: 'study', where });
  const [spared = '', ...others] = matching;
  const visibilityOf = (id: string) => services.reader.get(id, 'private').record.visibility;
  const result = await editMany(services, {
    kind: 'study',
    matching: { where, except: [spared] },
    edit: { type: 'set', field: 'visibility', value: 'member' },
    language: 'en',
  });
  expect(result).toMatchObject({ changed: others.length, unchanged: 0 });
  expect(visibilityOf(spared)).toBe('public');
  expect(new Set(others.map(visibilityOf))).toEqual(new Set(['member']));
  await undoChange(services, result.changeId ?? '', context(services));
  expect(new Set(matching.map(visibilityOf))).toEqual(new Set(['public']));
});

it('all that match can be what a search finds, what was removed, or nothing at all', async () => {
  const services = await temporaryRegistry();
  const edit = (where: Condition[], type: 'remove' | 'restore') =>
    editMany(services, { kind: 'city', matching: { where, except: [] }, edit: { type }, language: 'en' });
  const jakarta: Condition[] = [{ field: 'text', operator: 'contains', values: ['jakarta'] }];
  expect(await edit(jakarta, 'remove')).toMatchObject({ changed: 1 });
  expect(await edit(jakarta, 'remove')).toEqual({ changeId: null, changed: 0, unchanged: 0 });
  expect(await edit([], 'restore')).toMatchObject({ changed: 1 });
  await expect(edit([{ field: 'colour', operator: 'is', values: ['red'] }], 'remove')).rejects.toMatchObject({
    code: 'UNKNOWN_FIELD',
  });
});
