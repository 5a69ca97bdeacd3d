import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { idsOf, matchingServiceOf, ranking, teamRequest, textRanking } from './matchingService.ts';

/** Milliseconds; on a busy machine a few hundred questions take their time. */
const manyQuestions = 300_000;
const context = { actor: 'test', language: 'en' };
const needs = ['need.pp-transit', 'need.bsb-river'];
const sentence = 'We look for flood warning and better buses in Phnom Penh';

/** All that one audience is told: results, counts, standings, hashes. */
function everythingSeenBy(services: HostServices, audience: Visibility): string {
  const matching = matchingServiceOf(services);
  return JSON.stringify([
    ...needs.map((id) => matching.need(ranking(id, audience, 30))),
    matching.city(ranking('phnom-penh', audience)),
    matching.city(ranking('singapore', audience)),
    matching.organisation(ranking('org.tokyu', audience)),
    matching.text(textRanking(sentence, undefined, audience)),
    matching.team(teamRequest(needs, audience)),
    matching.rollout({
      id: 'sj2021-jakarta-ocg',
      audience,
      timeZone: 'Asia/Tokyo',
      limit: 50,
      hiddenVerdicts: [],
    }),
  ]);
}

const organisationIds = ['org.pckk', 'org.tokyu', 'org.tbr', 'org.ocg'];
const conceptIds = ['ch.public-transport', 'tech.bus-location', 'tech.water-quality', 'ch.wastewater'];
const cityIds = ['phnom-penh', 'singapore', 'bandar-seri-begawan'];

const some = (ids: readonly string[]) => fc.subarray([...ids], { minLength: 1 });
const text = fc.constantFrom(
  { en: 'Bus operation control with a shared timetable' },
  { ja: '路線バスの運行管理と水質の監視' },
  { en: 'River cleaning', ja: '河川の清掃' },
);
const challengesOf = (ids: readonly string[]) => ids.filter((id) => id.startsWith('ch.'));
const technologiesOf = (ids: readonly string[]) => ids.filter((id) => id.startsWith('tech.'));

/** Records that would move a ranking of whoever may see them. */
const hiddenRecord: fc.Arbitrary<{ kind: KindName; values: Record<string, unknown> }> = fc
  .record({
    kind: fc.constantFrom<KindName>(
      'solution',
      'study',
      'need',
      'mou',
      'organisation',
      'project',
      'followUp',
      'verdict',
    ),
    verdict: fc.constantFrom('relevant', 'not-relevant', 'vetoed'),
    title: text,
    organisation: fc.constantFrom(...organisationIds),
    concepts: some(conceptIds),
    city: fc.constantFrom(...cityIds),
  })
  .map(({ kind, title, organisation, concepts, city, verdict }) => {
    const technologies = technologiesOf(concepts);
    const challenges = challengesOf(concepts);
    const values: Partial<Record<KindName, Record<string, unknown>>> = {
      solution: { title, organisation, technologies, challenges, maturity: 'deployed' },
      study: {
        title,
        recordType: 'study',
        status: 'completed',
        cities: [city],
        technologies,
        challenges,
        consortium: [{ name: 'x', orgId: organisation, role: 'contractor' }],
      },
      need: { title, city, technologies, challenges },
      mou: {
        title,
        status: 'in-force',
        date: '2026-01-01',
        cities: [city],
        parties: [{ orgId: organisation }],
      },
      organisation: { name: title, type: 'company', technologies, citiesActive: [city] },
      project: {
        title,
        cities: [city],
        needs: [needs[0]],
        stage: 'implementation',
        organisations: [{ organisation, role: 'contractor' }],
      },
      verdict: { title, verdict, need: needs[0], organisation, reason: title, date: '2026-11-01' },
      followUp: { title, city, status: 'done', date: '2026-02-01', responsible: organisation },
    };
    return { kind, values: values[kind] ?? {} };
  });

it(
  'tells a reader nothing of a record that they may not see, whatever it is',
  async () => {
    const services = await temporaryRegistry();
    const before = new Map(
      (['public', 'member', 'government'] satisfies Visibility[]).map((audience): [Visibility, string] => [
        audience,
        everythingSeenBy(services, audience),
      ]),
    );
    const seenByOwner = everythingSeenBy(services, 'private');
    await fc.assert(
      fc.asyncProperty(
        hiddenRecord,
        fc.constantFrom<Visibility>('public', 'member', 'government'),
        async ({ kind, values }, audience) => {
          const { changeId } = services.writer.create(kind, { ...values, visibility: 'private' }, context);
          expect(everythingSeenBy(services, audience)).toBe(before.get(audience));
          services.writer.undo(changeId ?? '', context);
        },
      ),
      { numRuns: 10 },
    );
    // The same records do move what their owner sees, or the above would prove nothing.
    services.writer.create(
      'study',
      {
        title: { en: 'Bus control' },
        status: 'completed',
        cities: ['phnom-penh'],
        technologies: ['tech.bus-location'],
        consortium: [{ name: 'x', orgId: 'org.tokyu', role: 'contractor' }],
        visibility: 'private',
      },
      context,
    );
    expect(everythingSeenBy(services, 'private')).not.toBe(seenByOwner);
    expect(everythingSeenBy(services, 'public')).toBe(before.get('public'));
  },
  manyQuestions,
);

it('leaves no mention of a hidden organisation in what visible records say', async () => {
  const services = await temporaryRegistry();
  services.writer.patch('org.pckk', { visibility: 'private' }, context);
  expect(everythingSeenBy(services, 'public')).not.toContain('org.pckk');
  expect(everythingSeenBy(services, 'private')).toContain('org.pckk');
});

it('answers NOT_FOUND for a hidden need as for one that never was', async () => {
  const services = await temporaryRegistry();
  services.writer.patch('need.pp-transit', { visibility: 'government' }, context);
  const matching = matchingServiceOf(services);
  const ask = (id: string) => () => matching.need(ranking(id, 'public'));
  expect(ask('need.pp-transit')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  expect(ask('need.never')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  expect(matching.need(ranking('need.pp-transit', 'government')).items.length).toBeGreaterThan(0);
  expect(idsOf(services, 'need')).toContain('need.pp-transit');
});
