import { describe, expect, it } from 'vitest';
import { finish } from '#db/finish.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

function person(services: HostServices) {
  return { actor: services.actor, language: 'en' };
}

const read = (services: HostServices, id: string) => services.reader.get(id, 'private').record;

describe('writing to the registry', () => {
  it('creates a record with an id, a class of visibility and links in both directions', async () => {
    const services = await temporaryRegistry();
    const { id, changeId } = services.writer.create(
      'followUp',
      {
        title: 'Call the city',
        study: 'sj2021-jakarta-ocg',
        city: 'jakarta',
        due: '2026-12-01',
        status: 'planned',
      },
      person(services),
    );
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(changeId).not.toBeNull();
    expect(read(services, id)).toMatchObject({
      kind: 'followUp',
      visibility: 'government',
      title: { en: 'Call the city' },
    });
    const back = services.reader.get('jakarta', 'private').links.followUp;
    expect(back).toEqual([
      expect.objectContaining({ id, direction: 'in', field: 'city', status: 'planned', date: undefined }),
    ]);
  });

  it('merges a patch: absent fields stay, null clears, language maps merge by language', async () => {
    const services = await temporaryRegistry();
    const before = read(services, 'jakarta');
    services.writer.patch('jakarta', { name: { vi: 'Gia-các-ta' }, timezone: null }, person(services));
    const after = read(services, 'jakarta');
    expect(after.name).toEqual({ ...(before.name as object), vi: 'Gia-các-ta' });
    expect(after.timezone).toBeUndefined();
    expect(after.country).toBe('ID');
  });

  it('changes lists by adding and removing members', async () => {
    const services = await temporaryRegistry();
    const before = read(services, 'jakarta').challenges as string[];
    services.writer.patch(
      'jakarta',
      { challenges: [...before.slice(1), 'ch.noise'].filter((id) => id !== 'ch.noise') },
      person(services),
    );
    expect(read(services, 'jakarta').challenges).toEqual(before.slice(1));
    const [last] = services.store.statements.all<{ action: string }>(
      'SELECT action FROM operation ORDER BY id DESC LIMIT 1',
    );
    expect(last?.action).toBe('remove');
  });

  it('writes nothing when nothing differs', async () => {
    const services = await temporaryRegistry();
    const { name, challenges } = read(services, 'jakarta');
    expect(services.writer.patch('jakarta', { name, challenges }, person(services))).toEqual({
      id: 'jakarta',
      changeId: null,
    });
  });

  it('dates and keeps every change of a project stage', async () => {
    const services = await temporaryRegistry();
    const { id } = services.writer.create(
      'project',
      { title: 'Bus data', stage: 'need', cities: ['jakarta'] },
      person(services),
    );
    services.writer.patch(id, { stage: 'study' }, person(services));
    const history = read(services, id).stageHistory as { stage: string; date: string }[];
    expect(history.map(({ stage }) => stage)).toEqual(['need', 'study']);
    expect(history.every(({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date))).toBe(true);
  });

  it.each([
    [
      'an unknown field, naming the nearest',
      { nmae: 'x' },
      { code: 'UNKNOWN_FIELD', details: { kind: 'city', field: 'nmae', nearest: 'name' } },
    ],
    ['a date that does not exist', { population: { value: 1.5 } }, { code: 'INVALID_INPUT' }],
    ['a latitude beyond the pole', { lat: 91 }, { code: 'INVALID_INPUT' }],
    ['a reference to nothing', { country: 'XX' }, { code: 'INVALID_INPUT' }],
    ['a choice that is none', { type: 'village' }, { code: 'INVALID_INPUT' }],
    ['a control character', { remarks: { en: 'a\u0000b' } }, { code: 'INVALID_INPUT' }],
    ['a lone surrogate', { remarks: { en: '\ud800' } }, { code: 'INVALID_INPUT' }],
    ['a text of a megabyte', { remarks: { en: 'x'.repeat(1_000_000) } }, { code: 'INVALID_INPUT' }],
    [
      'a script as an address',
      { sources: [{ title: 'x', url: 'javascript:alert(1)' }] },
      { code: 'INVALID_INPUT' },
    ],
    ['an emptied name', { name: null }, { code: 'INVALID_INPUT' }],
    ['a list where there is none', { name: ['x'] }, { code: 'INVALID_INPUT' }],
    ['a prototype in a map', JSON.parse('{"name":{"__proto__":"x"}}'), { code: 'INVALID_INPUT' }],
  ])('refuses %s and changes nothing', async (_, patch, refusal) => {
    const services = await temporaryRegistry();
    const count = () => services.store.statements.get('SELECT count(*) AS n FROM operation');
    const before = count();
    expect(() => services.writer.patch('jakarta', patch, person(services))).toThrow(
      expect.objectContaining(refusal),
    );
    expect(count()).toEqual(before);
  });

  it('keeps hostile but valid text as it is, in every script', async () => {
    const services = await temporaryRegistry();
    const text = `</script><img src=x onerror=alert(1)> "quotes" 'single' =SUM(A1) 漢字 ภาษาไทย ភាសាខ្មែរ ພາສາລາວ မြန်မာ 👩‍👩‍👧 \u202eabc`;
    services.writer.patch('jakarta', { remarks: { en: text } }, person(services));
    expect(read(services, 'jakarta').remarks?.en).toBe(text);
  });
});

describe('undo', () => {
  it('puts every field back as it was, as a new change that can itself be undone', async () => {
    const services = await temporaryRegistry();
    const before = read(services, 'jakarta');
    const { changeId } = services.writer.patch(
      'jakarta',
      { timezone: 'Asia/Tokyo', challenges: [], name: { en: 'X' }, remarks: { ja: 'メモ' } },
      person(services),
    );
    const changed = read(services, 'jakarta');
    const undone = services.writer.undo(changeId ?? '', person(services));
    const { updatedAt: _a, ...restored } = read(services, 'jakarta');
    const { updatedAt: _b, ...original } = before;
    expect({ ...restored, challenges: [...(restored.challenges as string[])].sort() }).toEqual({
      ...original,
      challenges: [...(original.challenges as string[])].sort(),
    });
    services.writer.undo(undone.changeId, person(services));
    expect(read(services, 'jakarta').timezone).toBe(changed.timezone);
    expect(read(services, 'jakarta').challenges).toBeUndefined();
  });

  it('keeps what was edited since, and says so', async () => {
    const services = await temporaryRegistry();
    const first = services.writer.patch(
      'jakarta',
      { timezone: 'Asia/Tokyo', yomi: 'じゃ' },
      person(services),
    );
    services.writer.patch('jakarta', { timezone: 'Asia/Manila' }, person(services));
    const { kept } = services.writer.undo(first.changeId ?? '', person(services));
    expect(kept).toEqual([{ recordId: 'jakarta', field: 'timezone' }]);
    expect(read(services, 'jakarta')).toMatchObject({ timezone: 'Asia/Manila', yomi: 'じゃかるた' });
  });

  it('takes a created record out of sight, and brings a removed one back', async () => {
    const services = await temporaryRegistry();
    const created = services.writer.create(
      'missionNote',
      { title: 'x', about: ['jakarta'] },
      person(services),
    );
    services.writer.undo(created.changeId ?? '', person(services));
    expect(read(services, created.id).deletedAt).toBeDefined();
    const removed = services.writer.remove('jakarta', person(services));
    expect(() => services.reader.get('jakarta', 'public')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    services.writer.undo(removed.changeId ?? '', person(services));
    expect(read(services, 'jakarta').deletedAt).toBeUndefined();
  });

  it('refuses a change that it does not know, and one with nothing left to undo', async () => {
    const services = await temporaryRegistry();
    expect(() => services.writer.undo('nothing', person(services))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    const { changeId } = services.writer.patch('jakarta', { timezone: 'Asia/Tokyo' }, person(services));
    services.writer.undo(changeId ?? '', person(services));
    expect(() => services.writer.undo(changeId ?? '', person(services))).toThrow(
      expect.objectContaining({ code: 'NOTHING_TO_UNDO' }),
    );
  });
});

describe('reading as an audience', () => {
  const secret = 'Zephyrine Confidential Works';

  async function withSecret() {
    const services = await temporaryRegistry();
    const organisation = services.writer.create(
      'organisation',
      {
        name: { en: secret },
        visibility: 'private',
        type: 'company',
        homeCountry: 'JP',
        citiesActive: ['jakarta'],
      },
      person(services),
    );
    services.writer.patch(
      'sj2021-jakarta-ocg',
      {
        consortium: [
          { name: secret, orgId: organisation.id, role: 'contractor' },
          { name: 'Open partner', role: 'contractor' },
        ],
      },
      person(services),
    );
    return { services, organisationId: organisation.id };
  }

  it.each(['public', 'member', 'government'] as const)(
    'shows %s no trace of a private record: list, page, links, search, counts',
    async (audience) => {
      const { services, organisationId } = await withSecret();
      const { searchRecords } = await import('#host/search/searchRecords.ts');
      const { readMapArcs } = await import('#host/map/arcs.ts');
      const { readingMapFeatures } = await import('#host/map/features.ts');
      const seen = JSON.stringify([
        services.reader.list({
          kind: 'organisation',
          where: [],
          limit: 5_000,
          offset: 0,
          audience,
          language: 'en',
          facets: ['homeCountry', 'type'],
        }),
        services.reader.list({
          kind: 'study',
          where: [],
          limit: 5_000,
          offset: 0,
          audience,
          language: 'en',
          facets: [],
        }),
        services.reader.get('jakarta', audience),
        services.reader.get('sj2021-jakarta-ocg', audience),
        searchRecords(services.store.statements, {
          text: 'Zephyrine',
          kinds: [],
          limit: 50,
          offset: 0,
          audience,
        }),
        finish(readingMapFeatures(services.store.statements, ['organisation', 'study'], audience)),
        readMapArcs(services.store.statements, audience),
      ]);
      expect(seen).not.toContain('Zephyrine');
      expect(seen).not.toContain(organisationId);
      expect(seen).toContain('Open partner');
      expect(() => services.reader.get(organisationId, audience)).toThrow(
        expect.objectContaining({ code: 'NOT_FOUND' }),
      );
      expect(
        searchRecords(services.store.statements, {
          text: 'Zephyrine',
          kinds: [],
          limit: 50,
          offset: 0,
          audience,
        }).total,
      ).toBe(0);
    },
  );

  it('shows the owner all of it', async () => {
    const { services, organisationId } = await withSecret();
    expect(services.reader.get(organisationId, 'private').record.name).toEqual({ en: secret });
  });

  it('stops finding a record by the name of a linked one when that is narrowed', async () => {
    const services = await temporaryRegistry();
    const { searchRecords } = await import('#host/search/searchRecords.ts');
    const { refreshStaleSearch } = await import('#db/searchVersion.ts');
    const organisation = services.writer.create(
      'organisation',
      { name: { en: 'Quixotic Sensors' }, visibility: 'public' },
      person(services),
    );
    services.writer.create('solution', { title: 'Gauge', organisation: organisation.id }, person(services));
    const found = () => {
      refreshStaleSearch(services.store);
      return searchRecords(services.store.statements, {
        text: 'quixotic',
        kinds: ['solution'],
        limit: 5,
        offset: 0,
        audience: 'public',
      }).total;
    };
    expect(found()).toBe(1);
    services.writer.patch(organisation.id, { visibility: 'private' }, person(services));
    expect(found()).toBe(0);
  });
});

describe('lists', () => {
  const list = (services: HostServices, request: object) =>
    services.reader.list({
      kind: 'study',
      where: [],
      limit: 5_000,
      offset: 0,
      audience: 'private',
      language: 'ja',
      facets: [],
      ...request,
    });

  it('filters by country, also through the cities of a record, and counts what a filter would give', async () => {
    const services = await temporaryRegistry();
    const inCambodia = list(services, { where: [{ field: 'country', operator: 'is', values: ['KH'] }] });
    expect(inCambodia.total).toBeGreaterThan(3);
    expect(inCambodia.items.every((item) => JSON.stringify(item).includes('KH'))).toBe(true);
    const needs = list(services, {
      kind: 'need',
      where: [{ field: 'country', operator: 'is', values: ['KH'] }],
    });
    expect(needs.total).toBeGreaterThan(0);
    const { facets, total } = list(services, { facets: ['programme'] });
    expect(facets.programme?.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });

  it('sorts cities by their Japanese reading, and by Latin name for others', async () => {
    const services = await temporaryRegistry();
    const readings = list(services, { kind: 'city' }).items.map((item) => item.yomi as string);
    const dictionary = new Intl.Collator('ja');
    expect(readings).toEqual(readings.toSorted(dictionary.compare));
    const names = list(services, { kind: 'city', language: 'en' }).items.map((item) =>
      (item.name as { en: string }).en.toLowerCase(),
    );
    expect(names.map((name) => name.normalize('NFD').replaceAll(/\p{M}/gu, ''))).toEqual(
      [...names.map((name) => name.normalize('NFD').replaceAll(/\p{M}/gu, ''))].sort(),
    );
  });

  it('pages without gaps or repeats', async () => {
    const services = await temporaryRegistry();
    const ids: string[] = [];
    for (let offset = 0; offset < 70; offset += 7)
      ids.push(...list(services, { limit: 7, offset }).items.map(({ id }) => id));
    expect(ids.length).toBe(list(services, {}).total);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names the nearest field for one that there is not', async () => {
    const services = await temporaryRegistry();
    expect(() =>
      list(services, { where: [{ field: 'fiscalyear', operator: 'is', values: [2021] }] }),
    ).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_FIELD',
        details: expect.objectContaining({ nearest: 'fiscalYear' }),
      }),
    );
    expect(() => list(services, { sort: { field: '1; DROP TABLE record', direction: 'ascending' } })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_FIELD' }),
    );
  });
});
