import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computedFieldsOf, listFieldsOf } from '#core/completeness/computedFields.ts';
import { reviewBands } from '#core/completeness/review.ts';
import { visibilities } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { countWrongListValues, deleteOfField, listedField } from '#db/listValues.ts';
import { migrations } from '#db/migrations/index.ts';
import type { ListCondition } from '#db/queries/conditions.ts';
import { fieldValues } from '#db/queries/fieldValues.ts';
import { countValues, type ListQuery, listIds, listRecords } from '#db/queries/list.ts';
import { ListOrders } from '#db/queries/listOrder.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const listed = ['city', 'study', 'organisation', 'solution', 'mou', 'need', 'programme', 'concept'] as const;
const today = '2026-11-26';

/** No list can be sorted by these. */
const unsorted = ['remarks', 'sources'];

const query = fc.constantFrom<KindName>(...listed).chain((kind) => {
  const fields = Object.keys(listFieldsOf(kind));
  const field = fc.constantFrom(...fields);
  const known = field.map((name): ListCondition => ({ field: name, operator: 'isKnown', values: [] }));
  const computed = fc.oneof(
    fc
      .subarray(['complete', 'some', 'much', '60'], { minLength: 1 })
      .map((values): ListCondition => ({ field: 'completeness', operator: 'is', values })),
    fc
      .tuple(fc.constantFrom('atLeast' as const, 'atMost' as const), fc.nat(100))
      .map(([operator, percent]): ListCondition => ({ field: 'completeness', operator, values: [percent] })),
    ...(computedFieldsOf(kind).includes('review')
      ? [
          fc
            .tuple(fc.constantFrom('is' as const, 'isNot' as const), fc.subarray([...reviewBands]))
            .map(([operator, values]): ListCondition => ({ field: 'review', operator, values })),
        ]
      : []),
  );
  const sort = fc.record({
    field: fc.constantFrom(
      ...fields.filter((name) => !unsorted.includes(name)),
      'label',
      'updatedAt',
      'createdAt',
      'id',
      'reading',
    ),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  });
  const grouped = fields.filter(
    (name) => fieldValues(kind, name, { language: 'en', today, visibilities }) !== undefined,
  );
  return fc.record({
    kind: fc.constant(kind),
    where: fc.array(fc.oneof(known, computed), { maxLength: 2 }),
    today: fc.constant(today),
    sort: fc.option(sort, { nil: undefined }),
    group: fc.option(fc.constantFrom(...grouped), { nil: undefined }),
    facet: field,
    visibilities: fc.constantFrom(visibilities, visibilities.slice(0, 1), visibilities.slice(0, 2)),
    language: fc.constantFrom('ja', 'en'),
    offset: fc.nat(3),
    removed: fc.boolean(),
  });
});

it('sorts, groups and counts alike from the lines kept apart and from the rows, whatever was written before', async () => {
  const { store, reader, writer, actor } = await temporaryRegistry();
  const { statements } = store;
  const context = { actor, language: 'en' };
  const cities = reader
    .list({ kind: 'city', where: [], limit: 500, offset: 0, audience: 'private', language: 'en', facets: [] })
    .items.map(({ id }) => id);
  const needs = reader
    .list({ kind: 'need', where: [], limit: 20, offset: 0, audience: 'private', language: 'en', facets: [] })
    .items.map(({ id }) => id);
  for (const [index, reviewDate] of ['2024', '2025-12', '2025-11-26', '2026-03-01'].entries()) {
    writer.create('organisation', { name: `Reviewed ${index}`, reviewDate }, context);
  }
  const touch = fc.record({
    id: fc.constantFrom(...cities, ...needs),
    how: fc.constantFrom('remove', 'restore', 'hide', 'clear'),
  });
  fc.assert(
    fc.property(fc.array(touch, { maxLength: 3 }), query, (touches, { facet, sort, group, ...rest }) => {
      for (const { id, how } of touches) {
        const isThere = reader.get(id, 'private').record.deletedAt === undefined;
        if (how === 'restore') {
          if (!isThere) writer.restore(id, context);
        } else if (isThere) {
          if (how === 'remove') writer.remove(id, context);
          else if (how === 'hide') writer.patch(id, { visibility: 'private' }, context);
          else if (cities.includes(id))
            writer.patch(id, { challenges: [], hazards: null, profileConfidence: null }, context);
          else writer.patch(id, { city: null, state: null }, context);
        }
      }
      const asked: ListQuery = {
        ...rest,
        limit: 1_000,
        ...(sort ? { sort } : {}),
        ...(group ? { group } : {}),
      };
      const answer = (few: number) => {
        const orders = new ListOrders(statements, few);
        const { total, groups } = listRecords(statements, asked, orders);
        return {
          total,
          groups,
          ids: listIds(statements, asked, orders),
          counts: countValues(statements, asked, facet, orders),
        };
      };
      expect(answer(0)).toEqual(answer(Number.POSITIVE_INFINITY));
    }),
    { numRuns: 80 },
  );
  expect(countWrongListValues(statements)).toBe(0);
});

it('keeps the completeness of a record in step with what points to it', async () => {
  const { store, writer, actor } = await temporaryRegistry();
  const context = { actor, language: 'en' };
  const study = 'sj2021-jakarta-ocg';
  const kept = () =>
    store.statements.get<{ value: number }>(
      `SELECT value FROM list_value WHERE row = (SELECT row FROM record WHERE id = '${study}')
         AND field = ${listedField('study', 'completeness')}`,
    )?.value ?? 0;
  const before = kept();
  const { id } = writer.create('followUp', { title: 'Call', study }, context);
  const followed = kept();
  expect(followed).toBeGreaterThan(before);
  const steps: [() => void, number][] = [
    [() => writer.remove(id, context), before],
    [() => writer.restore(id, context), followed],
    [() => writer.patch(id, { study: null, city: 'jakarta' }, context), before],
    [() => writer.patch(id, { study }, context), followed],
    [() => eraseRecord(store, id), before],
  ];
  for (const [step, expected] of steps) {
    step();
    expect(kept()).toBe(expected);
  }
  expect(countWrongListValues(store.statements)).toBe(0);
});

it('the check of a registry says when lines are missing or stand without a row', async () => {
  const { store } = await temporaryRegistry();
  expect(countWrongListValues(store.statements)).toBe(0);
  const line = store.statements.get<{ field: number; value: string; row: number }>(
    'SELECT field, value, row FROM list_value LIMIT 1',
  );
  store.statements.run('DELETE FROM list_value WHERE field = ? AND row = ?', line?.field, line?.row);
  store.statements.run("INSERT INTO list_value (field, value, row, place) VALUES (0, 'nothing', 1000000, 0)");
  expect(checkRegistry(store).problems).toEqual([{ code: 'LISTS_DIFFER', detail: '2' }]);
});

it('a file from before there were such lines gets them for its records when it is opened, and counts by an index', async () => {
  const { store, openStore } = await temporaryRegistry();
  const before = store.statements.all('SELECT * FROM list_value ORDER BY field, value, row');
  expect(before.length).toBeGreaterThan(5_000);
  store.database.exec(`DROP TABLE list_value; DELETE FROM meta WHERE key = 'lists.fields'`);
  const own = migrations.findIndex(({ name }) => name.endsWith('_list_value'));
  store.database.exec(migrations[own]?.sql ?? '');
  expect(store.statements.get('SELECT count(*) AS n FROM list_value')).toEqual({ n: 0 });
  const opened = openStore();
  expect(opened.statements.all('SELECT * FROM list_value ORDER BY field, value, row')).toEqual(before);
  const plan = opened.database
    .prepare('EXPLAIN QUERY PLAN SELECT value, count(*) FROM list_value WHERE field = 1 GROUP BY value')
    .all();
  expect(JSON.stringify(plan)).toContain('PRIMARY KEY (field=?)');
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
  // What one record has of a field is found without going through what all others have.
  const deletion = opened.database.prepare(`EXPLAIN QUERY PLAN ${deleteOfField}`).all(1, 1);
  expect(JSON.stringify(deletion)).toContain('list_value_row (row=? AND field=?)');
  opened.close();
  const shares: number[] = [];
  store.database.exec("DELETE FROM meta WHERE key = 'lists.fields'");
  store.write(() => shares.push(...store.bringingListsInStep()));
  expect(shares.length).toBeGreaterThan(50);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});
