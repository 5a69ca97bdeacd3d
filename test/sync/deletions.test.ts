import { describe, expect, it, onTestFinished } from 'vitest';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { HostServices } from '#host/services.ts';
import { syncOnce, syncStatus } from '#host/sync/syncService.ts';
import { smallRegistry, temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';

async function endpoint(): Promise<string> {
  const { url, close } = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
  onTestFinished(close);
  return url;
}

const context = ({ actor }: HostServices) => ({ actor, language: 'en' });

function addNotes(services: HostServices, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const values = { title: `Note ${index}`, visibility: 'public' };
    return services.writer.create('missionNote', values, context(services)).id;
  });
}

function removeAll(services: HostServices, ids: readonly string[]) {
  for (const id of ids) services.writer.remove(id, context(services));
}

async function refusal(work: Promise<unknown>): Promise<MusubiError> {
  const cause: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(cause instanceof MusubiError)) throw new Error(`no refusal but ${cause}`);
  return cause;
}

describe('removing much at once', () => {
  it('is sent to others only once a person has said that it is meant', { timeout: 180_000 }, async () => {
    const address = await endpoint();
    const [a, b] = [await smallRegistry(), await smallRegistry()];
    const notes = addNotes(a, 30);
    await syncOnce(a, { address });
    await syncOnce(b, { address });
    removeAll(b, notes.slice(0, 22));
    a.writer.patch(notes[29] ?? '', { date: '2026-05' }, context(a));
    await syncOnce(a, { address });

    const refused = await refusal(syncOnce(b, { address }));
    const deletions = [{ kind: 'missionNote', deleted: 22, of: 30 }];
    expect([refused.code, refused.details]).toEqual([
      'SYNC_MANY_DELETIONS',
      { endpoint: address, count: 22, deletions, pulled: 1 },
    ]);
    expect(syncStatus(b)).toMatchObject({ deletionsToConfirm: deletions, lastOutcome: { deletions } });
    expect(await syncOnce(a, { address })).toMatchObject({ pulled: 0 });

    expect(await syncOnce(b, { address, allowDeletions: true })).toMatchObject({ pushed: 22, toSend: 0 });
    expect(syncStatus(b)).not.toHaveProperty('deletionsToConfirm');
    await syncOnce(a, { address });
    expect(notes.map((id) => isThere(a, id))).toEqual(notes.map((_, index) => index >= 22));
  });

  it('asks about a tenth of a kind that comes with the app, not about what nobody else has', {
    timeout: 180_000,
  }, async () => {
    const address = await endpoint();
    const services = await smallRegistry();
    removeAll(services, addNotes(services, 25));
    expect(await syncOnce(services, { address })).toMatchObject({ toSend: 0 });
    removeAll(services, ['jakarta', 'bangkok', 'phnom-penh']);
    await syncOnce(services, { address });
    removeAll(
      services,
      ['manila', 'singapore', 'cebu', 'davao'].filter((id) => isThere(services, id)),
    );
    const refused = await refusal(syncOnce(services, { address }));
    expect(refused.details.deletions).toEqual([{ kind: 'city', deleted: 4, of: 32 }]);
  });
});

function isThere({ store }: HostServices, id: string): boolean {
  return store.statements.get('SELECT 1 FROM record WHERE id = ? AND deleted_at IS NULL', id) !== undefined;
}

describe('another endpoint', () => {
  it('is a new sync space: everything is said to it, and nothing is removed here or there', {
    timeout: 180_000,
  }, async () => {
    const [first, second] = [await endpoint(), await endpoint()];
    const [a, b] = [await smallRegistry(), await smallRegistry()];
    const notes = addNotes(a, 3);
    await syncOnce(a, { address: first });
    const count = () => a.store.statements.get('SELECT count(*) AS count FROM operation');
    const before = count();
    expect(await syncOnce(a, { address: second })).toMatchObject({ pushed: 3, pulled: 0 });
    expect(count()).toEqual(before);
    await syncOnce(b, { address: second });
    for (const id of notes) expect(b.reader.get(id, 'private').record.id).toBe(id);
    expect(await syncOnce(a, { address: first })).toMatchObject({ pushed: 0, pulled: 0 });
  });
});
