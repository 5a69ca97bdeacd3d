import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import { maySee } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { briefServiceOver } from './briefService.ts';
import { docxParts, withoutFonts } from './briefText.ts';
import { markedIds, markedRecords, printedIds } from './markedRecords.ts';

const anyVisibilities: fc.Arbitrary<Record<string, Visibility>> = fc.record(
  Object.fromEntries(markedIds.map((id) => [id, fc.constantFrom(...visibilities)])),
);
const anyLanguage = fc.constantFrom('ja', 'en');
const anySubject: fc.Arbitrary<Pick<Request, 'kind' | 'ids'>> = fc.constantFrom(
  { kind: 'city' as const, ids: ['markcity'] },
  { kind: 'study' as const, ids: ['markstudy'] },
  { kind: 'mission' as const, ids: ['markmission'] },
);

type Request = {
  kind: 'city' | 'study' | 'mission';
  ids: string[];
  language: string;
  audience: Visibility;
};

async function htmlOf(records: readonly RegistryRecord[], request: Request): Promise<string> {
  const {
    file,
    fileName,
    records: used,
  } = await briefServiceOver(records).render({ ...request, format: 'html' });
  return [fileName, JSON.stringify(used), withoutFonts(Buffer.from(file).toString('utf8'))].join('\n');
}

type OfficeFormat = 'docx' | 'pptx' | 'xlsx';

async function officeOf(
  records: readonly RegistryRecord[],
  request: Request,
  format: OfficeFormat,
): Promise<string> {
  const { file, fileName, records: used } = await briefServiceOver(records).render({ ...request, format });
  const parts = await docxParts(file);
  return [fileName, JSON.stringify(used), ...[...parts].flat()].join('\n');
}

/** Everything that begins with the id is a mark of that record: its id, its fields, its sources. */
function expectNoTrace(output: string, records: readonly RegistryRecord[], audience: Visibility) {
  const text = output.toLowerCase();
  for (const { id, visibility } of records) {
    if (maySee(audience, visibility)) continue;
    expect(text).not.toContain(`zq${id}`);
    expect(text).not.toMatch(new RegExp(`\\b${id}\\b`));
  }
}

function withoutHiddenRecords(records: readonly RegistryRecord[], audience: Visibility): RegistryRecord[] {
  return records.filter(({ visibility }) => maySee(audience, visibility));
}

describe('what an audience may not see', () => {
  test('the marks are found where they may be seen, so the next tests can fail', async () => {
    const records = markedRecords({});
    const request: Request = { kind: 'city', ids: ['markcity'], language: 'en', audience: 'public' };
    const office = (['docx', 'pptx', 'xlsx'] as const).map((format) => officeOf(records, request, format));
    for (const output of [await htmlOf(records, request), ...(await Promise.all(office))]) {
      for (const id of printedIds) expect(output).toContain(`zq${id}`);
    }
  });

  test('leaves no mark in HTML, whoever reads', async () => {
    await fc.assert(
      fc.asyncProperty(anyVisibilities, anySubject, anyLanguage, async (visible, subject, language) => {
        const records = markedRecords({
          ...visible,
          ...(subject.kind === 'city' ? {} : { [`mark${subject.kind}`]: 'public' as const }),
        });
        for (const audience of visibilities) {
          expectNoTrace(await htmlOf(records, { ...subject, language, audience }), records, audience);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('changes nothing: the file is the same as if it had never been there', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyVisibilities,
        anySubject,
        anyLanguage,
        fc.constantFrom(...visibilities),
        async (visible, subject, language, audience) => {
          const records = markedRecords({
            ...visible,
            ...(subject.kind === 'city' ? {} : { [`mark${subject.kind}`]: 'public' as const }),
          });
          const request = { ...subject, language, audience };
          expect(await htmlOf(withoutHiddenRecords(records, audience), request)).toBe(
            await htmlOf(records, request),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test.each([
    ['a Word file', 'docx'],
    ['slides', 'pptx'],
    ['a workbook', 'xlsx'],
  ] as const)('leaves no mark in any part of %s, and changes nothing in it', async (_name, format) => {
    await fc.assert(
      fc.asyncProperty(
        anyVisibilities,
        anySubject,
        fc.constantFrom('public' as const, 'member' as const, 'government' as const),
        async (visible, subject, audience) => {
          const records = markedRecords({
            ...visible,
            ...(subject.kind === 'city' ? {} : { [`mark${subject.kind}`]: 'public' as const }),
          });
          const request = { ...subject, language: 'ja', audience };
          const output = await officeOf(records, request, format);
          expectNoTrace(output, records, audience);
          expect(await officeOf(withoutHiddenRecords(records, audience), request, format)).toBe(output);
        },
      ),
      { numRuns: 6 },
    );
  });

  test('a hidden subject is one that is not there', async () => {
    const service = briefServiceOver(markedRecords({ markstudy: 'government' }));
    const ask = (audience: Visibility, id: string) =>
      service.preview({ kind: 'study', ids: [id], language: 'ja', audience });
    await expect(ask('member', 'markstudy')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { id: 'markstudy' },
    });
    await expect(ask('member', 'nothere')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { id: 'nothere' },
    });
    await expect(ask('government', 'markstudy')).resolves.toMatchObject({ title: expect.any(String) });
  });

  test('a removed record is gone for its owner too', async () => {
    const records = markedRecords({}).map((record) =>
      record.id === 'markneed' ? { ...record, deletedAt: '2025-03-01' } : record,
    );
    const output = await htmlOf(records, {
      kind: 'city',
      ids: ['markcity'],
      language: 'ja',
      audience: 'private',
    });
    expect(output).not.toContain('zqmarkneed');
  });
});
