import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibilities } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { countWrongListValues } from '#db/listValues.ts';
import { migrations } from '#db/migrations/index.ts';
import type { ListCondition } from '#db/queries/conditions.ts';
import { fieldValues } from '#db/queries/fieldValues.ts';
import { countValues, type ListQuery, listIds, listRecords } from '#db/queries/list.ts';
import { ListOrders } from '#db/queries/listOrder.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const listed = ['city', 'study', 'organisation', 'mou', 'need', 'programme', 'concept'] as const;

/** No list can be sorted by these. */
const unsorted = ['remarks', 'sources'];

const query = fc.constantFrom<KindName>(...listed).chain((kind) => {
  const fields = Object.keys(fieldsOf(kind));
  const field = fc.constantFrom(...fields);
  const known = field.map((name): ListCondition => ({ field: name, operator: 'isKnown', values: [] }));
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
  const grouped = fields.filter((name) => fieldValues(kind, name, 'en') !== undefined);
  return fc.record({
    kind: fc.constant(kind),
    where: fc.array(known, { maxLength: 1 }),
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
  const touch = fc.record({
    id: fc.constantFrom(...cities),
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
          else writer.patch(id, { challenges: [], hazards: null, profileConfidence: null }, context);
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
  opened.close();
});
