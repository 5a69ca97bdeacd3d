import { describe, expect, it } from 'vitest';
import { FOLDING_VERSION } from '#core/search/fold.ts';
import { writeMeta } from '#db/meta.ts';
import { foldingVersionKey } from '#db/searchVersion.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import { openServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import {
  resourcesDirectory,
  temporaryDirectory,
  temporaryRegistry,
  testShell,
} from '#test/support/temporaryRegistry.ts';

async function searcher() {
  const services = await temporaryRegistry();
  return (text: string, kinds: Parameters<typeof searchRecords>[1]['kinds'] = []) =>
    searchRecords(services.store.statements, { text, kinds, limit: 500, offset: 0, audience: 'private' });
}

describe('search over the real registry', () => {
  it.each([
    ['da nang', 'da-nang'],
    ['Đà Nẵng', 'da-nang'],
    ['ばんこく', 'bangkok'],
    ['バンコク', 'bangkok'],
    ['ﾊﾞﾝｺｸ', 'bangkok'],
    ['BANGKOK', 'bangkok'],
    ['じゃかるた', 'jakarta'],
    ['プノンペン', 'phnom-penh'],
    ['ភ្នំពេញ', 'phnom-penh'],
    ['ວຽງຈັນ', 'vientiane'],
    ['ရန်ကုန်', 'yangon'],
    ['siem reap', 'siem-reap'],
    ['国土交通省', 'org.mlit'],
    ['日本工営', 'org.nippon-koei'],
  ])('puts the record named %s first', async (text, id) => {
    const search = await searcher();
    expect(search(text).items[0]?.id).toBe(id);
  });

  it.each(['防災', '水', 'น้ำ', 'ទឹក', 'ນ້ຳ', 'ရေ', 'lũ', 'banjir', 'baha'])(
    'finds %s and marks where',
    async (text) => {
      const search = await searcher();
      const { total, items } = search(text);
      expect(total).toBeGreaterThan(0);
      expect(items[0]?.matched[0]?.segments.some((segment) => segment.hit)).toBe(true);
      for (const { matched } of items.slice(0, 20)) {
        for (const { text: whole, segments } of matched) {
          const shown = segments
            .map((segment) => segment.text)
            .join('')
            .replaceAll('…', '');
          expect(whole).toContain(shown.slice(0, 10));
        }
      }
    },
  );

  it('shows whole names before names that begin so, and those before mentions', async () => {
    const search = await searcher();
    const scores = search('jakarta').items.map(({ score }) => score);
    expect(scores[0]).toBeGreaterThan(2);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('shows a term that is only called so by a synonym below whatever has the word in its title', async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'en' };
    const create = (kind: 'concept' | 'need', values: Record<string, unknown>) =>
      services.writer.create(kind, values, context).id;
    const named = create('need', { title: { en: 'Zorbic pumps' }, city: 'jakarta' });
    const titled = create('need', { title: { en: 'Long plea for better zorbic' }, city: 'jakarta' });
    const mentioned = create('need', {
      title: { en: 'Pumps' },
      city: 'jakarta',
      remarks: { en: 'Something zorbic' },
    });
    const term = create('concept', {
      type: 'challenge',
      label: { en: 'Drainage' },
      synonyms: { en: ['zorbic'] },
    });
    const { items } = searchRecords(services.store.statements, {
      text: 'zorbic',
      kinds: [],
      limit: 10,
      offset: 0,
      audience: 'private',
    });
    const order = items.map(({ id }) => id);
    expect(order.slice(0, 2)).toEqual([named, titled]);
    expect(order.slice(2).sort()).toEqual([mentioned, term].sort());
  });

  it('answers nothing, without failing, for questions without words', async () => {
    const search = await searcher();
    for (const text of ['', ' ', '"', '***', 'AND', '(', '\u0000', '👍', "'; DROP TABLE record; --"]) {
      expect(() => search(text)).not.toThrow();
    }
    expect(search('"').total).toBe(0);
  });

  it('keeps to the kinds asked for', async () => {
    const search = await searcher();
    expect(search('jakarta', ['study']).items.every(({ kind }) => kind === 'study')).toBe(true);
  });
});

describe('the search index', () => {
  it('is made anew when the folding rules changed', async () => {
    const directory = temporaryDirectory();
    const services = await temporaryRegistry(directory);
    services.store.write(() => {
      services.store.database.exec(
        "INSERT INTO search_text (search_text) VALUES ('delete-all'); DELETE FROM search_key;",
      );
      writeMeta(services.store.statements, foldingVersionKey, String(FOLDING_VERSION - 1));
    });
    expect(checkRegistry(services.store).ok).toBe(false);
    services.close();
    const again = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
    const find = (text: string) =>
      searchRecords(again.store.statements, { text, kinds: [], limit: 5, offset: 0, audience: 'private' })
        .items[0]?.id;
    expect(find('da nang')).toBe('da-nang');
    expect(checkRegistry(again.store)).toEqual({ ok: true, problems: [] });
    again.close();
  });

  it('finds a record by the new name of what it points to', async () => {
    const services = await temporaryRegistry();
    const { refreshStaleSearch } = await import('#db/searchVersion.ts');
    services.writer.patch(
      'jakarta',
      { name: { en: 'Qwertypolis' } },
      { actor: services.actor, language: 'en' },
    );
    refreshStaleSearch(services.store);
    const { items } = searchRecords(services.store.statements, {
      text: 'qwertypolis',
      kinds: ['study'],
      limit: 5,
      offset: 0,
      audience: 'private',
    });
    expect(items.length).toBeGreaterThan(0);
  });
});
