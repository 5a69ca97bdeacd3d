import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import { defaultMatchingSettings as settings } from '#core/matching/index.ts';
import { resourcesDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking, testDay } from './matchingService.ts';

interface Row {
  readonly id: string;
  readonly broader?: readonly string[];
}

const bundled = <Item extends Row>(name: string) =>
  JSON.parse(readFileSync(join(resourcesDirectory, 'data', `${name}.json`), 'utf8')) as Item[];

/** Everything on the page again, by formulas written out here, from the bundled files and the settings. */
function recompute() {
  const concepts = bundled<Row>('taxonomy');
  const need = bundled<Row & { levels: Record<string, 'must' | 'should' | 'nice'> }>('needs').find(
    (row) => row.id === 'need.pp-transit',
  );
  const study = bundled<Row & { period: { end: string } }>('studies').find(
    (row) => row.id === 'sj2021-phnom-penh-bus-shelter',
  );
  const above = (id: string): Set<string> => {
    const own = concepts.find((concept) => concept.id === id)?.broader ?? [];
    return new Set([...own, ...own.flatMap((parent) => [...above(parent)])]);
  };
  const ancestors = new Map(concepts.map((concept) => [concept.id, above(concept.id)]));
  const specific = (id: string) => {
    const below = [...ancestors.values()].filter((set) => set.has(id)).length;
    return 1 - Math.log(1 + below) / Math.log(concepts.length);
  };
  const likeness = (a: string, b: string) => {
    if (a === b) return 1;
    const shared = [...(ancestors.get(a) ?? [])].filter((id) => ancestors.get(b)?.has(id));
    return (2 * Math.max(...shared.map(specific))) / (specific(a) + specific(b));
  };
  const weight = (id: string) => settings.levels[need?.levels[id] ?? 'should'] * specific(id);

  // The period says the month; the study counts from the last day that it may mean.
  expect(study?.period.end).toBe('2022-03');
  const ended = '2022-03-31';
  const years = (Date.parse(testDay) - Date.parse(ended)) / 86_400_000 / 365.2425;
  const fresh = 2 ** (-years / settings.strength.halfLifeYears);
  const shown = settings.strength.levels.study * fresh;
  const shelter = 1 - (1 - shown) * (1 - settings.strength.claimCap);
  const challenge = 1 - (1 - shown) * (1 - settings.strength.levels.claim);

  const wanted = {
    transport: 'ch.public-transport',
    location: 'tech.bus-location',
    shelter: 'tech.smart-bus-shelter',
    card: 'tech.ic-fare',
  };
  const technologies = weight(wanted.shelter) + weight(wanted.location) + weight(wanted.card);
  const near = likeness(wanted.card, wanted.shelter);
  const shares = [
    (weight(wanted.shelter) * shelter) / technologies,
    (weight(wanted.location) * shown) / technologies,
    (weight(wanted.card) * near * shelter) / technologies,
  ] as const;
  const all = technologies + weight(wanted.transport);
  const outcome =
    ((weight(wanted.transport) + weight(wanted.shelter) + weight(wanted.location)) * shown +
      weight(wanted.card) * near * shown) /
    all;
  const { place, outcome: outcomeShare, mou } = settings.evidence;
  const { prior, roles } = settings.capacity;
  return {
    weight,
    specific,
    wanted,
    years,
    fresh,
    shown,
    shelter,
    challenge,
    technologies,
    near,
    shares,
    outcome,
    technologyFit: shares[0] + shares[1] + shares[2],
    evidence: place * fresh + outcomeShare * outcome + mou * 0,
    capacity: (prior + (roles.company ?? 0) + prior) / 3,
  };
}

const numbersOf = (text: string) => text.match(/\d+(?:\.\d+)?/g) ?? [];

function exampleOf(page: string, heading: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  return text.slice(text.indexOf(heading), text.indexOf('<!-- end of the example -->'));
}

async function askAsPublic(): Promise<OrganisationMatches> {
  return matchingServiceOf(await temporaryRegistry()).need(ranking('need.pp-transit', 'public'));
}

describe('the worked example', () => {
  it('is what the engine answers', async () => {
    const answer = await askAsPublic();
    const [first] = answer.items;
    const own = recompute();
    const value = (feature: string) => first?.parts.find((part) => part.feature === feature)?.value;
    expect(first).toMatchObject({ organisationId: 'org.pckk', rank: 1, standing: { rank: 1 } });
    expect(value('technologyFit')).toBeCloseTo(own.technologyFit, 9);
    expect(value('challengeFit')).toBeCloseTo(own.challenge, 9);
    expect(value('evidence')).toBeCloseTo(own.evidence, 9);
    expect(value('capacity')).toBeCloseTo(own.capacity, 9);
    expect(answer.facts[0]?.conceptId).toBe('ch.public-transport');
    expect(first?.wouldRaise.slice(0, 2).map(({ code, conceptId }) => [code, conceptId])).toEqual([
      ['continuedFollowUp', undefined],
      ['completedStudy', 'tech.bus-location'],
    ]);
  });

  it.each([
    ['matching.md', '## Worked example', ['20', '2026'], ['31', '2022'], []],
    ['matching.ja.md', '## 計算例', ['2026', '11', '20'], ['2022', '3', '31'], ['198', '1']],
  ])('in %s shows no number that differs', async (page, heading, day, ended, standing) => {
    const answer = await askAsPublic();
    const own = recompute();
    const [first] = answer.items;
    const parts = first?.parts ?? [];
    const score = parts.reduce((sum, part) => sum + part.contribution, 0);
    const { levels, strength, evidence, capacity } = settings;
    const fixed = (digits: number, ...values: number[]) => values.map((value) => value.toFixed(digits));
    const points = (value: number | undefined) => String(Math.round((value ?? 0) * 100));
    const row = (id: string, level: number) => [String(level), ...fixed(2, own.specific(id), own.weight(id))];
    const proven = ['1', '1', ...fixed(3, own.shown), '1'];
    const [study, bus] = first?.wouldRaise ?? [];
    const expected = [
      ...day,
      ...[levels.must, levels.should, levels.nice].map(String),
      ...fixed(2, own.specific(own.wanted.shelter)),
      ...row(own.wanted.transport, levels.must),
      ...row(own.wanted.location, levels.should),
      ...row(own.wanted.shelter, levels.should),
      ...row(own.wanted.card, levels.nice),
      ...ended,
      ...fixed(2, own.years, strength.levels.study),
      String(strength.halfLifeYears),
      ...[...fixed(2, strength.levels.study), '2', ...fixed(2, own.years), String(strength.halfLifeYears)],
      ...fixed(3, own.shown),
      ...fixed(2, strength.levels.claim, strength.claimCap),
      ...[...proven, ...fixed(2, strength.claimCap), ...fixed(3, own.shelter)],
      ...[...proven, ...fixed(2, strength.levels.claim), ...fixed(3, own.challenge)],
      ...fixed(2, own.technologies),
      ...[...fixed(2, own.weight(own.wanted.shelter)), ...fixed(3, 1, own.shelter, own.shares[0])],
      ...[...fixed(2, own.weight(own.wanted.location)), ...fixed(3, 1, own.shown, own.shares[1])],
      ...[...fixed(2, own.weight(own.wanted.card)), ...fixed(3, own.near, own.shelter, own.shares[2])],
      ...fixed(3, own.technologyFit),
      ...fixed(3, own.fresh, own.outcome, 0),
      ...[String(evidence.place), ...fixed(3, own.fresh), String(evidence.outcome), ...fixed(3, own.outcome)],
      ...[String(evidence.mou), ...fixed(3, 0, own.evidence)],
      ...fixed(2, capacity.prior, capacity.roles.company ?? 0, capacity.prior),
      ...fixed(3, own.capacity),
      ...parts.flatMap((part) => [
        ...fixed(3, part.value),
        ...fixed(2, part.weight),
        ...fixed(4, part.contribution),
      ]),
      ...[...fixed(4, score), points(score)],
      ...(standing.length > 0 ? standing : ['1', '198']),
      ...[points(study?.score), String(study?.rank), points(bus?.score), String(bus?.rank)],
      ...(standing.length > 0 ? ['10'] : []),
      points(answer.facts[0]?.ifDenied.moved),
    ];
    expect(first?.standing.of).toBe(198);
    expect(numbersOf(exampleOf(page, heading))).toEqual(expected);
  });
});
