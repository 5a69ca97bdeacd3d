import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshId, ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import type { Json, JsonObject } from '#urbanos/json.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.dispose());

const linked = { 'content-type': 'application/ld+json' };
const core = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld';

async function created(attributes: JsonObject, type: Json = 'Building'): Promise<string> {
  const id = freshId();
  const answer = await endpoint.call('POST', ld('/entities'), { id, type, ...attributes });
  expect(answer.status, answer.text).toBe(201);
  return id;
}

async function read(id: string, parameters: Record<string, string> = {}): Promise<JsonObject> {
  const answer = await endpoint.call('GET', ld(`/entities/${id}`, parameters));
  expect(answer.status, answer.text).toBe(200);
  return answer.object;
}

const everyKind: JsonObject = {
  plain: {
    type: 'Property',
    value: { street: 'Main', floors: [1, 2] },
    unitCode: 'CEL',
    observedAt: '2024-04-01T00:00:00Z',
  },
  location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [104.9, 11.5] } },
  name: { type: 'LanguageProperty', languageMap: { ja: 'プノンペン', en: 'Phnom Penh', km: 'ភ្នំពេញ' } },
  raw: { type: 'JsonProperty', json: { id: 'x', value: '<b> "quoted" (=;\')', none: null, empty: [] } },
  category: { type: 'VocabProperty', vocab: ['Residential', 'Office'] },
  steps: { type: 'ListProperty', valueList: [3, 1, 2] },
  owner: { type: 'Relationship', object: ['urn:a:1', 'urn:a:2'], objectType: 'Organization' },
  route: { type: 'ListRelationship', objectList: [{ object: 'urn:a:1' }, { object: 'urn:a:1' }] },
  speed: [
    { type: 'Property', value: 1, source: { type: 'Property', value: 'gps' } },
    { type: 'Property', value: 2, datasetId: 'urn:dataset:1' },
  ],
};

describe('Create and retrieve', () => {
  it('answers 201 with the path of the entity, and gives back what was stored', async () => {
    const id = freshId();
    const answer = await endpoint.call('POST', ld('/entities'), {
      id,
      type: ['Building', 'Office'],
      ...everyKind,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/ngsi-ld/v1/entities/${id}`);
    expect(answer.text).toBe('');
    expect(await read(id)).toEqual({ id, type: ['Building', 'Office'], ...everyKind });
  });

  it('answers 409 AlreadyExists for an id that is taken, in the same tenant only', async () => {
    const id = await created({});
    const again = await endpoint.call('POST', ld('/entities'), { id, type: 'Other' });
    expect([again.status, again.problem]).toEqual([409, 'AlreadyExists']);
    expect(again.headers.get('content-type')).toBe('application/json');
    expect(again.object).toMatchObject({
      status: 409,
      title: expect.any(String),
      detail: expect.stringContaining(id),
    });
    const elsewhere = await endpoint.call(
      'POST',
      ld('/entities'),
      { id, type: 'Other' },
      { 'ngsild-tenant': 'other' },
    );
    expect(elsewhere.status).toBe(201);
  });

  it('lets exactly one of many concurrent creations win', async () => {
    const id = freshId();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, value) =>
        endpoint.call('POST', ld('/entities'), { id, type: 'Slot', value }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  const refused: Array<[name: string, body: Json, problem: string]> = [
    ['no id', { type: 'T' }, 'BadRequestData'],
    ['an id that is not a URI', { id: 'plain', type: 'T' }, 'BadRequestData'],
    ['no type', { id: 'urn:x:r' }, 'BadRequestData'],
    ['a type that is a keyword', { id: 'urn:x:r', type: 'type' }, 'BadRequestData'],
    ['an empty list of types', { id: 'urn:x:r', type: [] }, 'BadRequestData'],
    ['a list', [{ id: 'urn:x:r', type: 'T' }], 'BadRequestData'],
    ['text that is not JSON', '{"id":', 'InvalidRequest'],
    ['an empty body', '', 'InvalidRequest'],
    ['an @context in application/json', { id: 'urn:x:r', type: 'T', '@context': core }, 'BadRequestData'],
    ['a Property without value', { id: 'urn:x:r', type: 'T', a: { type: 'Property' } }, 'BadRequestData'],
    [
      'a Property with null',
      { id: 'urn:x:r', type: 'T', a: { type: 'Property', value: null } },
      'BadRequestData',
    ],
    [
      'a Property with an object',
      { id: 'urn:x:r', type: 'T', a: { type: 'Property', value: 1, object: 'urn:b:1' } },
      'BadRequestData',
    ],
    [
      'a Relationship without object',
      { id: 'urn:x:r', type: 'T', a: { type: 'Relationship' } },
      'BadRequestData',
    ],
    [
      'a Relationship to no URI',
      { id: 'urn:x:r', type: 'T', a: { type: 'Relationship', object: 'no uri' } },
      'BadRequestData',
    ],
    [
      'an unknown attribute type',
      { id: 'urn:x:r', type: 'T', a: { type: 'Novelty', value: 1 } },
      'BadRequestData',
    ],
    [
      'a location that is no geometry',
      {
        id: 'urn:x:r',
        type: 'T',
        location: { type: 'GeoProperty', value: { type: 'Point', coordinates: ['a', 'b'] } },
      },
      'BadRequestData',
    ],
    [
      'a location that is a plain Property',
      { id: 'urn:x:r', type: 'T', location: { type: 'Property', value: 'here' } },
      'BadRequestData',
    ],
    [
      'an open polygon',
      {
        id: 'urn:x:r',
        type: 'T',
        area: {
          type: 'GeoProperty',
          value: {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [1, 0],
                [1, 1],
                [0, 1],
              ],
            ],
          },
        },
      },
      'BadRequestData',
    ],
    [
      'observedAt without time zone',
      { id: 'urn:x:r', type: 'T', a: { value: 1, observedAt: '2024-01-01T00:00:00' } },
      'BadRequestData',
    ],
    [
      'two instances of one dataset',
      { id: 'urn:x:r', type: 'T', a: [{ value: 1 }, { value: 2 }] },
      'BadRequestData',
    ],
    [
      'a datasetId that is no URI',
      { id: 'urn:x:r', type: 'T', a: { value: 1, datasetId: 'x' } },
      'BadRequestData',
    ],
    [
      'the NGSI-LD Null as value',
      { id: 'urn:x:r', type: 'T', a: { type: 'Property', value: 'urn:ngsi-ld:null' } },
      'BadRequestData',
    ],
    ['the NGSI-LD Null as attribute', { id: 'urn:x:r', type: 'T', a: 'urn:ngsi-ld:null' }, 'BadRequestData'],
    [
      'the NGSI-LD Null inside a value',
      { id: 'urn:x:r', type: 'T', a: { value: { b: 'urn:ngsi-ld:null' } } },
      'BadRequestData',
    ],
    ['an attribute name with forbidden characters', { id: 'urn:x:r', type: 'T', 'a(b': 1 }, 'BadRequestData'],
    [
      'a language map with numbers',
      { id: 'urn:x:r', type: 'T', a: { languageMap: { en: 1 } } },
      'BadRequestData',
    ],
    ['a scope with spaces', { id: 'urn:x:r', type: 'T', scope: '/a b' }, 'BadRequestData'],
  ];
  it.each(refused)('refuses %s', async (_name, body, problem) => {
    const answer = await endpoint.call('POST', ld('/entities'), body);
    expect([answer.status, answer.problem], answer.text).toEqual([400, problem]);
    expect((await endpoint.call('GET', ld('/entities/urn:x:r'))).status).toBe(404);
  });

  it('takes concise form and shows it in full', async () => {
    const id = await created({
      a: 5,
      b: 'text',
      c: [1, 'two'],
      d: { type: 'Point', coordinates: [1, 2] },
      e: { value: 1, unitCode: 'MTR', f: 'inner' },
      g: { object: 'urn:a:1' },
      h: { languageMap: { en: 'x' } },
      i: { vocab: 'Term' },
      j: { json: [null] },
      k: { valueList: [] },
      l: { any: 'object' },
    });
    expect(await read(id)).toEqual({
      id,
      type: 'Building',
      a: { type: 'Property', value: 5 },
      b: { type: 'Property', value: 'text' },
      c: { type: 'Property', value: [1, 'two'] },
      d: { type: 'GeoProperty', value: { type: 'Point', coordinates: [1, 2] } },
      e: { type: 'Property', value: 1, unitCode: 'MTR', f: { type: 'Property', value: 'inner' } },
      g: { type: 'Relationship', object: 'urn:a:1' },
      h: { type: 'LanguageProperty', languageMap: { en: 'x' } },
      i: { type: 'VocabProperty', vocab: 'Term' },
      j: { type: 'JsonProperty', json: [null] },
      k: { type: 'ListProperty', valueList: [] },
      l: { type: 'Property', value: { any: 'object' } },
    });
  });

  it('shows the simplified form', async () => {
    const id = await created(everyKind);
    const expected = {
      id,
      type: 'Building',
      plain: { street: 'Main', floors: [1, 2] },
      location: { type: 'Point', coordinates: [104.9, 11.5] },
      name: { languageMap: everyKind.name && (everyKind.name as JsonObject).languageMap },
      raw: { json: (everyKind.raw as JsonObject).json },
      category: { vocab: ['Residential', 'Office'] },
      steps: [3, 1, 2],
      owner: ['urn:a:1', 'urn:a:2'],
      route: ['urn:a:1', 'urn:a:1'],
      speed: { dataset: { '@none': 1, 'urn:dataset:1': 2 } },
    };
    expect(await read(id, { options: 'keyValues' })).toEqual(expected);
    expect(await read(id, { format: 'simplified' })).toEqual(expected);
  });

  it('shows a concise form that reads back as the same entity', async () => {
    const id = await created(everyKind);
    const concise = await read(id, { format: 'concise' });
    expect(concise.plain).toEqual({
      value: { street: 'Main', floors: [1, 2] },
      unitCode: 'CEL',
      observedAt: '2024-04-01T00:00:00Z',
    });
    const copy = freshId();
    expect((await endpoint.call('POST', ld('/entities'), { ...concise, id: copy })).status).toBe(201);
    expect(await read(copy)).toEqual({ ...(await read(id)), id: copy });
  });

  it('narrows by attrs, pick, omit and datasetId', async () => {
    const id = await created({ a: 1, b: 2, scope: '/x', speed: everyKind.speed as Json });
    expect(Object.keys(await read(id, { attrs: 'a,unknown' })).sort()).toEqual(['a', 'id', 'scope', 'type']);
    expect((await endpoint.call('GET', ld(`/entities/${id}`, { attrs: 'unknown' }))).problem).toBe(
      'ResourceNotFound',
    );
    expect(await read(id, { pick: 'id,b' })).toEqual({ id, b: { type: 'Property', value: 2 } });
    expect(Object.keys(await read(id, { omit: 'id,b,scope' })).sort()).toEqual(['a', 'speed', 'type']);
    expect(await read(id, { datasetId: 'urn:dataset:1' })).toEqual({
      id,
      type: 'Building',
      scope: '/x',
      speed: { type: 'Property', value: 2, datasetId: 'urn:dataset:1' },
    });
  });

  it('turns texts into one language, best match first', async () => {
    const id = await created({ name: everyKind.name as Json });
    const cases: Array<[filter: string, value: string, language: string]> = [
      ['ja', 'プノンペン', 'ja'],
      ['fr-CH,km;q=0.9,en;q=0.8', 'ភ្នំពេញ', 'km'],
      ['en-US', 'Phnom Penh', 'en'],
      ['xx', 'Phnom Penh', 'en'],
      ['*', 'Phnom Penh', 'en'],
    ];
    for (const [lang, value, language] of cases) {
      expect((await read(id, { lang })).name).toEqual({ type: 'Property', value, lang: language });
      expect((await read(id, { lang, options: 'keyValues' })).name).toBe(value);
    }
  });

  it('shows the times of the system when asked, and ignores those that clients send', async () => {
    const id = await created({
      a: { type: 'Property', value: 1, createdAt: '2001-01-01T00:00:00Z' },
      createdAt: '2001-01-01T00:00:00Z',
    });
    const before = await read(id, { options: 'sysAttrs' });
    expect(before.createdAt).toMatch(/^20[2-9]\d-\d\d-\d\dT[\d:.]+Z$/u);
    expect((before.a as JsonObject).createdAt).toBe(before.createdAt);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await endpoint.call('PATCH', ld(`/entities/${id}`), { a: { value: 2 } });
    const after = await read(id, { options: 'sysAttrs' });
    expect(after.createdAt).toBe(before.createdAt);
    expect((after.a as JsonObject).createdAt).toBe((before.a as JsonObject).createdAt);
    expect(String(after.modifiedAt) > String(before.modifiedAt)).toBe(true);
    expect((after.a as JsonObject).modifiedAt).toBe(after.modifiedAt);
    expect(Object.keys(await read(id))).not.toContain('createdAt');
  });

  it('shows GeoJSON, with the geometry that was asked for', async () => {
    const id = await created({
      location: { type: 'Point', coordinates: [1, 2] },
      area: { type: 'Point', coordinates: [3, 4] },
    });
    const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
      endpoint.call('GET', ld(`/entities/${id}`, parameters), undefined, {
        accept: 'application/geo+json',
        ...headers,
      });
    const plain = await get({ options: 'keyValues' });
    expect(plain.headers.get('content-type')).toBe('application/geo+json');
    expect(plain.object).toEqual({
      id,
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [1, 2] },
      properties: {
        type: 'Building',
        location: { type: 'Point', coordinates: [1, 2] },
        area: { type: 'Point', coordinates: [3, 4] },
      },
      '@context': core,
    });
    expect((await get({ geometryProperty: 'area' })).object.geometry).toEqual({
      type: 'Point',
      coordinates: [3, 4],
    });
    expect((await get({ geometryProperty: 'nothing' })).object.geometry).toBeNull();
    const bare = await get({}, { prefer: 'body=json' });
    expect(bare.object).not.toHaveProperty('@context');
    expect(bare.headers.get('link')).toContain(core);
    expect((await endpoint.call('GET', ld(`/entities/${id}`, { geometryProperty: 'area' }))).problem).toBe(
      'BadRequestData',
    );
  });

  it('answers 404 for what is not there, 400 for an id that cannot be', async () => {
    expect((await endpoint.call('GET', ld('/entities/urn:x:none'))).problem).toBe('ResourceNotFound');
    expect((await endpoint.call('GET', ld('/entities/plain'))).problem).toBe('BadRequestData');
    const id = await created({});
    expect((await endpoint.call('GET', ld(`/entities/${id}`, { type: 'Vehicle' }))).status).toBe(404);
    expect((await endpoint.call('GET', ld(`/entities/${id}`, { type: 'Vehicle,Building' }))).status).toBe(
      200,
    );
  });

  it('forgets entities and attributes whose time has passed', async () => {
    const past = '2020-01-01T00:00:00Z';
    const gone = await created({ expiresAt: past });
    expect((await endpoint.call('GET', ld(`/entities/${gone}`))).status).toBe(404);
    expect((await endpoint.call('POST', ld('/entities'), { id: gone, type: 'Building' })).status).toBe(201);
    const id = await created({ a: { value: 1, expiresAt: past }, b: 2 });
    expect(Object.keys(await read(id)).sort()).toEqual(['b', 'id', 'type']);
  });
});

describe('Contexts', () => {
  const context = {
    ex: 'https://example.org/terms#',
    Tower: 'ex:Tower',
    height: 'ex:height',
    Residential: 'ex:Res',
  };

  it('expands by an inline context and compacts by the context of each request', async () => {
    const id = freshId();
    const body = { id, type: 'Tower', height: 5, use: { vocab: 'Residential' }, '@context': [context, core] };
    expect((await endpoint.call('POST', ld('/entities'), body, linked)).status).toBe(201);
    expect(await read(id)).toEqual({
      id,
      type: 'https://example.org/terms#Tower',
      'https://example.org/terms#height': { type: 'Property', value: 5 },
      use: { type: 'VocabProperty', vocab: 'https://example.org/terms#Res' },
    });
    const found = await endpoint.call(
      'POST',
      ld('/entityOperations/query'),
      { type: 'Query', entities: [{ type: 'Tower' }], '@context': context },
      { ...linked, accept: 'application/ld+json' },
    );
    expect(found.list).toEqual([
      {
        id,
        type: 'Tower',
        height: { type: 'Property', value: 5 },
        use: { type: 'VocabProperty', vocab: 'Residential' },
        '@context': [context, core],
      },
    ]);
  });

  it('uses a hosted context by its address, in requests and answers', async () => {
    const hosted = await endpoint.call('POST', ld('/jsonldContexts'), { '@context': context }, linked);
    expect(hosted.status).toBe(201);
    const url = endpoint.url + hosted.headers.get('location');
    const link = `<${url}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;
    const id = freshId();
    expect(
      (await endpoint.call('POST', ld('/entities'), { id, type: 'Tower', height: 7 }, { link })).status,
    ).toBe(201);
    const answer = await endpoint.call('GET', ld(`/entities/${id}`), undefined, { link });
    expect(answer.object).toEqual({ id, type: 'Tower', height: { type: 'Property', value: 7 } });
    expect(answer.headers.get('link')).toBe(link);
    const queried = await endpoint.call(
      'GET',
      ld('/entities', { type: 'Tower', q: 'height==7' }),
      undefined,
      { link },
    );
    expect(queried.ids).toEqual([id]);
    expect((await endpoint.call('GET', new URL(url).pathname)).object).toEqual({ '@context': context });
    expect((await endpoint.call('GET', ld('/jsonldContexts'))).json).toEqual([url]);
    expect((await endpoint.call('DELETE', new URL(url).pathname)).status).toBe(204);
    expect((await endpoint.call('GET', ld(`/entities/${id}`), undefined, { link })).problem).toBe(
      'LdContextNotAvailable',
    );
  });

  it('names the context of an answer by an address that can be read', async () => {
    await created({ a: 1 }, 'Addressed');
    const answer = await endpoint.call(
      'POST',
      ld('/entityOperations/query'),
      { type: 'Query', entities: [{ type: 'Addressed' }], '@context': context },
      { ...linked, accept: 'application/json' },
    );
    const url = /<([^>]+)>/u.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
    expect((await endpoint.call('GET', new URL(url).pathname)).object).toEqual({
      '@context': [context, core],
    });
  });

  it('never fetches: unknown addresses are LdContextNotAvailable, versions of the core context are known', async () => {
    const body = (value: Json) => ({ id: freshId(), type: 'T', '@context': value });
    const remote = await endpoint.call(
      'POST',
      ld('/entities'),
      body('https://example.org/context.jsonld'),
      linked,
    );
    expect([remote.status, remote.problem]).toEqual([504, 'LdContextNotAvailable']);
    const wrong = await endpoint.call(
      'POST',
      ld('/entities'),
      body('https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-non-existing.jsonld'),
      linked,
    );
    expect(wrong.problem).toBe('LdContextNotAvailable');
    for (const version of ['', '-v1.3', '-v1.6', '-v1.7', '-v1.8', '-v1.9']) {
      const known = `https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context${version}.jsonld`;
      expect((await endpoint.call('POST', ld('/entities'), body(known), linked)).status).toBe(201);
    }
  });

  it('gives core terms precedence and falls back to prefixes when a name would mislead', async () => {
    const mean = { name: 'https://example.org/name', location: 'https://example.org/location' };
    const id = freshId();
    const body = {
      id,
      type: 'T',
      name: 'x',
      location: { type: 'Point', coordinates: [1, 2] },
      '@context': mean,
    };
    expect((await endpoint.call('POST', ld('/entities'), body, linked)).status).toBe(201);
    expect(Object.keys(await read(id)).sort()).toEqual([
      'https://example.org/name',
      'id',
      'location',
      'type',
    ]);
    const other = await created({ name: 'y' }, 'Named');
    const answer = await endpoint.call(
      'POST',
      ld('/entityOperations/query'),
      { type: 'Query', entities: [{ type: 'Named', id: other }], '@context': mean },
      linked,
    );
    expect(answer.list[0]).toHaveProperty('ngsi-ld:default-context/name');
  });

  const wrongContexts: Array<[name: string, body: JsonObject, headers: Record<string, string>]> = [
    ['linked data without a context', { type: 'T' }, linked],
    [
      'linked data with a Link header too',
      { type: 'T', '@context': core },
      { ...linked, link: `<${core}>; rel="http://www.w3.org/ns/json-ld#context"` },
    ],
    [
      'a scoped context',
      { type: 'T', '@context': { a: { '@id': 'https://example.org/a', '@context': {} } } },
      linked,
    ],
    ['a context inside an attribute', { type: 'T', a: { value: 1, '@context': {} } }, {}],
    ['a context that defines a term by itself', { type: 'T', '@context': { a: 'b:x', b: 'a:y' } }, linked],
    ['a context that is a number', { type: 'T', '@context': 5 }, linked],
  ];
  it.each(wrongContexts)('refuses %s', async (_name, body, headers) => {
    const answer = await endpoint.call('POST', ld('/entities'), { id: freshId(), ...body }, headers);
    expect([answer.status, answer.problem], answer.text).toEqual([400, 'BadRequestData']);
  });
});
