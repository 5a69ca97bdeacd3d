import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isComputedField, listFieldsOf } from '#core/completeness/computedFields.ts';
import { visibilities } from '#core/kinds/choices.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { fieldValues } from '#db/queries/fieldValues.ts';
import type { ListRequest } from '#host/registry/reader.ts';
import { smallRegistry } from '#test/support/temporaryRegistry.ts';

const kinds = ['study', 'organisation', 'city', 'need', 'mou', 'solution', 'concept', 'event'] as const;
const today = '2026-11-26';
const base = { limit: 500, offset: 0, language: 'en', today };
const whole = { ...base, where: [], facets: [] };
/** No list can be sorted by these. */
const unsorted = ['remarks', 'sources'];

const question = fc
  .record({ kind: fc.constantFrom(...kinds), pick: fc.array(fc.nat(1_000), { minLength: 5, maxLength: 5 }) })
  .map(({ kind, pick: [a = 0, b = 0, c = 0, d = 0, e = 0] }) => {
    const fields = Object.keys(listFieldsOf(kind));
    const at = <Value>(list: readonly Value[], place: number) => list[place % list.length] as Value;
    const sorted = fields.filter((field) => !unsorted.includes(field));
    const grouped = fields.filter((field) =>
      fieldValues(kind, field, { language: 'en', today, visibilities: ['public'] }),
    );
    return {
      kind,
      filter: at(fields, a),
      operator: at(['isKnown', 'isUnknown', 'is', 'isNot', 'contains', 'country'] as const, b),
      sort: { field: at(sorted, c), direction: at(['ascending', 'descending'] as const, d) },
      group: e % 2 === 0 ? at(grouped, e) : undefined,
      facet: at(grouped, a + c),
    };
  });

it('what points to a record that an audience may not see is not known: in no filter, count, order or heading', async () => {
  const { store, reader, writer, actor } = await smallRegistry();
  const context = { actor, language: 'en' };
  /** Records that others point to, those that most do first. */
  const targets = store.statements.all<{ id: string }>(
    `SELECT to_id AS id FROM link JOIN record ON record.id = link.to_id WHERE deleted_at IS NULL
     GROUP BY to_id ORDER BY count(*) DESC, to_id LIMIT 40`,
  );
  fc.assert(
    fc.property(
      fc.constantFrom('public' as const, 'member' as const, 'government' as const),
      fc.subarray(
        targets.map(({ id }) => id),
        { minLength: 1, maxLength: 4 },
      ),
      fc.array(question, { minLength: 6, maxLength: 6 }),
      (audience, hidden, questions) => {
        const before = hidden.map((id) => reader.get(id, 'private').record.visibility);
        const narrower = visibilities[visibilities.indexOf(audience) + 1];
        const ask = () =>
          questions.map(({ kind, filter, operator, sort, group, facet }) => {
            const where: ListRequest['where'] =
              operator === 'country'
                ? [{ field: 'country', operator: 'is', values: ['VN', ...hidden] }]
                : [{ field: filter, operator, values: operator === 'contains' ? ['a'] : hidden }];
            const asked = { ...base, kind, where, sort, audience, facets: [facet] };
            const { total, items, groups, facets, unknown } = reader.list({
              ...asked,
              ...(group ? { group } : {}),
            });
            return {
              total,
              items,
              groups,
              facets,
              unknown,
              all: reader.list({ ...asked, where: [] }).facets,
            };
          });
        for (const id of hidden) writer.patch(id, { visibility: narrower }, context);
        const answers = ask();
        for (const { kind, facet } of questions) expectAsShown(kind, facet, audience);
        for (const id of hidden) writer.remove(id, context);
        expect(ask()).toEqual(answers);
        for (const [place, id] of hidden.entries()) {
          writer.restore(id, context);
          writer.patch(id, { visibility: before[place] }, context);
        }
      },
    ),
    { numRuns: 15 },
  );

  /** Filters and counts say what the records say as this audience is shown them. */
  function expectAsShown(kind: (typeof kinds)[number], field: string, audience: ListRequest['audience']) {
    if (isComputedField(kind, field)) return;
    const shown = reader.list({ ...whole, kind, audience, facets: [field] });
    const known = (shown.items as RegistryRecord[]).filter((record) => field in record);
    const where = [{ field, operator: 'isKnown', values: [] }] as const;
    const ids = reader.ids({ ...base, kind, audience, where });
    expect(new Set(ids)).toEqual(new Set(known.map(({ id }) => id)));
    expect(shown.unknown[field]).toBe(shown.total - known.length);
    const { type } = fieldsOf(kind)[field] ?? {};
    if (type !== 'reference' && type !== 'references') return;
    const counts = new Map<unknown, number>();
    for (const record of known)
      for (const id of new Set([record[field]].flat())) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(new Map(shown.facets[field]?.map(({ value, count }) => [value, count]))).toEqual(counts);
    for (const [id, count] of counts)
      expect(
        reader.list({ ...whole, kind, audience, where: [{ field, operator: 'is', values: [String(id)] }] })
          .total,
      ).toBe(count);
  }
});
