import exceljs from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { readRecord } from '#db/queries/records.ts';
import { type ExportFormat, type ExportRequest, exportRecords } from '#host/export/exportRecords.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { arbitraryRecord, fillEveryKind, knownIds } from './arbitraryRecord.ts';
import { countOperations, importing, reportFor } from './support.ts';

const formats: readonly ExportFormat[] = ['xlsx', 'csv', 'json', 'ngsi-ld'];

function exported(
  services: HostServices,
  kind: KindName,
  format: ExportFormat,
  language: string,
  ids?: string[],
  more: Partial<ExportRequest> = {},
) {
  return exportRecords(services, {
    ...more,
    kind,
    format,
    language,
    audience: 'private',
    where: [],
    ...(ids ? { ids } : {}),
  });
}

/** What a record says, in a form in which order and times do not count. */
function saying(services: HostServices, kind: KindName, id: string): string {
  const record = readRecord(services.store.statements, id);
  const sorted = Object.keys(fieldsOf(kind)).map((field) => {
    const value = record?.[field] ?? null;
    return [field, Array.isArray(value) ? value.map(canonicalJson).sort() : value];
  });
  return canonicalJson(sorted);
}

describe.each(formats)('what is exported as %s', (format) => {
  it('makes no difference when it is imported again: all bundled records of every kind', async () => {
    const services = await temporaryRegistry();
    fillEveryKind(services);
    const before = countOperations(services);
    for (const kind of kindNames) {
      for (const language of ['ja', 'en']) {
        const bothLanguages = language === 'en';
        const file = await exported(services, kind, format, language, undefined, { bothLanguages });
        const report = await reportFor(services, kind, file.bytes, { language });
        expect({ kind, ...report, mapping: [], sheet: '', headerRow: 0 }).toEqual({
          kind,
          rows: file.rows,
          create: 0,
          update: 0,
          unchanged: file.rows,
          skipped: 0,
          errors: [],
          duplicates: [],
          sheet: '',
          headerRow: 0,
          mapping: [],
          changes: [],
          skippedRows: [],
        });
      }
    }
    expect(countOperations(services)).toBe(before);
  });

  // Some hundred records of every kind through two registries; what fails is named at once, for making it smaller takes
  // longer than any patience.
  it('is the same record in another registry, whatever it says', { timeout: 240_000 }, async () => {
    const services = await temporaryRegistry();
    const other = await temporaryRegistry();
    for (const registry of [services, other]) fillEveryKind(registry);
    const known = knownIds(services);
    const context = { actor: services.actor, language: 'ja' };
    for (const kind of kindNames) {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryRecord(kind, known), { minLength: 1, maxLength: 4 }),
          fc.constantFrom('ja', 'en', 'vi'),
          fc.boolean(),
          async (records, language, bothLanguages) => {
            const ids = records.map((record) => services.writer.create(kind, record, context).id);
            const file = await exported(services, kind, format, language, ids, { bothLanguages });
            const again = await reportFor(services, kind, file.bytes, { language, dryRun: true });
            expect(again).toMatchObject({ unchanged: ids.length, errors: [], changes: [] });
            const there = await importing(other, kind, file.bytes, { language });
            expect(there.plan.rows.map(({ action }) => action)).toEqual(ids.map(() => 'create'));
            for (const id of ids) expect(saying(other, kind, id)).toBe(saying(services, kind, id));
          },
        ),
        { numRuns: 4, endOnFailure: true },
      );
    }
  });
});

describe.each(['xlsx', 'csv', 'json'] as const)('chosen columns as %s', (format) => {
  it('come in the order wanted, after the id, and correct the records that they are about', async () => {
    const services = await temporaryRegistry();
    const columns = ['country', 'name', 'ascn'];
    const file = await exported(services, 'city', format, 'ja', ['hanoi', 'jakarta'], { columns });
    const report = await reportFor(services, 'city', file.bytes, { dryRun: true });
    expect(report).toMatchObject({ rows: 2, unchanged: 2, errors: [] });
    const fields = report.mapping.flatMap(({ target }) => target?.split('.')[0] ?? []);
    const order = [...new Set(fields)].filter((field) => field !== 'kind');
    if (format === 'json') expect(order.sort()).toEqual(['ascn', 'country', 'id', 'name']);
    else expect(order).toEqual(['id', 'country', 'name', 'ascn']);
  });

  it('that the kind does not have are refused with the nearest one', async () => {
    const services = await temporaryRegistry();
    const work = exported(services, 'city', format, 'ja', ['hanoi'], { columns: ['contry'] });
    await expect(work).rejects.toMatchObject({ code: 'UNKNOWN_FIELD', details: { nearest: 'country' } });
  });
});

it('a workbook has typed cells, a filter, a frozen header and headers in both languages', async () => {
  const services = await temporaryRegistry();
  const context = { actor: services.actor, language: 'ja' };
  const values = { title: '=HYPERLINK("x")', date: '2025-04-01', sources: [{ title: '+1' }] };
  const { id } = services.writer.create('mou', values, context);
  const file = await exported(services, 'mou', 'xlsx', 'ja', [id], { bothLanguages: true });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(file.bytes).buffer);
  const sheet = workbook.worksheets[0];
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet?.autoFilter).toBeTruthy();
  const headers = (sheet?.getRow(1).values ?? []) as string[];
  const cellUnder = (header: RegExp) =>
    sheet?.getRow(2).getCell(headers.findIndex((text) => header.test(text)));
  expect(cellUnder(/^締結日 \/ Signed/)?.value).toEqual(new Date('2025-04-01T00:00:00Z'));
  expect(cellUnder(/\(ja\)/)).toMatchObject({ type: exceljs.ValueType.String, value: '=HYPERLINK("x")' });
  const csv = await exported(services, 'mou', 'csv', 'ja', [id]);
  const text = Buffer.from(csv.bytes).toString();
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
});
