import { describe, expect, it } from 'vitest';
import {
  demandMatchesSchema,
  organisationMatchesSchema,
  rolloutMatchesSchema,
  teamMatchesSchema,
} from '#contract/matchingSchemas.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { idsOf, matchingServiceOf, ranking, teamRequest } from './matchingService.ts';

interface Scored {
  readonly score: number;
  readonly rank?: number;
  readonly parts: readonly { readonly contribution: number }[];
}

function expectAddsUp(items: readonly Scored[], about: string) {
  for (const [index, item] of items.entries()) {
    const sum = item.parts.reduce((total, part) => total + part.contribution, 0);
    expect(Math.abs(sum - item.score), about).toBeLessThan(1e-9);
    expect(item.score, about).toBeGreaterThanOrEqual(0);
    expect(item.score, about).toBeLessThanOrEqual(1);
    expect(item.rank, about).toBe(index + 1);
    expect(item.score, about).toBeLessThanOrEqual(items[index - 1]?.score ?? 1);
  }
}

/** Milliseconds; on a busy machine a few hundred questions take their time. */
const manyQuestions = { timeout: 300_000 };

describe('matching over the bundled registry', manyQuestions, () => {
  it('ranks organisations for every need and every city, twice the same, with parts that add up', async () => {
    const [first, second] = [await temporaryRegistry(), await temporaryRegistry()];
    const [one, other] = [matchingServiceOf(first), matchingServiceOf(second)];
    const organisations = new Set(idsOf(first, 'organisation'));
    for (const question of ['need', 'city'] as const) {
      for (const id of idsOf(first, question)) {
        const answer = one[question](ranking(id));
        expect(JSON.stringify(other[question](ranking(id))), id).toBe(JSON.stringify(answer));
        expect(() => organisationMatchesSchema.parse(answer), id).not.toThrow();
        expect(answer.items.length, id).toBeGreaterThan(0);
        expectAddsUp(answer.items, id);
        for (const item of answer.items) expect(organisations.has(item.organisationId)).toBe(true);
      }
    }
  });

  it('gives every organisation its needs, cities and studies', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    let rows = 0;
    for (const id of idsOf(services, 'organisation')) {
      const answer = demandMatchesSchema.parse(matching.organisation(ranking(id, 'private', 5)));
      expectAddsUp(answer.items, id);
      for (const item of answer.items)
        expect([item.needId, item.cityId, item.studyId].filter(Boolean), id).toHaveLength(1);
      rows += answer.items.length;
    }
    expect(rows).toBeGreaterThan(198);
  });

  it('finds cities for every study and precedent, also where nothing is recorded of what was done', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    for (const id of [...idsOf(services, 'study'), ...idsOf(services, 'precedent')]) {
      const request = {
        id,
        audience: 'private' as const,
        timeZone: 'Asia/Tokyo',
        limit: 50,
        hiddenVerdicts: [],
      };
      const answer = rolloutMatchesSchema.parse(matching.rollout(request));
      expectAddsUp(answer.items, id);
      for (const item of answer.items) expect(answer.query.cities, id).not.toContain(item.cityId);
      if (answer.query.concepts.length === 0 && answer.query.cities.length > 0) {
        expect(answer.items[0]?.assumed, id).toContain('caseUnknown');
      }
    }
  });

  it('proposes teams for pairs of needs: every technology is covered or named as not, no bound is contradicted', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const needs = idsOf(services, 'need');
    for (let at = 0; at + 2 < needs.length; at += 12) {
      const ids = needs.slice(at, at + 2);
      const answer = teamMatchesSchema.parse(matching.team(teamRequest(ids)));
      expect(answer.items.length, ids.join()).toBeGreaterThan(0);
      for (const team of answer.items) {
        expect(team.bound, ids.join()).toBeGreaterThanOrEqual(team.score - 1e-9);
        if (team.optimal) expect(team.bound).toBeCloseTo(team.score, 9);
        expect(team.members.length).toBeLessThanOrEqual(5);
        const technologies = answer.query.concepts
          .map((row) => row.conceptId)
          .filter((concept) => concept.startsWith('tech.'));
        expect([...team.covered, ...team.uncovered].sort()).toEqual(technologies.sort());
      }
    }
  });
});

describe('a city that has stated no need', () => {
  it('is matched by needs derived from its challenges and priority projects, marked and trusted by half', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const answer = matching.city(ranking('singapore'));
    expect(answer.query.derived?.map((need) => need.from)).toEqual([
      'challenges',
      'priorityProject',
      'priorityProject',
    ]);
    expect(answer.query.concepts).toEqual(
      expect.arrayContaining([
        { conceptId: 'ch.aging', level: 'should' },
        { conceptId: 'tech.cashless', level: 'nice' },
        { conceptId: 'tech.digital-id', level: 'nice' },
      ]),
    );
    for (const item of answer.items) {
      expect(item.assumed).toContain('needDerived');
      expect(item.confidence).toBeLessThanOrEqual(0.5);
    }
    expect(idsOf(services, 'need')).toHaveLength(96);
    services.writer.create(
      'need',
      { title: { en: 'Care at home' }, city: 'singapore', challenges: ['ch.aging'] },
      { actor: 'test', language: 'en' },
    );
    expect(matching.city(ranking('singapore')).query.derived).toBeUndefined();
  });

  it('says which facts the ranking hangs on, and keeps that promise', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const { facts } = matching.city(ranking('singapore'));
    expect(facts.length).toBeGreaterThan(1);
    const moves = facts.map((fact) => Math.max(fact.ifConfirmed.moved, fact.ifDenied.moved));
    expect(moves).toEqual([...moves].sort((a, b) => b - a));
    const need = services.store.statements.get<{ id: string }>(
      "SELECT id FROM record WHERE kind = 'need' AND id = 'need.pp-transit'",
    );
    const [fact] = matching.need(ranking(need?.id ?? '')).facts;
    const { levels } = services.reader.get('need.pp-transit', 'private').record as {
      levels?: Record<string, string>;
    };
    services.writer.patch(
      'need.pp-transit',
      { levels: { ...levels, [fact?.conceptId ?? '']: 'must' } },
      { actor: 'test', language: 'en' },
    );
    const after = matching.need(ranking('need.pp-transit'));
    expect(after.items[0]?.organisationId).toBe(fact?.ifConfirmed.first);
  });
});
