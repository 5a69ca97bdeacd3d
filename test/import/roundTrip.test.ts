import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { readRecord } from '#db/queries/records.ts';
import { type ExportFormat, exportRecords } from '#host/export/exportRecords.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { arbitraryRecord, type KnownIds } from './arbitraryRecord.ts';
import { countOperations, importing, reportFor } from './support.ts';

const formats: readonly ExportFormat[] = ['xlsx', 'csv', 'json', 'ngsi-ld'];

/** One of each kind to point to, of the kinds that the bundled data have none of. */
function fillEveryKind(services: HostServices) {
  const context = { actor: services.actor, language: 'en' };
  const one = (kind: KindName, values: object) =>
    services.writer.create(kind, values, context, `one-${kind}`);
  one('followUp', { title: 'A follow-up' });
  one('project', { title: 'A project' });
  one('contact', { name: 'A contact' });
  one('missionNote', { title: 'A note' });
  one('attachment', { fileName: 'a.pdf' });
  one('measure', { indicator: 'A measure' });
}

function knownIds(services: HostServices): KnownIds {
  const rows = services.store.statements.all<{ id: string; kind: KindName; type: string | null }>(
    `SELECT record.id, record.kind, concept.type FROM record LEFT JOIN concept ON concept.id = record.id
     WHERE record.deleted_at IS NULL ORDER BY record.id`,
  );
  return Map.groupBy(
    rows.map(({ type, ...row }) => ({ ...row, ...(type ? { type } : {}) })),
    ({ kind }) => kind,
  );
}

function exported(
  services: HostServices,
  kind: KindName,
  format: ExportFormat,
  language: string,
  ids?: string[],
) {
  return exportRecords(services, {
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
        const file = await exported(services, kind, format, language);
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

  it('is the same record in another registry, whatever it says', async () => {
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
          async (records, language) => {
            const ids = records.map((record) => services.writer.create(kind, record, context).id);
            const file = await exported(services, kind, format, language, ids);
            const again = await reportFor(services, kind, file.bytes, { language, dryRun: true });
            expect(again).toMatchObject({ unchanged: ids.length, errors: [], changes: [] });
            const there = await importing(other, kind, file.bytes, { language });
            expect(there.plan.rows.map(({ action }) => action)).toEqual(ids.map(() => 'create'));
            for (const id of ids) expect(saying(other, kind, id)).toBe(saying(services, kind, id));
          },
        ),
        { numRuns: 4 },
      );
    }
  });
});
