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

  it('is erased also when the broker forgot the erasure and a copied profile then said a mere withdrawal in its place', async () => {
    const { broker, directory, device, exchange } = smallWorld();
    const a = device('a');
    const { id } = a.writer.create('contact', { name: 'Somchai', visibility: 'member' }, a.context);
    await exchange(a);
    const before = broker.snapshot();
    a.writer.patch(id, { visibility: 'private' }, a.context);
    a.copyTo(`${directory}/copy.db`);
    const copy = device('copy');
    eraseRecord(a.store, id);
    await exchange(a);
    broker.rollBack(before);
    await exchange(copy);
    await exchange(a, copy);
    expect(copy.record(id)).toBeUndefined();
    expect(copy.store.statements.all('SELECT 1 FROM operation WHERE value LIKE ?', '%Somchai%')).toEqual([]);
  });

  it('is taken out of the endpoint once more when a backup of the broker has brought it back, also where its own slot lost nothing', async () => {
    const { broker, device, exchange } = smallWorld();
    const [author, other] = [device('author'), device('other')];
    const { id } = author.writer.create(
      'missionNote',
      { title: 'Comes back', visibility: 'public' },
      author.context,
    );
    await exchange(author, other);
    const before = broker.snapshot();
    other.writer.patch(id, { visibility: 'private' }, other.context);
    await exchange(other, author);
    const stands = () => broker.texts('public').some((text) => text?.includes('Comes back'));
    expect(stands()).toBe(false);
    broker.rollBack(before);
    expect(stands()).toBe(true);
    await exchange(other, author);
    expect(stands()).toBe(false);
  });
});

it('an erased value goes also from a change that nobody takes in, because there is a gap before it', async () => {
  const { broker, device, exchange } = smallWorld();
  const [author, other] = [device('author'), device('other')];
  const { id } = author.writer.create(
    'contact',
    { name: 'Somchai', visibility: 'government' },
    author.context,
  );
  other.writer.create('contact', { name: 'Aye', visibility: 'government' }, other.context);
  await exchange(author, other);
  // As a copy of the profile leaves it that went on in the same slot.
  const change = broker.entities('government').find(({ id: name }) => String(name).endsWith('0001:00000001'));
  broker.put('government', { ...change, id: 'urn:ngsi-ld:RegistryChange:0001:00000009' });
  const standing = () => broker.texts('government').filter((text) => text?.includes('Somchai')).length;
  expect(standing()).toBe(2);
  eraseRecord(author.store, id);
  await exchange(author, other);
  expect(standing()).toBe(0);
  expect(broker.texts('government').some((text) => text?.includes('Aye'))).toBe(true);
});

it('a record that was widened keeps its text behind a gap that closes again, also past a device that still takes it for narrower', async () => {
  const { broker, device, sync, exchange } = smallWorld();
  const [author, late, reader] = [device('author'), device('late'), device('reader')];
  const { id } = author.writer.create(
    'missionNote',
    { title: 'For all', visibility: 'government' },
    author.context,
  );
  late.writer.create('missionNote', { title: 'Its own', visibility: 'public' }, late.context);
  await exchange(author, late);
  author.writer.create('missionNote', { title: 'Before it', visibility: 'public' }, author.context);
  author.writer.patch(id, { visibility: 'public' }, author.context);
  await sync(author);
  // As when the answer of the broker is only a part.
  const hidden = broker
    .entities('public')
    .find((entity) => entity.type === 'RegistryChange' && JSON.stringify(entity).includes('Before it'));
  broker.remove('public', String(hidden?.id));
  await sync(late, ['public']);
  expect(late.record(id)).toMatchObject({ visibility: 'government' });
  broker.put('public', hidden ?? {});
  await sync(reader, ['public']);
  expect(reader.record(id)).toMatchObject({ title: { en: 'For all' }, visibility: 'public' });
  await exchange(late);
  expect(late.record(id)).toMatchObject({ title: { en: 'For all' }, visibility: 'public' });
});

it('a text that was replaced before its record was widened stays with those it was written for, also after the broker lost everything', async () => {
  const { broker, device, sync, exchange } = smallWorld();
  const [author, widener, reader] = [device('author'), device('widener'), device('reader')];
  const empty = broker.snapshot();
  const { id } = author.writer.create(
    'missionNote',
    { title: 'Visit', visibility: 'government' },
    author.context,
  );
  await exchange(author, widener);
  author.writer.patch(id, { body: 'Among officials' }, author.context);
  await exchange(author);
  author.writer.patch(id, { body: 'For everybody' }, author.context);
  await exchange(author);
  widener.writer.patch(id, { visibility: 'public' }, widener.context);
  // The reader hears of the widening first, and only then of what was written by somebody who did not know of it.
  await sync(widener, ['public']);
  await sync(reader, ['public']);
  await sync(reader);
  broker.rollBack(empty);
  await exchange(reader);
  const shown = broker.texts('public').join();
  expect(shown).toContain('For everybody');
  expect(shown).not.toContain('Among officials');
  expect(reader.record(id)).toMatchObject({ body: { en: 'For everybody' } });
});
