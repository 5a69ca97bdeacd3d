import { describe, expect, it } from 'vitest';
import { eraseRecord } from '#host/sync/erase.ts';
import { smallWorld } from './simulation/smallWorld.ts';

describe('a value that was withdrawn from a tenant', () => {
  it('is said again when the record is widened, although the broker was rolled back to before it all', async () => {
    const { broker, device, exchange } = smallWorld();
    const [a, b] = [device('a'), device('b')];
    const empty = broker.snapshot();
    const { id } = a.writer.create('missionNote', { title: 'Kept', visibility: 'public' }, a.context);
    await exchange(a);
    a.writer.patch(id, { visibility: 'government' }, a.context);
    await exchange(a);
    broker.rollBack(empty);
    a.writer.patch(id, { visibility: 'public' }, a.context);
    await exchange(a, b);
    expect(b.record(id)).toMatchObject({ title: { en: 'Kept' }, visibility: 'public' });
  });

  it('is erased also from a copied profile that keeps the record to itself', async () => {
    const { directory, device, exchange } = smallWorld();
    const a = device('a');
    const { id } = a.writer.create('contact', { name: 'Somchai', visibility: 'government' }, a.context);
    await exchange(a);
    a.writer.patch(id, { visibility: 'private' }, a.context);
    await exchange(a);
    a.copyTo(`${directory}/copy.db`);
    const copy = device('copy');
    expect(copy.record(id)).toMatchObject({ visibility: 'private' });
    eraseRecord(a.store, id);
    await exchange(a, copy);
    expect(copy.record(id)).toBeUndefined();
    expect(copy.store.statements.all('SELECT 1 FROM operation WHERE value LIKE ?', '%Somchai%')).toEqual([]);
  });
});
