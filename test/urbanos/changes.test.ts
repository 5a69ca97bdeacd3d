import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshId, ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import type { Json, JsonObject } from '#urbanos/json.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.dispose());

async function created(attributes: JsonObject, type: Json = 'Building'): Promise<string> {
  const id = freshId();
  expect((await endpoint.call('POST', ld('/entities'), { id, type, ...attributes })).status).toBe(201);
  return id;
}

/** The entity without id. */
async function read(id: string, parameters: Record<string, string> = {}): Promise<JsonObject> {
  const { id: _id, ...rest } = (await endpoint.call('GET', ld(`/entities/${id}`, parameters))).object;
  return rest;
}

const temperature = { type: 'Property', value: 25, unitCode: 'CEL', observedAt: '2022-03-14T01:59:26.535Z' };
const now = '2022-03-14T13:00:00.000Z';

describe('Merge entity (PATCH)', () => {
  const cases: Array<
    [
      name: string,
      before: JsonObject,
      patch: JsonObject,
      after: JsonObject,
      parameters?: Record<string, string>,
    ]
  > = [
    [
      'keeps members that the patch does not name',
      { temperature },
      { temperature: { type: 'Property', value: 100, observedAt: now } },
      { temperature: { ...temperature, value: 100, observedAt: now } },
    ],
    [
      'merges into a compound value and removes by null',
      { address: { value: { street: 'A', city: 'B', country: 'C' } } },
      { address: { value: { street: 'P', country: 'urn:ngsi-ld:null' } } },
      { address: { type: 'Property', value: { street: 'P', city: 'B' } } },
    ],
    [
      'removes an attribute by a null value',
      { a: 1, b: 2 },
      { a: { type: 'Property', value: 'urn:ngsi-ld:null' } },
      { b: { type: 'Property', value: 2 } },
    ],
    [
      'removes an attribute by a bare null',
      { a: 1, b: 2 },
      { a: 'urn:ngsi-ld:null' },
      { b: { type: 'Property', value: 2 } },
    ],
    [
      'removes a relationship and a text by null',
      { a: { object: 'urn:a:1' }, b: { languageMap: { en: 'x' } } },
      {
        a: { object: 'urn:ngsi-ld:null' },
        b: { type: 'LanguageProperty', languageMap: { '@none': 'urn:ngsi-ld:null' } },
      },
      {},
    ],
    [
      'merges a language map',
      { a: { languageMap: { en: 'x', ja: 'y' } } },
      { a: { languageMap: { ja: 'urn:ngsi-ld:null', th: 'z' } } },
      { a: { type: 'LanguageProperty', languageMap: { en: 'x', th: 'z' } } },
    ],
    [
      'removes a member by null',
      { temperature },
      { temperature: { value: 1, unitCode: 'urn:ngsi-ld:null' } },
      { temperature: { type: 'Property', value: 1, observedAt: temperature.observedAt } },
    ],
    [
      'adds what is new',
      { a: 1 },
      { b: { object: 'urn:a:1' } },
      { a: { type: 'Property', value: 1 }, b: { type: 'Relationship', object: 'urn:a:1' } },
    ],
    [
      'changes only the instance with the same datasetId',
      { a: [{ value: 1 }, { value: 2, datasetId: 'urn:d:1' }] },
      { a: { value: 3, datasetId: 'urn:d:1' } },
      {
        a: [
          { type: 'Property', value: 1 },
          { type: 'Property', value: 3, datasetId: 'urn:d:1' },
        ],
      },
    ],
    [
      'adds an instance with a new datasetId',
      { a: 1 },
      { a: { value: 3, datasetId: 'urn:d:1' } },
      {
        a: [
          { type: 'Property', value: 1 },
          { type: 'Property', value: 3, datasetId: 'urn:d:1' },
        ],
      },
    ],
    [
      'removes only the instance with the datasetId',
      { a: [{ value: 1 }, { value: 2, datasetId: 'urn:d:1' }] },
      { a: { value: 'urn:ngsi-ld:null', datasetId: 'urn:d:1' } },
      { a: { type: 'Property', value: 1 } },
    ],
    [
      'merges sub-attributes',
      { a: { value: 1, x: 1, y: 2 } },
      { a: { value: 1, x: 'urn:ngsi-ld:null', y: { unitCode: 'MTR' }, z: 3 } },
      {
        a: {
          type: 'Property',
          value: 1,
          y: { type: 'Property', value: 2, unitCode: 'MTR' },
          z: { type: 'Property', value: 3 },
        },
      },
    ],
    [
      'merges a JsonProperty',
      { a: { json: { x: 1, y: { z: 2 } } } },
      { a: { json: { y: { w: 3 } } } },
      { a: { type: 'JsonProperty', json: { x: 1, y: { z: 2, w: 3 } } } },
    ],
    [
      'adds types and replaces the scope',
      { scope: '/a' },
      { type: 'Office', scope: '/b' },
      { type: ['Building', 'Office'], scope: '/b' },
    ],
    [
      'keeps types of attributes in simplified form',
      { r: { object: 'urn:a:1' }, j: { json: { x: 1 } }, t: { languageMap: { en: 'x' } } },
      { r: 'urn:a:2', j: { y: 2 }, t: { languageMap: { ja: 'y' } } },
      {
        r: { type: 'Relationship', object: 'urn:a:2' },
        j: { type: 'JsonProperty', json: { x: 1, y: 2 } },
        t: { type: 'LanguageProperty', languageMap: { en: 'x', ja: 'y' } },
      },
      { format: 'simplified' },
    ],
    [
      'puts a lone text into the language of the request',
      { t: { languageMap: { en: 'x', ja: 'y' } } },
      { t: 'new' },
      { t: { type: 'LanguageProperty', languageMap: { en: 'new', ja: 'y' } } },
      { options: 'keyValues', lang: 'en' },
    ],
    [
      'gives the common time to attributes that had one',
      { temperature, a: 1 },
      { temperature: { value: 7 }, a: { value: 2 } },
      { temperature: { ...temperature, value: 7, observedAt: now }, a: { type: 'Property', value: 2 } },
      { observedAt: now },
    ],
    ['does nothing with nothing', { a: 1 }, {}, { a: { type: 'Property', value: 1 } }],
  ];
  it.each(cases)('%s', async (_name, before, patch, after, parameters = {}) => {
    const id = await created(before);
    const answer = await endpoint.call('PATCH', ld(`/entities/${id}`, parameters), patch);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await read(id)).toEqual({ type: 'Building', ...after });
  });

  it('accepts merge-patch+json, refuses other ids, types that do not fit, and unknown entities', async () => {
    const id = await created({ r: { object: 'urn:a:1' } });
    const patch = (body: JsonObject, parameters = {}, headers = {}) =>
      endpoint.call('PATCH', ld(`/entities/${id}`, parameters), body, headers);
    expect((await patch({ a: 1 }, {}, { 'content-type': 'application/merge-patch+json' })).status).toBe(204);
    expect((await patch({ id: 'urn:other:1', a: 1 })).problem).toBe('BadRequestData');
    expect((await patch({ r: 5 }, { format: 'simplified' })).problem).toBe('BadRequestData');
    expect((await patch({ a: 1 }, { type: 'Vehicle' })).problem).toBe('ResourceNotFound');
    expect((await endpoint.call('PATCH', ld('/entities/urn:x:none'), { a: 1 })).problem).toBe(
      'ResourceNotFound',
    );
  });
});

describe('Append, update and replace', () => {
  it('appends, replacing whole attributes', async () => {
    const id = await created({ temperature });
    const answer = await endpoint.call('POST', ld(`/entities/${id}/attrs`), {
      temperature: { value: 1 },
      b: 2,
      type: 'Office',
    });
    expect(answer.status).toBe(204);
    expect(await read(id)).toEqual({
      type: ['Building', 'Office'],
      temperature: { type: 'Property', value: 1 },
      b: { type: 'Property', value: 2 },
    });
  });

  it('leaves existing attributes alone with noOverwrite, and says which', async () => {
    const id = await created({ a: 1 });
    const path = ld(`/entities/${id}/attrs`, { options: 'noOverwrite' });
    const answer = await endpoint.call('POST', path, { a: 2, b: 3, c: { value: 1, datasetId: 'urn:d:1' } });
    const name = (term: string) => `https://uri.etsi.org/ngsi-ld/default-context/${term}`;
    expect(answer.status).toBe(207);
    expect(answer.object).toEqual({
      updated: [name('b'), name('c')],
      notUpdated: [{ attributeName: name('a'), reason: expect.any(String) }],
    });
    expect((await read(id)).a).toEqual({ type: 'Property', value: 1 });
    expect((await endpoint.call('POST', path, { d: 1 })).status).toBe(204);
  });

  it('updates by replacing, adding and removing attributes', async () => {
    const id = await created({
      temperature,
      gone: 1,
      many: [{ value: 1 }, { value: 2, datasetId: 'urn:d:1' }],
    });
    const answer = await endpoint.call('PATCH', ld(`/entities/${id}/attrs`), {
      temperature: { value: 100, observedAt: now },
      gone: { value: 'urn:ngsi-ld:null' },
      many: { value: 3, datasetId: 'urn:d:1' },
      added: { object: 'urn:a:1' },
    });
    expect(answer.status).toBe(204);
    expect(await read(id)).toEqual({
      type: 'Building',
      temperature: { type: 'Property', value: 100, observedAt: now },
      many: [
        { type: 'Property', value: 1 },
        { type: 'Property', value: 3, datasetId: 'urn:d:1' },
      ],
      added: { type: 'Relationship', object: 'urn:a:1' },
    });
  });

  it('replaces an entity, keeping only the time of its creation', async () => {
    const id = await created({ a: 1 }, ['Building', 'Office']);
    const { createdAt } = await read(id, { options: 'sysAttrs' });
    expect((await endpoint.call('PUT', ld(`/entities/${id}`), { id, type: 'Tower', b: 2 })).status).toBe(204);
    expect(await read(id)).toEqual({ type: 'Tower', b: { type: 'Property', value: 2 } });
    expect((await read(id, { options: 'sysAttrs' })).createdAt).toBe(createdAt);
    expect((await endpoint.call('GET', ld('/entities', { type: 'Office', id }))).json).toEqual([]);
    expect((await endpoint.call('PUT', ld('/entities/urn:x:none'), { type: 'T' })).problem).toBe(
      'ResourceNotFound',
    );
    expect((await endpoint.call('PUT', ld(`/entities/${id}`), { id: 'urn:x:y', type: 'T' })).problem).toBe(
      'BadRequestData',
    );
    expect((await endpoint.call('PUT', ld(`/entities/${id}`), { id, a: 'urn:ngsi-ld:null' })).problem).toBe(
      'BadRequestData',
    );
  });

  const emptyFragments: Array<[method: string, path: string]> = [
    ['POST', '/attrs'],
    ['PATCH', '/attrs'],
    ['PATCH', '/attrs/a'],
    ['PUT', '/attrs/a'],
  ];
  it.each(emptyFragments)(
    '%s %s refuses an empty fragment, and misses unknown entities',
    async (method, path) => {
      const id = await created({ a: 1 });
      expect((await endpoint.call(method, ld(`/entities/${id}${path}`), {})).problem).toBe('BadRequestData');
      const body: JsonObject = path === '/attrs' ? { a: 2 } : { value: 2 };
      expect((await endpoint.call(method, ld(`/entities/urn:x:none${path}`), body)).problem).toBe(
        'ResourceNotFound',
      );
      expect((await endpoint.call(method, ld(`/entities/plain${path}`), body)).problem).toBe(
        'BadRequestData',
      );
      expect(
        (await endpoint.call(method, ld(`/entities/${id}${path}`, { type: 'Vehicle' }), body)).problem,
      ).toBe('ResourceNotFound');
    },
  );
});

describe('One attribute', () => {
  it('updates partially and leaves the rest', async () => {
    const id = await created({ temperature: { ...temperature, source: 'a', other: 'b' } });
    const patch = (body: JsonObject) => endpoint.call('PATCH', ld(`/entities/${id}/attrs/temperature`), body);
    expect((await patch({ type: 'Property', value: 100, source: 'urn:ngsi-ld:null' })).status).toBe(204);
    expect((await patch({ observedAt: now })).status).toBe(204);
    expect((await read(id)).temperature).toEqual({
      ...temperature,
      value: 100,
      observedAt: now,
      other: { type: 'Property', value: 'b' },
    });
    expect((await patch({ type: 'Relationship', object: 'urn:a:1' })).problem).toBe('BadRequestData');
    expect((await patch({ value: 'urn:ngsi-ld:null' })).problem).toBe('BadRequestData');
  });

  it('finds the instance by datasetId', async () => {
    const id = await created({ a: [{ value: 1 }, { value: 2, datasetId: 'urn:d:1' }] });
    const path = ld(`/entities/${id}/attrs/a`);
    expect((await endpoint.call('PATCH', path, { value: 5, datasetId: 'urn:d:1' })).status).toBe(204);
    expect((await endpoint.call('PUT', path, { value: 6, unitCode: 'MTR' })).status).toBe(204);
    expect((await read(id)).a).toEqual([
      { type: 'Property', value: 6, unitCode: 'MTR' },
      { type: 'Property', value: 5, datasetId: 'urn:d:1' },
    ]);
    expect((await endpoint.call('PATCH', path, { value: 5, datasetId: 'urn:d:2' })).problem).toBe(
      'ResourceNotFound',
    );
    expect((await endpoint.call('PUT', path, { value: 5, datasetId: 'urn:d:2' })).problem).toBe(
      'ResourceNotFound',
    );
    expect((await endpoint.call('PUT', ld(`/entities/${id}/attrs/none`), { value: 5 })).problem).toBe(
      'ResourceNotFound',
    );
  });

  it('deletes the default instance, one dataset, or all', async () => {
    const instances: Json = [
      { value: 1 },
      { value: 2, datasetId: 'urn:d:1' },
      { value: 3, datasetId: 'urn:d:2' },
    ];
    const id = await created({ a: instances, keep: 1 });
    const remove = (parameters: Record<string, string> = {}) =>
      endpoint.call('DELETE', ld(`/entities/${id}/attrs/a`, parameters));
    expect((await remove()).status).toBe(204);
    expect((await remove()).problem).toBe('ResourceNotFound');
    expect((await remove({ datasetId: 'urn:d:1' })).status).toBe(204);
    expect((await read(id)).a).toEqual({ type: 'Property', value: 3, datasetId: 'urn:d:2' });
    expect((await remove({ deleteAll: 'true' })).status).toBe(204);
    expect(await read(id)).toEqual({ type: 'Building', keep: { type: 'Property', value: 1 } });
  });

  it('deletes an entity once', async () => {
    const id = await created({});
    expect((await endpoint.call('DELETE', ld(`/entities/${id}`))).status).toBe(204);
    expect((await endpoint.call('DELETE', ld(`/entities/${id}`))).problem).toBe('ResourceNotFound');
    expect((await endpoint.call('DELETE', ld('/entities/plain'))).problem).toBe('BadRequestData');
  });
});

describe('Batches', () => {
  const batch = (operation: string, body: Json, parameters = {}, headers = {}) =>
    endpoint.call('POST', ld(`/entityOperations/${operation}`, parameters), body, headers);

  it('creates: 201 with all ids, 207 when some exist or are wrong', async () => {
    const [first, second, third] = [freshId(), freshId(), freshId()];
    const all = await batch('create', [
      { id: first, type: 'B' },
      { id: second, type: 'B' },
    ]);
    expect([all.status, all.json]).toEqual([201, [first, second]]);
    const some = await batch('create', [
      { id: third, type: 'B' },
      { id: first, type: 'B' },
      { id: third, type: 'B' },
      { id: 'bad', type: 'B' },
    ]);
    expect(some.status).toBe(207);
    expect(some.object.success).toEqual([third]);
    const errors = some.object.errors as JsonObject[];
    expect(errors.map(({ entityId, error }) => [entityId, (error as JsonObject).status])).toEqual([
      [first, 409],
      [third, 409],
      ['bad', 400],
    ]);
  });

  it('upserts: 201 with the new ids only, 204 when nothing is new, replacing or updating', async () => {
    const [first, second] = [freshId(), freshId()];
    const made = await batch('upsert', [{ id: first, type: 'B', a: 1 }]);
    expect([made.status, made.json]).toEqual([201, [first]]);
    const mixed = await batch('upsert', [
      { id: first, type: 'B', b: 2 },
      { id: second, type: 'B' },
    ]);
    expect([mixed.status, mixed.json]).toEqual([201, [second]]);
    expect(await read(first)).toEqual({ type: 'B', b: { type: 'Property', value: 2 } });
    expect(
      (await batch('upsert', [{ id: first, type: 'B', a: 1, b: 'urn:ngsi-ld:null' }], { options: 'update' }))
        .status,
    ).toBe(204);
    expect(await read(first)).toEqual({ type: 'B', a: { type: 'Property', value: 1 } });
    expect((await batch('upsert', [{ id: first, type: 'B' }], { options: 'replace' })).status).toBe(204);
    const failed = await batch('upsert', [{ id: first, type: 'B' }, { id: freshId() }]);
    expect([failed.status, failed.object.success]).toEqual([207, [first]]);
  });

  it('updates, merges and deletes what is there, and reports what is not', async () => {
    const [first, second] = [await created({ a: 1, n: { value: { x: 1 } } }), await created({ a: 1 })];
    expect(
      (
        await batch('update', [
          { id: first, a: 2 },
          { id: second, b: 2 },
        ])
      ).status,
    ).toBe(204);
    const kept = await batch(
      'update',
      [
        { id: first, a: 3, c: 1 },
        { id: second, c: 1 },
      ],
      { options: 'noOverwrite' },
    );
    expect([kept.status, kept.object.success]).toEqual([207, [second]]);
    expect(await read(first)).toMatchObject({ a: { value: 2 }, c: { value: 1 } });
    expect(
      (
        await batch('merge', [
          { id: first, n: { value: { y: 2 } } },
          { id: first, n: { value: { z: 3 } } },
        ])
      ).status,
    ).toBe(204);
    expect((await read(first)).n).toEqual({ type: 'Property', value: { x: 1, y: 2, z: 3 } });
    const merged = await batch('merge', [
      { id: first, a: 5 },
      { id: 'urn:x:none', a: 5 },
    ]);
    expect([merged.status, merged.object.success]).toEqual([207, [first]]);
    const deleted = await batch('delete', [first, 'urn:x:none', second, second, 'bad']);
    expect([deleted.status, deleted.object.success]).toEqual([207, [first, second]]);
    expect((deleted.object.errors as JsonObject[]).map(({ error }) => (error as JsonObject).status)).toEqual([
      404, 404, 400,
    ]);
    expect((await batch('delete', [await created({})])).status).toBe(204);
  });

  it.each(['create', 'upsert', 'update', 'merge', 'delete'])(
    '%s refuses what is not a filled list of items',
    async (operation) => {
      expect((await batch(operation, [])).problem).toBe('BadRequestData');
      expect((await batch(operation, [null])).problem).toBe('BadRequestData');
      expect((await batch(operation, {})).problem).toBe('BadRequestData');
      expect((await batch(operation, '[{')).problem).toBe('InvalidRequest');
    },
  );

  it('applies the context rules to each item', async () => {
    const linked = { 'content-type': 'application/ld+json' };
    const context = 'https://example.org/x.jsonld';
    const errorOf = (answer: { object: JsonObject }) =>
      (answer.object.errors as Array<{ error: JsonObject }>)[0]?.error.type;
    const inside = await batch('create', [{ id: freshId(), type: 'B', '@context': context }]);
    expect([inside.status, errorOf(inside)]).toEqual([
      207,
      'https://uri.etsi.org/ngsi-ld/errors/BadRequestData',
    ]);
    const without = await batch('create', [{ id: freshId(), type: 'B' }], {}, linked);
    expect([without.status, errorOf(without)]).toEqual([
      207,
      'https://uri.etsi.org/ngsi-ld/errors/BadRequestData',
    ]);
    const remote = await batch('create', [{ id: freshId(), type: 'B', '@context': context }], {}, linked);
    expect([remote.status, errorOf(remote)]).toEqual([
      207,
      'https://uri.etsi.org/ngsi-ld/errors/LdContextNotAvailable',
    ]);
  });
});
