import { describe, expect, it } from 'vitest';
import { writeMatchingSettings } from '#host/matching/matchingSettings.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking, teamRequest, testDay, textRanking } from './matchingService.ts';

const context = { actor: 'test', language: 'en' };
const zone = 'Asia/Tokyo';

describe('a noted run', () => {
  it('gives the same rows when nothing has changed, for every question, and is not noted again', async () => {
    const matching = matchingServiceOf(await temporaryRegistry());
    matching.need(ranking('need.pp-transit'));
    matching.city(ranking('jakarta'));
    matching.organisation(ranking('org.nippon-koei'));
    matching.text(textRanking('smart parking in Hue'));
    matching.team(teamRequest(['need.pp-transit']));
    matching.rollout(ranking('sj2021-jakarta-ocg'));
    const { items } = matching.runs(50);
    expect(items).toHaveLength(6);
    for (const { id, result } of items) {
      const compared = matching.compareRun(id, zone);
      expect(compared).toMatchObject({ causes: [], settings: [] });
      expect(compared.rows.map(({ before }) => before?.score)).toEqual(result.map(({ score }) => score));
      for (const row of compared.rows) expect([row.repeated, row.now]).toEqual([row.before, row.before]);
    }
    expect(matching.runs(50).items).toEqual(items);
  });

  it('says that settings moved it, which ones, and that with its own it still gives its rows', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const answer = matching.need(ranking('need.pp-transit'));
    writeMatchingSettings(services.store, { strength: { halfLifeYears: 2 }, weights: { text: 0.6 } });
    const compared = matching.compareRun(matching.runs(1).items[0]?.id ?? '', zone);
    expect(compared.causes).toEqual(['settings']);
    expect(compared.settings).toEqual([
      { path: 'weights.text', before: 0.15, now: 0.6 },
      { path: 'strength.halfLifeYears', before: 8, now: 2 },
    ]);
    const [first] = compared.rows;
    expect(first?.repeated).toEqual(first?.before);
    expect(first?.before?.score).toBe(answer.items[0]?.score);
    expect(first?.now?.score).not.toBe(first?.before?.score);
  });

  it('tells changed records from changed terms and from another day', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const first = matching.need(ranking('need.pp-transit')).items[0]?.organisationId ?? '';
    const id = matching.runs(1).items[0]?.id ?? '';
    const removal = services.writer.remove(first, context);
    const compared = matching.compareRun(id, zone);
    expect(compared.causes).toEqual(['data']);
    const row = compared.rows.find(({ ids }) => ids[0] === first);
    expect(row?.before?.rank).toBe(1);
    expect(row?.now).toBeUndefined();
    services.writer.undo(removal.changeId ?? '', context);
    services.writer.patch('tech.bus-location', { synonyms: { en: ['bus finder'] } }, context);
    expect(matching.compareRun(id, zone).causes).toEqual(['taxonomy']);
    const later = matchingServiceOf(services, Date.parse(`${testDay}T03:00:00Z`) + 86_400_000);
    expect(later.compareRun(id, zone).causes).toEqual(['taxonomy', 'day']);
  });

  it('is refused when it is not there, or its subject is gone', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    matching.need(ranking('need.pp-transit'));
    const id = matching.runs(1).items[0]?.id ?? '';
    services.writer.remove('need.pp-transit', context);
    const missing = expect.objectContaining({ code: 'NOT_FOUND' });
    expect(() => matching.compareRun(id, zone)).toThrow(missing);
    expect(() => matching.compareRun('none', zone)).toThrow(missing);
  });
});
