import { describe, expect, it } from 'vitest';
import { compareKept } from '#host/matching/compareRun.ts';
import { MatchingService } from '#host/matching/index.ts';
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

  it('stands beside another as both were noted, with what was changed in between', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const [first] = matching.need(ranking('need.pp-transit')).items;
    const id = matching.runs(1).items[0]?.id ?? '';
    const removed = first?.organisationId ?? '';
    services.writer.remove(removed, context);
    services.writer.patch('mou-bangsue-2020', { remarks: { en: 'Seen.' } }, context);
    writeMatchingSettings(services.store, { similarity: { floor: 0.5 } });
    matchingServiceOf(services, Date.parse(`${testDay}T04:00:00Z`)).need(ranking('need.pp-transit'));
    const other = matching.runs(1).items[0]?.id ?? '';
    const compared = matching.compareRuns(other, id);
    expect([compared.run.id, compared.other?.id]).toEqual([id, other]);
    expect(compared.causes).toEqual(['data', 'settings']);
    expect(compared.settings).toEqual([{ path: 'similarity.floor', before: 0.3, now: 0.5 }]);
    expect(compared.changedRecords).toEqual({ total: 2, ids: ['mou-bangsue-2020', removed] });
    const row = compared.rows.find(({ ids }) => ids[0] === removed);
    expect(row).toMatchObject({ before: { rank: 1 } });
    expect(row?.now ?? row?.repeated).toBeUndefined();
    const name = expect.objectContaining({ ja: expect.any(String) });
    expect(compared.labels[removed]).toEqual({ kind: 'organisation', label: name, removed: true });
    expect(matching.runs(1).labels['need.pp-transit']).not.toHaveProperty('removed');
    expect(matching.compareRuns(id, id)).toMatchObject({ causes: [], settings: [] });
  });

  it('says when another question was asked, and counts no change that its reader may not see', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    matching.need(ranking('need.pp-transit', 'public'));
    const id = matching.runs(1).items[0]?.id ?? '';
    const hidden = { name: { en: 'Hidden' }, visibility: 'private' };
    services.writer.create('organisation', hidden, context);
    expect(matching.compareRun(id, zone)).toMatchObject({
      causes: [],
      changedRecords: { total: 0, ids: [] },
    });
    matching.need(ranking('need.bsb-river', 'public'));
    const other = matching.runs(2).items.find((run) => run.id !== id)?.id ?? '';
    expect(matching.compareRuns(id, other).causes).toEqual(['question']);
  });

  it('keeps its row when another solution of an organisation fits best', () => {
    const rows = (ids: string[]) => [{ ids, score: 0.5 }];
    const run = { dataHash: 'd', taxonomyHash: 't', settingsHash: 's', segmenter: '', day: testDay };
    const kept = (id: string, question: 'need' | 'team', ids: string[]) => ({
      run: {
        ...{ id, at: '', question, input: {}, audience: 'private' as const, run, changed: [] },
        result: rows(ids),
      },
      settings: {},
      position: 1,
    });
    const compare = (question: 'need' | 'team') =>
      compareKept(kept('a', question, ['org.a', 'x']), kept('b', question, ['org.a', 'y'])).rows;
    expect(compare('need')).toHaveLength(1);
    expect(compare('team')).toHaveLength(2);
  });

  it('is found by its subject, says who asked, and can be forgotten; a glance is not noted', async () => {
    const services = await temporaryRegistry();
    const matching = new MatchingService(services.store, Date.now, services.actor);
    matching.need({ ...ranking('need.pp-transit'), noted: false });
    expect(matching.runs(10).items).toEqual([]);
    matching.need(ranking('need.pp-transit'));
    matching.team(teamRequest(['need.pp-transit', 'need.bsb-river']));
    matching.city(ranking('jakarta'));
    expect(
      matching
        .runs(10, 'need.pp-transit')
        .items.map(({ question }) => question)
        .sort(),
    ).toEqual(['need', 'team']);
    const { items } = matching.runs(10, 'jakarta');
    expect(items).toMatchObject([{ question: 'city', actor: services.actor, changed: [] }]);
    expect(matching.forgetRuns([items[0]?.id ?? '', 'none'])).toBe(1);
    expect(matching.runs(10).items).toHaveLength(2);
    expect(matching.forgetRuns()).toBe(2);
    expect(matching.runs(10).items).toEqual([]);
  });

  it('names a removed record only to those who could have seen it', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const removed = matching.need(ranking('need.pp-transit', 'public')).items[0]?.organisationId ?? '';
    const id = matching.runs(1).items[0]?.id ?? '';
    services.writer.patch(removed, { visibility: 'government' }, context);
    services.writer.remove(removed, context);
    expect(matching.compareRun(id, zone).labels).not.toHaveProperty(removed);
    expect(matching.runs(1).labels[removed]).toMatchObject({ removed: true });
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
    expect(() => matching.compareRuns(id, 'none')).toThrow(missing);
  });
});
