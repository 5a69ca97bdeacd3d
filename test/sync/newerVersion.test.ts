import { describe, expect, it } from 'vitest';
import { changeId, changeType } from '#core/sync/wireIds.ts';
import { smallWorld } from './simulation/smallWorld.ts';

/** A change as a version of the app writes it that this one does not know. */
const fromTheFuture = (number: number, recordId: string) => ({
  id: changeId(1, number),
  type: changeType,
  format: { type: 'Property', value: 2 },
  hash: { type: 'Property', value: 'f'.repeat(64) },
  body: {
    type: 'JsonProperty',
    json: { text: JSON.stringify({ shape: 'other', operations: [{ recordId, twist: 1 }] }) },
  },
});

describe('changes in a format that only a newer version of the app reads', () => {
  it('make their records read-only here, and nothing else; what they say comes in after the update', async () => {
    const { broker, device, sync, exchange } = smallWorld();
    const [a, b] = [device('a'), device('b')];
    const note = (title: string) =>
      a.writer.create('missionNote', { title, visibility: 'public' }, a.context).id;
    const [touched, other] = [note('Touched'), note('Other')];
    await exchange(a, b);
    const before = broker.snapshot();
    broker.put('public', fromTheFuture(3, touched));

    const outcomes = await sync(b);
    expect(outcomes.find((space) => space.class === 'public')?.failure?.kind).toBe('updateNeeded');
    const refused = expect.objectContaining({ code: 'SYNC_UPDATE_NEEDED', details: { id: touched } });
    expect(() => b.writer.patch(touched, { date: '2026-01' }, b.context)).toThrow(refused);
    expect(() => b.writer.remove(touched, b.context)).toThrow(refused);
    expect(b.record(touched)).toMatchObject({ title: { en: 'Touched' } });
    b.writer.patch(other, { date: '2026-02' }, b.context);
    await sync(b);
    // The update: the same number, in a format that is known.
    const sentByB = broker.entities('public').filter((entity) => String(entity.id).includes(':0002'));
    broker.rollBack(before);
    for (const entity of sentByB) broker.put('public', entity);
    a.writer.patch(touched, { date: '2026-03' }, a.context);
    await exchange(a, b);
    expect(b.record(touched)).toMatchObject({ date: '2026-03' });
    expect(b.writer.patch(touched, { date: '2026-04' }, b.context).changeId).not.toBeNull();
    await exchange(b, a);
    expect([a.record(touched)?.date, a.record(other)?.date]).toEqual(['2026-04', '2026-02']);
  });

  it('that know kinds and fields unknown here are kept and passed on', async () => {
    const { device, exchange } = smallWorld();
    const [a, b, c] = [device('a'), device('b'), device('c')];
    const set = (field: string, value: unknown) => ({
      recordId: 'from-later',
      field,
      action: 'set' as const,
      value,
      previous: [],
    });
    a.store.append({ actor: 'a', origin: 'hand' }, [
      set('__kind', 'hologram'),
      set('visibility', 'public'),
      set('shimmer/en', { depth: 3 }),
    ]);
    const { id } = a.writer.create('missionNote', { title: 'After', visibility: 'public' }, a.context);
    await exchange(a, b, c);
    for (const each of [b, c]) {
      expect(each.record('from-later')).toBeUndefined();
      expect(each.store.ledger.heads('from-later').map((head) => head.value)).toEqual([
        'hologram',
        { depth: 3 },
        'public',
      ]);
      expect(each.record(id)).toMatchObject({ title: { en: 'After' } });
    }
  });
});
