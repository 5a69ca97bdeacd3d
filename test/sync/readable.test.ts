import { describe, expect, it, onTestFinished } from 'vitest';
import type { Visibility } from '#core/kinds/choices.ts';
import { readRecord } from '#db/queries/records.ts';
import { readActivity } from '#host/registry/activity.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import type { HostServices } from '#host/services.ts';
import type { Dialect } from '#host/sync/brokers/brokerOptions.ts';
import { listConflicts } from '#host/sync/conflicts.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { bringSearchInStep } from '#host/sync/searchAfterwards.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { smallRegistry, temporaryDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';

const dialects: readonly Dialect[] = ['ngsi-ld', 'ngsi-v2'];

/** The endpoint as another program uses it. */
function otherProgram(url: string, dialect: Dialect, tenant: Visibility = 'public') {
  const isLd = dialect === 'ngsi-ld';
  const entities = `${url}${isLd ? '/ngsi-ld/v1' : '/v2'}/entities`;
  const headers: Record<string, string> = isLd
    ? { 'NGSILD-Tenant': tenant }
    : { 'Fiware-Service': tenant, 'Fiware-ServicePath': '/musubi' };
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${entities}${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, text, json: text ? JSON.parse(text) : undefined };
  };
  return {
    read: (id: string) => send('GET', `/${id}`),
    all: (type: string) => send('GET', `?type=${type}&limit=1000`),
    remove: (id: string) => send('DELETE', `/${id}`),
    /** Replaces one attribute and leaves the others alone. */
    write: async (id: string, name: string, value: unknown) => {
      const isMap = value !== null && typeof value === 'object';
      const attribute = isLd
        ? isMap
          ? { type: 'LanguageProperty', languageMap: value }
          : { type: 'Property', value }
        : { type: isMap ? 'StructuredValue' : 'Text', value };
      const { status } = await send('POST', `/${id}/attrs`, { [name]: attribute });
      expect(status).toBe(204);
    },
  };
}

describe.each(dialects)('what other users of an urban OS read and write, in %s', (dialect) => {
  it('is all that comes with the app, of which nothing that a broker does to it is taken for an edit', {
    timeout: 120_000,
  }, async () => {
    const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
    onTestFinished(endpoint.close);
    const here = await temporaryRegistry();
    const sync = () => syncOnce(here, { address: endpoint.url, dialect });
    await sync();
    const others = otherProgram(endpoint.url, dialect);
    for (const [type, kind] of [
      ['SmartCity', 'city'],
      ['CityNeed', 'need'],
      ['Organization', 'organisation'],
    ]) {
      const stands = here.store.statements.get<{ count: number }>(
        'SELECT count(*) AS count FROM record WHERE kind = ?',
        kind,
      );
      expect((await others.all(type ?? '')).json.length, type).toBe(stands?.count);
    }
    expect(await sync()).toMatchObject({ pulled: 0, pushed: 0 });
  });

  it('is every record of the tenant, their edits come back, and nothing goes round in a circle', {
    timeout: 120_000,
  }, async () => {
    const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
    onTestFinished(endpoint.close);
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const sync = (services: HostServices) => syncOnce(services, { address: endpoint.url, dialect });
    const context = { actor: here.actor, language: 'en' };
    const title = 'Harbour <data> \'sharing\' (draft); = "1" 50%';
    const { id } = here.writer.create(
      'missionNote',
      { title: { en: title, ja: '港湾' }, about: ['jakarta'], visibility: 'public' },
      context,
    );
    const hidden = here.writer.create(
      'missionNote',
      { title: { en: 'only-for-us' }, about: [id], visibility: 'private' },
      context,
    ).id;
    await sync(here);

    const others = otherProgram(endpoint.url, dialect);
    const urn = `urn:ngsi-ld:MissionNote:${id}`;
    const city = await others.read('urn:ngsi-ld:SmartCity:jakarta');
    expect(city.json.location.value).toMatchObject({ type: 'Point' });
    expect(city.json.registryStatus.value).toBe('current');
    expect((await others.all('SmartCity')).json.length).toBeGreaterThan(30);
    expect((await others.read(`urn:ngsi-ld:MissionNote:${hidden}`)).status).toBe(404);
    expect((await others.all('MissionNote')).text).not.toContain('only-for-us');
    expect((await others.read(urn)).text).toContain('urn:ngsi-ld:SmartCity:jakarta');
    // Nothing that a broker does to the signs in a text is taken for an edit.
    expect(await sync(here)).toMatchObject({ pulled: 0, pushed: 0 });

    // Both devices find the edit by themselves; it is one operation all the same.
    await sync(there);
    // What has arrived waits for the index, which follows the exchange; nobody searches without it.
    const waiting = () => there.store.statements.all('SELECT row FROM search_stale').length;
    expect(waiting()).toBeGreaterThan(0);
    await bringSearchInStep(there.store, AbortSignal.abort());
    expect(waiting()).toBeGreaterThan(0);
    await bringSearchInStep(there.store);
    expect(waiting()).toBe(0);
    const found = searchRecords(there.store.statements, {
      text: '港湾',
      kinds: ['missionNote'],
      limit: 10,
      offset: 0,
      audience: 'private',
    });
    expect(found.items.map((item) => item.id)).toContain(id);
    await others.write(urn, 'title', { en: 'edited outside', ja: '港湾' });
    await others.write('urn:ngsi-ld:SmartCity:jakarta', 'sensorOfOthers', 21);
    expect((await sync(there)).pulled).toBeGreaterThan(0);
    await sync(here);
    for (const services of [here, there]) {
      expect(readRecord(services.store.statements, id)).toMatchObject({
        title: { en: 'edited outside', ja: '港湾' },
      });
      expect(listConflicts(services.store)).toEqual([]);
    }
    const [latest] = readActivity(there.store.statements, { limit: 1, recordId: id }).items;
    expect(latest).toMatchObject({ actor: 'urban-os', origin: 'sync' });
    for (const services of [here, there])
      expect(await sync(services)).toMatchObject({ pulled: 0, pushed: 0, toSend: 0 });
    expect((await others.read('urn:ngsi-ld:SmartCity:jakarta')).json.sensorOfOthers.value).toBe(21);

    // Edited here and there at once: a person settles it, and nobody's value is gone meanwhile.
    here.writer.patch(id, { title: { en: 'written here' } }, context);
    await others.write(urn, 'title', { en: 'written outside', ja: '港湾' });
    await sync(here);
    const [conflict] = listConflicts(here.store);
    expect(conflict?.values.map(({ value, mine }) => [value, mine])).toEqual([
      ['written here', true],
      ['written outside', false],
    ]);

    // What cannot be taken is said and put right.
    await others.write(urn, 'date', 'yesterday');
    await sync(here);
    expect((await others.read(urn)).json.date).toBeUndefined();
    expect(readRecord(here.store.statements, id)?.date).toBeUndefined();

    here.writer.remove(id, context);
    await sync(here);
    const removed = await others.read(urn);
    expect(removed.json.registryStatus.value).toBe('deleted');
    expect(removed.text).not.toContain('written');
  });

  it('is emptied of what was narrowed or erased', { timeout: 120_000 }, async () => {
    const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
    onTestFinished(endpoint.close);
    const here = await smallRegistry();
    const sync = () => syncOnce(here, { address: endpoint.url, dialect });
    const context = { actor: here.actor, language: 'en' };
    const create = (text: string) =>
      here.writer.create('missionNote', { title: { en: text }, visibility: 'public' }, context).id;
    const [narrowed, erased] = [create('to be narrowed'), create('to be erased')];
    await sync();
    here.writer.patch(narrowed, { visibility: 'government' }, context);
    eraseRecord(here.store, erased);
    await sync();
    const open = otherProgram(endpoint.url, dialect);
    for (const id of [narrowed, erased]) {
      const { json, text } = await open.read(`urn:ngsi-ld:MissionNote:${id}`);
      expect(json.registryStatus.value).toBe('withdrawn');
      expect(text).not.toContain('to be');
    }
    const closed = otherProgram(endpoint.url, dialect, 'government');
    expect((await closed.read(`urn:ngsi-ld:MissionNote:${narrowed}`)).text).toContain('to be narrowed');
    here.writer.patch(narrowed, { visibility: 'public' }, context);
    await sync();
    // It leaves the narrower tenant once the wider one has it.
    await sync();
    expect((await open.read(`urn:ngsi-ld:MissionNote:${narrowed}`)).text).toContain('to be narrowed');
    expect((await closed.read(`urn:ngsi-ld:MissionNote:${narrowed}`)).text).not.toContain('to be narrowed');
  });
});
