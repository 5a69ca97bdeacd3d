import { describe, expect, it } from 'vitest';
import { readActivity } from '#host/registry/activity.ts';
import { readRemoved, restoreMany } from '#host/registry/removed.ts';
import { undoChange } from '#host/registry/undoChange.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const context = (services: HostServices) => ({ actor: services.actor, language: 'en' });
const read = (services: HostServices, request: Partial<Parameters<typeof readRemoved>[1]> = {}) =>
  readRemoved(services.store.statements, { limit: 100, offset: 0, ...request });

describe('removed records', () => {
  it('of every kind stand together, latest first, with who removed them, when and how', async () => {
    const services = await temporaryRegistry();
    const { changeId } = services.writer.remove('da-nang', context(services));
    services.writer.remove('org.nippon-koei', context(services));
    const removed = read(services);
    expect(removed.total).toBe(2);
    expect(removed.items.map(({ id }) => id).sort()).toEqual(['da-nang', 'org.nippon-koei']);
    expect(removed.kinds).toEqual([
      { kind: 'city', count: 1 },
      { kind: 'organisation', count: 1 },
    ]);
    const city = removed.items.find(({ id }) => id === 'da-nang');
    expect(city).toMatchObject({ kind: 'city', actor: services.actor, origin: 'hand', changeId });
    expect(city?.label).toMatchObject({ en: 'Da Nang' });
    expect(read(services, { kind: 'city' })).toMatchObject({ total: 1, items: [{ id: 'da-nang' }] });
    expect(read(services, { offset: 2 }).items).toEqual([]);
  });

  it('come back together, whatever their kinds, as one change that one undo takes back', async () => {
    const services = await temporaryRegistry();
    const ids = ['da-nang', 'org.nippon-koei'];
    for (const id of ids) services.writer.remove(id, context(services));
    const result = restoreMany(services, [...ids, 'jakarta', 'da-nang']);
    expect(result).toMatchObject({ changed: 2, unchanged: 1 });
    expect(read(services).total).toBe(0);
    expect(services.reader.get('da-nang', 'private').record.deletedAt).toBeUndefined();
    await undoChange(services, result.changeId ?? '', context(services));
    expect(read(services).total).toBe(2);
    expect(restoreMany(services, ['jakarta'])).toEqual({ changeId: null, changed: 0, unchanged: 1 });
  });

  it('stay removed, all of them, when one of those named does not exist', async () => {
    const services = await temporaryRegistry();
    services.writer.remove('da-nang', context(services));
    expect(() => restoreMany(services, ['da-nang', 'atlantis'])).toThrow('INVALID_INPUT');
    expect(read(services).total).toBe(1);
  });
});

describe('the feed of changes', () => {
  it('is narrowed by person, kind, source, time and record together', async () => {
    const services = await temporaryRegistry();
    const before = new Date(Date.now() - 60_000).toISOString();
    const after = new Date(Date.now() + 60_000).toISOString();
    services.writer.patch('jakarta', { remarks: { en: 'Seen' } }, context(services));
    services.writer.patch('org.nippon-koei', { remarks: { en: 'Seen' } }, context(services));
    const count = (request: Partial<Parameters<typeof readActivity>[1]>) =>
      readActivity(services.store.statements, { limit: 50, ...request }).items.length;
    expect(count({ origins: ['hand'] })).toBe(2);
    expect(count({ origins: ['hand'], kind: 'city' })).toBe(1);
    expect(count({ origins: ['hand'], recordId: 'org.nippon-koei' })).toBe(1);
    expect(count({ origins: ['hand'], actor: services.actor, from: before, until: after })).toBe(2);
    expect(count({ origins: ['hand'], until: before })).toBe(0);
    expect(count({ origins: ['import'] })).toBe(0);
    expect(count({ actor: 'nobody' })).toBe(0);
  });
});
