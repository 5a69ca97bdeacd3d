import { describe, expect, test } from 'vitest';
import { briefFormats } from '#contract/schemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { RecordOf } from '#core/records/recordTypes.ts';
import { type BriefFormat, createBriefService } from '#host/briefs/index.ts';
import { registryRecordReader } from '#host/briefs/registryRecordReader.ts';
import { briefMatching } from '#host/matching/briefMatching.ts';
import type { HostServices } from '#host/services.ts';
import { idsOf, matchingServiceOf, testDay } from '#test/matching/matchingService.ts';
import { smallRegistry } from '#test/support/temporaryRegistry.ts';
import { docxParts, withoutFonts } from './briefText.ts';
import { resourcesDirectory, translateOrThrow } from './bundledReader.ts';

const context = { actor: 'test', language: 'en' };
const city = 'phnom-penh';
const need = 'need.test';
const firms = ['org.one', 'org.two', 'org.three'];
/** A report of one need: short, so that every format is soon made. */
const mission = 'mission.test';

function briefs(services: HostServices) {
  return createBriefService({
    reader: registryRecordReader(services.store.statements),
    translate: translateOrThrow,
    resourcesDirectory,
    matching: briefMatching(matchingServiceOf(services)),
    // Whatever a printed page says is in the page that is handed to the browser; printing itself has its own test.
    renderPdf: async (html) => Buffer.from(html, 'utf8'),
    today: () => testDay,
  });
}

interface Asked {
  readonly kind?: 'city' | 'study' | 'mission';
  readonly id?: string;
  readonly audience?: Visibility;
  readonly format?: BriefFormat;
  readonly matching?: boolean;
  readonly language?: string;
}

/** Everything that can be read in the file, its name and the records that it says it was made of. */
async function brief(services: HostServices, asked: Asked = {}): Promise<string> {
  const { kind = 'city', id = city, audience = 'public', format = 'html', matching = true } = asked;
  const request = { kind, ids: [id], language: asked.language ?? 'en', audience, format, matching };
  const { file, fileName, records } = await briefs(services).render(request);
  return [fileName, JSON.stringify(records), await contentsOf(file, format)].join('\n');
}

async function contentsOf(file: Uint8Array, format: BriefFormat): Promise<string> {
  if (format === 'html' || format === 'pdf') return withoutFonts(Buffer.from(file).toString('utf8'));
  return JSON.stringify([...(await docxParts(file))]);
}

function firstFor(services: HostServices, id: string, audience: Visibility = 'public') {
  const [first] = matchingServiceOf(services).need({
    ...{ id, audience, timeZone: 'Asia/Tokyo', limit: 5, listFiltered: false, diversify: 0 },
    hiddenVerdicts: [],
  }).items;
  return first as NonNullable<typeof first>;
}

/** A registry with three firms that offer a warning of floods, one of which has done it nearby, and a need for it. */
async function registry(): Promise<HostServices> {
  const services = await smallRegistry();
  const create = (kind: KindName, id: string, values: object) =>
    services.writer.create(kind, { visibility: 'public', ...values }, context, id);
  const sources = [{ title: 'A public page', url: 'https://example.org/evidence' }];
  create('concept', 'tech.warning', { label: { en: 'Flood warning' }, type: 'technology' });
  create('concept', 'tech.gauge', { label: { en: 'River gauge' }, type: 'technology' });
  const technologies = ['tech.warning'];
  for (const [index, name] of firms.entries()) {
    create('organisation', name, { name: { en: `Firm ${name}` }, type: 'company' });
    const offer = {
      title: { en: `Warning by ${name}` },
      organisation: name,
      technologies,
      maturity: 'pilot',
    };
    create('solution', `solution.${index}`, { ...offer, sources });
  }
  const consortium = [{ orgId: firms[0], role: 'contractor' }];
  const done = { title: { en: 'A warning tried' }, fiscalYear: 2024, countries: ['KH'], status: 'completed' };
  create('study', 'study.test', { ...done, programme: 'smart-jamp', technologies, consortium, sources });
  create('mission', mission, { title: { en: 'To the river' }, from: '2026-11-02', cities: [city] });
  const wanted = { technologies: [...technologies, 'tech.gauge'], state: 'open', city, mission };
  create('need', need, { title: { en: 'A warning before the flood' }, ...wanted });
  return services;
}

describe('the section on matching firms', () => {
  test('is there when it is asked for, in both languages, with the day and what it depends on', async () => {
    const services = await registry();
    expect(await brief(services, { matching: false })).not.toContain('Matching firms');
    const english = await brief(services);
    expect(english).toContain('Matching firms');
    expect(english).toMatch(/as of 20 Nov 2026, data [0-9a-f]{8}, settings [0-9a-f]{8}/);
    expect(await brief(services, { language: 'ja' })).toContain('ニーズに合う団体（マッチング）');
  });

  test('gives for each open need who fits, what the score is made of, its evidence with sources, and what is missing', async () => {
    const services = await registry();
    const first = firstFor(services, need);
    const request = { kind: 'city' as const, ids: [city], language: 'en', audience: 'public' as const };
    const { file, records } = await briefs(services).render({ ...request, format: 'html', matching: true });
    const html = Buffer.from(file).toString('utf8');
    const section = html.slice(html.indexOf('Matching firms'));
    const points = (value: number) => `${Math.round(value * 1000) / 10}`;
    expect(section).toContain(points(first.score));
    for (const { contribution } of first.parts) expect(section).toContain(points(contribution));
    const shown = first.evidence.slice(0, 4).map(({ id }) => id);
    const ids = [first.organisationId, ...shown];
    expect(records.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    const names = services.reader.labels(first.missing);
    for (const id of first.missing) expect(section).toContain(names[id]?.label.en);
  });

  test('marks a need that was derived, and says what it went by where nobody stated one', async () => {
    const services = await registry();
    services.writer.patch(need, { derived: true }, context);
    expect(await brief(services)).toContain('(derived)');
    for (const id of idsOf(services, 'need')) services.writer.remove(id, context);
    const derived = await brief(services);
    expect(derived).toContain('What Phnom Penh probably needs (derived)');
    expect(derived).toContain('The city has not stated them as needs.');
  });

  test('passes over those that people marked as not relevant', async () => {
    const services = await registry();
    const { organisationId } = firstFor(services, need);
    const verdict = { title: { en: 'No' }, verdict: 'not-relevant', need, organisation: organisationId };
    services.writer.create('verdict', { ...verdict, visibility: 'public' }, context);
    const { items } = briefMatching(matchingServiceOf(services)).need(need, 'public').answer;
    expect(items).toHaveLength(firms.length - 1);
    expect(items.map((item) => item.organisationId)).not.toContain(organisationId);
  });

  test('leaves no trace of what its audience may not see, in any format', async () => {
    const services = await registry();
    const all = async (audience: Visibility) => {
      const made: Record<string, string> = {};
      for (const format of briefFormats)
        made[format] = await brief(services, { kind: 'mission', id: mission, format, audience });
      return made;
    };
    const before = await all('public');
    const { organisationId } = firstFor(services, need);
    hideThingsAround(services, organisationId);
    expect(await all('public')).toEqual(before);
    expect(firstFor(services, need, 'government').organisationId).not.toBe(organisationId);
    const government = await brief(services, { audience: 'government' });
    for (const mark of ['zqvetoreason', 'zqnote', 'zqoffer']) expect(government).not.toContain(mark);
    expect(await brief(services, { audience: 'private' })).toContain('zqoffer');
  });

  test('tells its author, and nobody else, how many in it are ruled out where its audience does not see why', async () => {
    const services = await registry();
    const { organisationId } = firstFor(services, need);
    const request = { kind: 'city' as const, ids: [city], language: 'en', format: 'html' as const };
    const unseen = async (audience: Visibility, matching = true) =>
      (await briefs(services).render({ ...request, audience, matching })).unseenVetoes;
    expect(await unseen('public')).toBe(0);
    hideThingsAround(services, organisationId);
    expect(await unseen('public')).toBe(1);
    expect(
      (await briefs(services).preview({ ...request, audience: 'public', matching: true })).unseenVetoes,
    ).toBe(1);
    // Who sees the veto does not get the organisation; without the section nothing is shown that it could rule out.
    expect(await unseen('government')).toBe(0);
    expect(await unseen('private')).toBe(0);
    expect(await unseen('public', false)).toBe(0);
  });

  test('does not count evidence that its audience may not see', async () => {
    const services = await registry();
    const { evidence } = firstFor(services, need);
    for (const { id } of evidence) services.writer.patch(id, { visibility: 'private' }, context);
    const narrowed = await brief(services);
    for (const { id } of evidence) expect(narrowed).not.toContain(`"${id}"`);
    expect(narrowed).toContain('No results on record');
    for (const { id } of evidence) services.writer.remove(id, context);
    expect(await brief(services)).toBe(narrowed);
  });
});

/** A veto with its reason and a note about it, a firm of which only the government knows, and offers that nobody else sees. */
function hideThingsAround({ writer, reader }: HostServices, organisation: string) {
  const verdict = { title: { en: 'zqveto' }, verdict: 'vetoed', reason: { en: 'zqvetoreason' } };
  const { id: veto } = writer.create(
    'verdict',
    { ...verdict, need, organisation, visibility: 'government' },
    context,
  );
  const note = { title: { en: 'zqnote' }, body: { en: 'zqnotebody' }, about: [veto, need] };
  writer.create('missionNote', { ...note, visibility: 'private' }, context);
  const firm = { name: { en: 'zqhiddenfirm' }, type: 'company', citiesActive: [city] };
  const { id: hidden } = writer.create('organisation', { ...firm, visibility: 'government' }, context);
  const { challenges, technologies } = reader.get(need, 'private').record as RecordOf<'need'>;
  const wanted = { challenges: challenges ?? [], technologies: technologies ?? [] };
  const offer = { title: { en: 'zqoffer' }, maturity: 'deployed', ...wanted };
  for (const provider of [hidden, organisation])
    writer.create('solution', { ...offer, organisation: provider, visibility: 'private' }, context);
}
