import { expect, it } from 'vitest';
import { countWrongSortNames } from '#db/sortNames.ts';
import type { RegistryReader } from '#host/registry/reader.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const citiesInOrder = (reader: RegistryReader): string[] =>
  reader
    .list({ kind: 'city', where: [], limit: 500, offset: 0, audience: 'private', language: 'ja', facets: [] })
    .items.map(({ id }) => id);

it('a list in Japanese stands in the order of a dictionary: a long vowel is the vowel that it lengthens', async () => {
  const { reader } = await temporaryRegistry();
  const order = citiesInOrder(reader);
  expect(order.indexOf('khon-kaen')).toBeLessThan(order.indexOf('kota-kinabalu'));
  expect(order.indexOf('phuket')).toBeLessThan(order.indexOf('phnom-penh'));
});

it('a reading that is corrected moves the record', async () => {
  const { store, reader, writer, actor } = await temporaryRegistry();
  writer.patch('khon-kaen', { yomi: 'ん' }, { actor, language: 'ja' });
  expect(citiesInOrder(reader).at(-1)).toBe('khon-kaen');
  expect(countWrongSortNames(store.statements)).toBe(0);
});

it('a large file is brought in order in steps, whose shares rise to the whole also when its lines are made anew', async () => {
  const { store } = await temporaryRegistry();
  const count = store.statements.get<{ n: number }>('SELECT count(*) AS n FROM record')?.n ?? 0;
  store.statements.run("DELETE FROM meta WHERE key IN ('lists.names', 'lists.fields')");
  const shares: number[] = [];
  store.write(() => shares.push(...store.bringingListsInStep()));
  expect(shares.filter((share) => share < 0.5).length).toBeGreaterThanOrEqual(Math.floor(count / 500));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

it('a file that stands in another order is brought into this one when it is opened, and its check says so before', async () => {
  const { store, reader, openStore } = await temporaryRegistry();
  const order = citiesInOrder(reader);
  store.statements.run("UPDATE record SET sort_japanese = 'こーんけん' WHERE id = 'khon-kaen'");
  store.statements.run("DELETE FROM meta WHERE key = 'lists.names'");
  expect(citiesInOrder(reader)).not.toEqual(order);
  expect(checkRegistry(store).problems).toEqual([{ code: 'LISTS_DIFFER', detail: '1' }]);
  openStore().close();
  expect(citiesInOrder(reader)).toEqual(order);
  expect(checkRegistry(store).problems).toEqual([]);
});
