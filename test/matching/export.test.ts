import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import type { Visibility } from '#core/kinds/choices.ts';
import { loadBriefService } from '#host/loadBriefService.ts';
import { exportMatch, type MatchExportRequest } from '#host/matching/exportMatch.ts';
import type { HostServices } from '#host/services.ts';
import { docxParts } from '#test/briefs/briefText.ts';
import { resourcesDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking, teamRequest, textRanking } from './matchingService.ts';

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
  matching = matchingServiceOf(services),
) {
  const means = {
    matching,
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
  const words = answer.items[0]?.parts
    .flatMap(({ because }) => because)
    .flatMap((reason) => (reason.code === 'term' && reason.channel === 'word' ? [reason.word] : []));
  const cells = JSON.stringify(parts?.getSheetValues());
  expect(words?.length).toBeGreaterThan(0);
  for (const word of words ?? []) expect(cells).toContain(word);
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

it('tells it of teams, texts, firms and roll-outs too: of a veto on the city, on everything, and on the city of a roll-out', async () => {
  const services = await temporaryRegistry();
  const matching = matchingServiceOf(services);
  const city = 'phnom-penh';
  const study = 'sj2021-jakarta-ocg';
  const sentence = textRanking('Phnom Penh wants a flood warning', undefined, 'public');
  const carried = {
    id: study,
    audience: 'public' as const,
    timeZone: 'Asia/Tokyo',
    limit: 5,
    hiddenVerdicts: [],
  };
  const members = matching
    .team(teamRequest([need], 'public'))
    .items.flatMap((team) => team.members.map(({ organisationId }) => organisationId));
  const [member = ''] = members;
  const found = matching.text(sentence).items.map(({ organisationId }) => organisationId);
  const other = found.find((id) => !members.includes(id));
  const wishes = matching.organisation(ranking(member, 'public')).items;
  const inCity = wishes.filter(({ needId, cityId, studyId }) => {
    const { record } = services.reader.get(needId ?? cityId ?? studyId ?? '', 'private');
    return [record.id, record.city, record.cities].flat().includes(city);
  });
  const target = matching.rollout(carried).items[0]?.cityId;
  for (const values of [{ city, organisation: member }, { organisation: other }, { study, city: target }]) {
    const veto = { title: { en: 'No' }, verdict: 'vetoed', visibility: 'government', ...values };
    services.writer.create('verdict', veto, context);
  }

  const unseen = async (ask: MatchExportRequest['ask']) =>
    (await file(services, ask, 'html', [], matching)).unseenVetoes;
  expect(await unseen({ question: 'team', input: teamRequest([need], 'public') })).toBe(1);
  expect(await unseen({ question: 'text', input: sentence })).toBe(found.includes(member) ? 2 : 1);
  expect(inCity.length).toBeGreaterThan(0);
  expect(await unseen({ question: 'organisation', input: ranking(member, 'public') })).toBe(inCity.length);
  expect(await unseen({ question: 'rollout', input: carried })).toBe(1);
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
