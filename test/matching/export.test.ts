import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import type { Visibility } from '#core/kinds/choices.ts';
import { loadBriefService } from '#host/loadBriefService.ts';
import { exportMatch, type MatchExportRequest } from '#host/matching/exportMatch.ts';
import type { HostServices } from '#host/services.ts';
import { docxParts } from '#test/briefs/briefText.ts';
import { resourcesDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking, teamRequest } from './matchingService.ts';

const context = { actor: 'test', language: 'en' };
const need = 'need.pp-transit';

function needAsk(audience: Visibility): MatchExportRequest['ask'] {
  return { question: 'need', input: { ...ranking(need, audience), listFiltered: true } };
}

async function file(
  services: HostServices,
  ask: MatchExportRequest['ask'],
  format: MatchExportRequest['format'] = 'xlsx',
  only: string[] = [],
) {
  const means = {
    matching: matchingServiceOf(services),
    briefs: await loadBriefService(services),
    resourcesDirectory,
  };
  return exportMatch({ ask, format, language: 'en', only }, means);
}

async function sheets(bytes: Uint8Array) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  return workbook;
}

it('writes a ranking with numbers as numbers: one sheet of rows, one of parts with their evidence', async () => {
  const services = await temporaryRegistry();
  const answer = matchingServiceOf(services).need(ranking(need, 'public'));
  const { file: bytes, records } = await file(services, needAsk('public'));
  const workbook = await sheets(bytes);
  const rows = workbook.getWorksheet('Ranking');
  expect(rows?.rowCount).toBe(answer.items.length + 1);
  const score = rows?.getRow(2).getCell(3).value;
  expect(score).toBeCloseTo((answer.items[0]?.score ?? 0) * 100, 1);
  const parts = workbook.getWorksheet('Parts and evidence');
  expect(parts?.rowCount).toBe(answer.items.reduce((sum, row) => sum + row.parts.length, 1));
  expect(typeof parts?.getRow(2).getCell(3).value).toBe('number');
  expect(records.map(({ id }) => id)).toContain(answer.items[0]?.organisationId);
});

it.each(['xlsx', 'pptx', 'docx', 'html'] as const)(
  'asks anew for the audience of the file: nothing hidden leaves a trace in %s',
  async (format) => {
    const services = await temporaryRegistry();
    const first = matchingServiceOf(services).need(ranking(need, 'public')).items[0]?.organisationId;
    const words = async (audience: Visibility) => {
      const made = await file(services, needAsk(audience), format);
      const content =
        format === 'html'
          ? Buffer.from(made.file).toString('utf8')
          : JSON.stringify([...(await docxParts(made.file))]);
      return `${made.fileName}\n${JSON.stringify(made.records)}\n${content}`;
    };
    const before = await words('public');
    const reason = { en: 'zqhiddenreason' };
    const values = { title: { en: 'zqhiddentitle' }, verdict: 'vetoed', need, organisation: first, reason };
    services.writer.create('verdict', { ...values, visibility: 'government' }, context);
    expect(await words('public')).toBe(before);
    const government = await words('government');
    expect(government).toContain('zqhiddenreason');
  },
);

it('tells its author, and not the file, how many rows are ruled out where its audience does not see why', async () => {
  const services = await temporaryRegistry();
  const first = matchingServiceOf(services).need(ranking(need, 'public')).items[0]?.organisationId;
  const veto = {
    title: { en: 'No' },
    verdict: 'vetoed',
    need,
    organisation: first,
    visibility: 'government',
  };
  services.writer.create('verdict', veto, context);
  const unseen = async (audience: Visibility, only?: string[]) =>
    (await file(services, needAsk(audience), 'html', only)).unseenVetoes;
  expect(await unseen('public')).toBe(1);
  expect(await unseen('public', ['org.of.another.row'])).toBe(0);
  expect(await unseen('government')).toBe(0);
});

it('writes two rows side by side, teams and roll-outs', async () => {
  const services = await temporaryRegistry();
  const ids = matchingServiceOf(services)
    .need(ranking(need))
    .items.slice(0, 2)
    .map((row) => row.organisationId);
  const compared = await sheets((await file(services, needAsk('private'), 'xlsx', ids)).file);
  expect(compared.getWorksheet('Ranking')?.rowCount).toBe(3);
  const team = await sheets((await file(services, { question: 'team', input: teamRequest([need]) })).file);
  expect(team.getWorksheet('Members')?.rowCount).toBeGreaterThan(1);
  const input = {
    id: 'sj2021-jakarta-ocg',
    audience: 'private' as const,
    timeZone: 'Asia/Tokyo',
    limit: 5,
    hiddenVerdicts: [],
  };
  const rollout = await sheets((await file(services, { question: 'rollout', input })).file);
  expect(rollout.getWorksheet('Cities')?.rowCount).toBe(6);
});

it('refuses a need that its audience may not see', async () => {
  const services = await temporaryRegistry();
  services.writer.patch(need, { visibility: 'government' }, context);
  await expect(file(services, needAsk('public'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
