import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultMatchingSettings, settingsHash } from '#core/matching/index.ts';
import { readMatchingSettings, writeMatchingSettings } from '#host/matching/matchingSettings.ts';
import { openServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking, testDay } from './matchingService.ts';

const context = { actor: 'test', language: 'en' };
const need = ranking('need.pp-transit');

describe('settings of matching', () => {
  it('are the defaults until somebody changes them, and come back when the changes are taken away', async () => {
    const { store } = await temporaryRegistry();
    expect(readMatchingSettings(store)).toEqual({
      changes: {},
      settings: defaultMatchingSettings,
      hash: settingsHash(defaultMatchingSettings),
    });
    const changed = writeMatchingSettings(store, { weights: { evidence: 0.5 } });
    expect(changed.settings.weights).toEqual({ ...defaultMatchingSettings.weights, evidence: 0.5 });
    expect(changed.hash).not.toBe(settingsHash(defaultMatchingSettings));
    expect(readMatchingSettings(store)).toEqual(changed);
    expect(writeMatchingSettings(store, null).hash).toBe(settingsHash(defaultMatchingSettings));
  });

  it.each([
    ['an unknown name', { weights: { luck: 1 } }],
    ['a negative weight', { weights: { text: -1 } }],
    [
      'no weight at all',
      { weights: { technologyFit: 0, challengeFit: 0, text: 0, evidence: 0, capacity: 0 } },
    ],
    ['a half-life of nothing', { strength: { halfLifeYears: 0 } }],
    ['text for a number', { team: { maximumMembers: 'many' } }],
  ])('refuse %s and stay as they were', async (_what, changes) => {
    const { store } = await temporaryRegistry();
    expect(() => writeMatchingSettings(store, changes)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    expect(readMatchingSettings(store).changes).toEqual({});
  });

  it('take effect at once and stand in every run', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const before = matching.need(need);
    const { hash } = writeMatchingSettings(services.store, {
      weights: { technologyFit: 0, challengeFit: 0, text: 0, evidence: 0, capacity: 1 },
    });
    const after = matching.need(need);
    expect(after.run).toEqual({ ...before.run, settingsHash: hash });
    expect(after.items[0]?.parts.map((part) => part.weight)).toEqual([0, 0, 0, 0, 1]);
    expect(after.items.map((item) => item.score)).not.toEqual(before.items.map((item) => item.score));
  });
});

describe('answers', () => {
  it('follow every change to the registry, also one made by another window', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const first = matching.need(need).items[0]?.organisationId ?? '';
    const { changeId } = services.writer.remove(first, context);
    expect(matching.need(need).items.map((item) => item.organisationId)).not.toContain(first);
    services.writer.undo(changeId ?? '', context);
    expect(matching.need(need).items[0]?.organisationId).toBe(first);
  });

  it('are for the day in the reader’s time zone', async () => {
    const services = await temporaryRegistry();
    const justAfterMidnightInTokyo = Date.parse(`${testDay}T15:30:00Z`);
    const matching = matchingServiceOf(services, justAfterMidnightInTokyo);
    expect(matching.need(need).run.day).toBe('2026-11-21');
    expect(matching.need({ ...need, timeZone: 'Asia/Bangkok' }).run.day).toBe(testDay);
  });

  it('drop a memorandum on the first day after its end', async () => {
    const services = await temporaryRegistry();
    services.writer.create(
      'mou',
      {
        title: { en: 'Buses together' },
        status: 'in-force',
        date: '2025-11-21',
        validUntil: testDay,
        cities: ['phnom-penh'],
        parties: [{ name: 'Tokyu', orgId: 'org.tokyu' }],
      },
      context,
    );
    const scoreOn = (instant: string) =>
      matchingServiceOf(services, Date.parse(instant))
        .need(need)
        .items.find((item) => item.organisationId === 'org.tokyu');
    const lastMinute = scoreOn(`${testDay}T14:59:00Z`);
    const nextDay = scoreOn(`${testDay}T15:00:00Z`);
    const outlook = lastMinute?.wouldLower[0];
    expect(outlook).toMatchObject({ code: 'mouExpires', from: '2026-11-21' });
    expect(nextDay?.score).toBeLessThan(lastMinute?.score ?? 0);
    expect({ score: nextDay?.score, rank: nextDay?.rank }).toEqual({
      score: outlook?.score,
      rank: outlook?.rank,
    });
  });

  it('are refused with what and where, and what it may be', async () => {
    const { store } = await temporaryRegistry();
    const refused = (changes: unknown, ...problems: object[]) =>
      expect(() => writeMatchingSettings(store, changes)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', details: { problems } }),
      );
    refused(
      { team: { maximumMembers: 11, localGovernment: 'perhaps' }, text: { k1: '2' } },
      { path: 'text.k1', reason: 'notNumber', value: '2' },
      { path: 'team.maximumMembers', reason: 'outOfRange', value: 11, allowed: ['1–10'] },
      {
        path: 'team.localGovernment',
        reason: 'notChoice',
        value: 'perhaps',
        allowed: ['needs', 'member', 'none'],
      },
    );
    refused(
      { similarity: { roof: 1 } },
      { path: 'similarity.roof', reason: 'unknownPart', allowed: ['floor'] },
    );
    refused({ similarity: 3 }, { path: 'similarity', reason: 'notObject', value: 3 });
    refused({ levels: { must: 0, should: 0, nice: 0 } }, { path: 'levels', reason: 'nothingCounts' });
    expect(readMatchingSettings(store).changes).toEqual({});
  });

  it('show what they would move before they are used, and then move just that', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const changes = { strength: { halfLifeYears: 1 }, similarity: { floor: 0.9 } };
    const request = { changes, audience: 'public' as const, timeZone: 'Asia/Tokyo' };
    const effect = matching.settingsEffect(request);
    expect(effect.changedDemands).toBeGreaterThan(0);
    const demand = effect.demands.find(({ needId }) => needId !== undefined);
    const asked = ranking(demand?.needId ?? '', 'public', 500);
    expect(matching.need(asked).run).toEqual(effect.before);
    writeMatchingSettings(services.store, changes);
    const after = matching.need(asked);
    expect(after.run).toEqual(effect.after);
    for (const { organisationId, after: place } of demand?.moves ?? []) {
      const row = after.items.find((item) => item.organisationId === organisationId);
      expect(row && { rank: row.rank, score: row.score }).toEqual(place);
    }
    expect(matching.settingsEffect(request)).toMatchObject({ changedDemands: 0, newFirst: 0, demands: [] });
  });

  it('are kept as runs that can be repeated, the same run once', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const answer = matching.need(need);
    matching.need(need);
    matching.city(ranking('phnom-penh', 'public'));
    const runs = matching.runs(10).items;
    expect(runs).toHaveLength(2);
    const kept = runs.find((run) => run.question === 'need');
    expect(kept).toMatchObject({ audience: 'private', input: { id: 'need.pp-transit' }, run: answer.run });
    expect(kept?.result[0]?.score).toBe(answer.items[0]?.score);
    expect(kept?.result[0]?.ids[0]).toBe(answer.items[0]?.organisationId);
  });

  it('are given also while another program is writing; only the note of the run is left out', async () => {
    const services = await temporaryRegistry();
    const other = await openServices(services.options);
    onTestFinished(() => other.close());
    other.store.database.exec('BEGIN IMMEDIATE');
    const matching = matchingServiceOf(services);
    expect(matching.need(need).items[0]?.organisationId).toBe('org.pckk');
    other.store.database.exec('ROLLBACK');
    expect(matching.runs(10).items).toEqual([]);
  });
});
