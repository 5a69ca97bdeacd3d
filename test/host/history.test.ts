import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readActivity, readActivitySources } from '#host/registry/activity.ts';
import { readRecordAt, restoreState } from '#host/registry/recordAt.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const context = (services: HostServices) => ({ actor: services.actor, language: 'en' });

/** What a record says, without when it was said; members of lists in any order. */
function facts(record: Readonly<Record<string, unknown>> | undefined) {
  const { createdAt: _created, updatedAt: _updated, deletedAt: _deleted, ...rest } = record ?? {};
  return rest;
}

const patches = fc.oneof(
  fc.record({ name: fc.record({ en: fc.constantFrom('Jakarta', 'Batavia') }) }),
  fc.record({ remarks: fc.constantFrom(null, { ja: '確認' }, { en: 'Seen', ja: null }, { th: 'เห็น' }) }),
  fc.record({ type: fc.constantFrom('city', 'province', null) }),
  fc.record({ hazards: fc.subarray(['river-flood', 'heat', 'drought'] as const) }),
  fc.record({ lat: fc.constantFrom(-6.2, 1, null) }),
  fc.record({ visibility: fc.constantFrom('public', 'member', 'private') }),
);
type Step = 'remove' | 'restore' | 'undo' | Record<string, unknown>;
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: patches as fc.Arbitrary<Step> },
    { weight: 1, arbitrary: fc.constantFrom<Step>('remove', 'restore', 'undo') },
  ),
  { minLength: 1, maxLength: 12 },
);

function take(services: HostServices, id: string, step: Step, last: string | undefined): string | null {
  if (step === 'remove') return services.writer.remove(id, context(services)).changeId;
  if (step === 'restore') return services.writer.restore(id, context(services)).changeId;
  if (step !== 'undo') return services.writer.patch(id, step, context(services)).changeId;
  try {
    return last ? services.writer.undo(last, context(services)).changeId : null;
  } catch {
    return null; // Nothing of it stands any more.
  }
}

describe('a record as it was', () => {
  it('at each change is what was recorded then, whatever happened since; restored, it is that again', async () => {
    const services = await temporaryRegistry();
    await fc.assert(
      fc.property(steps, fc.nat(), (list, choice) => {
        const { id } = services.writer.create('city', { name: 'Jakarta', country: 'ID' }, context(services));
        const recorded: { changeId: string; record: RegistryRecord }[] = [];
        for (const step of list) {
          const changeId = take(services, id, step, recorded.at(-1)?.changeId);
          if (changeId)
            recorded.push({ changeId, record: services.reader.get(id, 'private').record as RegistryRecord });
        }
        for (const { changeId, record } of recorded) {
          const then = readRecordAt(services.store, id, { changeId });
          expect(facts(then.record)).toEqual(facts(record));
          expect(then.record?.deletedAt).toBe(record.deletedAt);
        }
        const chosen = recorded[choice % Math.max(recorded.length, 1)];
        if (!chosen || chosen.record.deletedAt) return;
        restoreState(services.store, { id, moment: { changeId: chosen.changeId } }, context(services));
        const {
          visibility: _now,
          hazards: nowHazards,
          ...now
        } = facts(services.reader.get(id, 'private').record);
        const { visibility: _then, hazards: thenHazards, ...then } = facts(chosen.record);
        expect(now).toEqual(then);
        expect(new Set(nowHazards as string[])).toEqual(new Set(thenHazards as string[]));
      }),
      { numRuns: 25 },
    );
  });

  it('undo and then redo is as if nothing had been done', async () => {
    const services = await temporaryRegistry();
    await fc.assert(
      fc.property(steps, (list) => {
        const { id } = services.writer.create('city', { name: 'Jakarta', country: 'ID' }, context(services));
        let last: string | null = null;
        for (const step of list) last = take(services, id, step, undefined) ?? last;
        if (!last) return;
        const state = () => {
          const { hazards, ...rest } = services.reader.get(id, 'private').record;
          const { deletedAt } = rest;
          return { ...facts(rest), hazards: new Set(hazards as string[]), removed: deletedAt !== undefined };
        };
        const before = state();
        const undone = services.writer.undo(last, context(services));
        services.writer.undo(undone.changeId, context(services));
        expect(state()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  it('by a date is what had been written by then; before it was made there was none', async () => {
    const services = await temporaryRegistry();
    const { id } = services.writer.create('city', { name: 'Old', country: 'ID' }, context(services));
    const made = services.reader.get(id, 'private').record.createdAt;
    while (new Date().toISOString() === made);
    services.writer.patch(id, { name: { en: 'New' } }, context(services));
    expect(readRecordAt(services.store, id, { at: made })).toMatchObject({
      record: { name: { en: 'Old' } },
      differences: [{ field: 'name', was: { en: 'Old' }, now: { en: 'New' } }],
    });
    expect(readRecordAt(services.store, id, { at: '2001-01-01T00:00:00Z' })).toEqual({
      differences: [],
      labels: {},
    });
    expect(() => readRecordAt(services.store, 'nowhere', { at: made })).toThrow('NOT_FOUND');
    expect(() => readRecordAt(services.store, id, { changeId: 'none' })).toThrow('NOT_FOUND');
  });

  it('gives back one field alone, and never a wider circle of readers unless that is asked for', async () => {
    const services = await temporaryRegistry();
    const { id, changeId } = services.writer.create(
      'city',
      { name: 'Open', country: 'ID', type: 'city' },
      context(services),
    );
    const moment = { changeId: changeId ?? '' };
    services.writer.patch(id, { visibility: 'private', name: 'Closed', type: 'province' }, context(services));
    restoreState(services.store, { id, moment, fields: ['type'] }, context(services));
    expect(services.reader.get(id, 'private').record).toMatchObject({ type: 'city', name: { en: 'Closed' } });
    restoreState(services.store, { id, moment }, context(services));
    expect(services.reader.get(id, 'private').record).toMatchObject({
      visibility: 'private',
      name: { en: 'Open' },
    });
    restoreState(services.store, { id, moment, fields: ['visibility'] }, context(services));
    expect(services.reader.get(id, 'private').record.visibility).toBe('public');
    expect(restoreState(services.store, { id, moment }, context(services)).changeId).toBeNull();
  });
});

describe('the feed of changes', () => {
  it('can be narrowed to a person, a kind, a field, an import and a time', async () => {
    const services = await temporaryRegistry();
    const { store, writer, actor } = services;
    const first = writer.patch('jakarta', { name: { fil: 'Dyakarta' } }, context(services)).changeId;
    const second = writer.patch('org.nippon-koei', { remarks: { en: 'Met' } }, context(services)).changeId;
    const third = writer.patch(
      'da-nang',
      { type: 'province' },
      {
        actor: 'colleague',
        language: 'en',
        origin: 'import',
        batch: 'batch-1',
      },
    ).changeId;
    const found = (request: Partial<Parameters<typeof readActivity>[1]>) =>
      readActivity(store.statements, { limit: 50, ...request }).items.map((item) => item.changeId);
    expect(found({ actor })).toEqual([second, first]);
    expect(found({ kind: 'city', origins: ['hand', 'import'] })).toEqual([third, first]);
    expect(found({ field: 'name', origins: ['hand'] })).toEqual([first]);
    expect(found({ field: 'nam', origins: ['hand'] })).toEqual([]);
    expect(found({ batch: 'batch-1' })).toEqual([third]);
    expect(found({ recordId: 'jakarta', field: 'type', origins: ['hand'] })).toEqual([]);
    const { at } = readActivity(store.statements, { limit: 1 }).items[0] ?? { at: '' };
    expect(found({ until: '2001-01-01T00:00:00Z' })).toEqual([]);
    expect(found({ from: at, batch: 'batch-1' })).toEqual([third]);
    // Of a change of several kinds only what was asked for is told.
    const both = ['jakarta', 'org.nippon-koei'].map((recordId) => ({
      recordId,
      field: 'confidence',
      action: 'set' as const,
      value: 'own',
      previous: [],
    }));
    store.append({ origin: 'hand', actor }, both);
    const cities = readActivity(store.statements, { limit: 1, kind: 'city' }).items[0];
    expect(cities).toMatchObject({ entries: [{ recordId: 'jakarta' }], more: 0 });
    const sources = readActivitySources(store.statements);
    expect(sources.actors.map(({ id }) => id)).toEqual([actor, 'colleague']);
    expect(sources.batches).toMatchObject([{ id: 'batch-1', changes: 1 }]);
  });
});
