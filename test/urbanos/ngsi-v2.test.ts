import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshId, ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import type { Json, JsonObject } from '#urbanos/json.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.dispose());

const call = (method: string, path: string, body?: Json, headers?: Record<string, string>) =>
  endpoint.call(method, `/v2${path}`, body, headers);

async function created(attributes: JsonObject, headers?: Record<string, string>): Promise<string> {
  const id = freshId();
  const answer = await call('POST', '/entities', { id, type: 'Room', ...attributes }, headers);
  expect(answer.status, answer.text).toBe(201);
  return id;
}

describe('Entities', () => {
  it('are created with default types and read in every form', async () => {
    const id = freshId();
    const answer = await call('POST', '/entities', {
      id,
      type: 'Room',
      t: { value: 23.5, type: 'Number', metadata: { unit: { value: 'C' } } },
      name: { value: 'A' },
      on: { value: true },
      none: { value: null },
      list: { value: [1, 2] },
      at: { value: '2024-01-01T00:00:00Z', type: 'DateTime' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `/v2/entities/${id}?type=Room`]);
    expect((await call('GET', `/entities/${id}`)).object).toEqual({
      id,
      type: 'Room',
      t: { type: 'Number', value: 23.5, metadata: { unit: { type: 'Text', value: 'C' } } },
      name: { type: 'Text', value: 'A', metadata: {} },
      on: { type: 'Boolean', value: true, metadata: {} },
      none: { type: 'None', value: null, metadata: {} },
      list: { type: 'StructuredValue', value: [1, 2], metadata: {} },
      at: { type: 'DateTime', value: '2024-01-01T00:00:00.000Z', metadata: {} },
    });
    expect((await call('GET', `/entities/${id}?options=keyValues&attrs=t,on`)).object).toEqual({
      id,
      type: 'Room',
      t: 23.5,
      on: true,
    });
    expect((await call('GET', `/entities/${id}?options=values&attrs=on,t`)).json).toEqual([true, 23.5]);
    expect((await call('GET', `/entities/${id}/attrs?options=keyValues&attrs=name`)).object).toEqual({
      name: 'A',
    });
    expect((await call('GET', `/entities/${id}/attrs/t`)).object).toMatchObject({
      type: 'Number',
      value: 23.5,
    });
    expect((await call('GET', `/entities/${id}?attrs=dateCreated`)).object.dateCreated).toMatchObject({
      type: 'DateTime',
    });
  });

  it('are refused when they exist, unless upsert is asked for', async () => {
    const id = await created({ a: { value: 1 } });
    const again = await call('POST', '/entities', { id, type: 'Room' });
    expect([again.status, again.object]).toEqual([
      422,
      { error: 'Unprocessable', description: 'Already Exists' },
    ]);
    expect(
      (await call('POST', '/entities?options=upsert,keyValues', { id, type: 'Room', b: 2 })).status,
    ).toBe(204);
    expect((await call('GET', `/entities/${id}?options=keyValues`)).object).toEqual({
      id,
      type: 'Room',
      a: 1,
      b: 2,
    });
  });

  it('are told apart by type', async () => {
    const id = await created({});
    expect((await call('POST', '/entities', { id, type: 'Car' })).status).toBe(201);
    const both = await call('GET', `/entities/${id}`);
    expect([both.status, both.object.error]).toEqual([409, 'TooManyResults']);
    expect((await call('GET', `/entities/${id}?type=Car`)).object.type).toBe('Car');
    expect((await call('DELETE', `/entities/${id}?type=Car`)).status).toBe(204);
    expect((await call('DELETE', `/entities/${id}`)).status).toBe(204);
    expect((await call('DELETE', `/entities/${id}`)).object).toEqual({
      error: 'NotFound',
      description: 'The requested entity has not been found. Check type and id',
    });
  });

  const forbidden = ['<', '>', '"', "'", '=', ';', '(', ')'];
  it.each(forbidden)('refuse %s in every field, but not in TextUnrestricted', async (character) => {
    const text = `a${character}b`;
    const bodies: JsonObject[] = [
      { id: text, type: 'Room' },
      { id: 'x', type: text },
      { id: 'x', type: 'Room', [text]: { value: 1 } },
      { id: 'x', type: 'Room', a: { value: text } },
      { id: 'x', type: 'Room', a: { value: { deep: [text] } } },
      { id: 'x', type: 'Room', a: { value: { [text]: 1 } } },
      { id: 'x', type: 'Room', a: { value: 1, type: text } },
      { id: 'x', type: 'Room', a: { value: 1, metadata: { m: { value: text } } } },
    ];
    for (const body of bodies) {
      const answer = await call('POST', '/entities', body);
      expect([answer.status, answer.object.error], JSON.stringify(body)).toEqual([400, 'BadRequest']);
    }
    const id = await created({ a: { type: 'TextUnrestricted', value: text } });
    expect((await call('GET', `/entities/${id}?options=keyValues`)).object.a).toBe(text);
  });

  const wrong: Array<[status: number, error: string, body: Json, headers?: Record<string, string>]> = [
    [400, 'ParseError', '{'],
    [400, 'BadRequest', { type: 'Room' }],
    [400, 'BadRequest', { id: '' }],
    [400, 'BadRequest', { id: 'a b' }],
    [400, 'BadRequest', { id: 'x'.repeat(257) }],
    [400, 'BadRequest', { id: 'x', a: 5 }],
    [400, 'BadRequest', { id: 'x', a: { value: 1, extra: 2 } }],
    [400, 'BadRequest', { id: 'x', a: { value: 'never', type: 'DateTime' } }],
    [400, 'BadRequest', []],
    [411, 'ContentLengthRequired', ''],
    [415, 'UnsupportedMediaType', '{}', { 'content-type': 'text/html' }],
    [400, 'BadRequest', { id: 'x' }, { 'fiware-service': 'bad-name' }],
    [400, 'BadRequest', { id: 'x' }, { 'fiware-servicepath': 'relative' }],
    [400, 'BadRequest', { id: 'x' }, { 'fiware-servicepath': '/a-b' }],
    [400, 'BadRequest', { id: 'x' }, { 'fiware-servicepath': '/#' }],
  ];
  it.each(wrong)('answer %i %s for %j', async (status, error, body, headers) => {
    const answer = await call('POST', '/entities', body, headers);
    expect([answer.status, answer.object.error], answer.text).toEqual([status, error]);
    expect(answer.object.description).toEqual(expect.any(String));
  });
});

describe('Attributes', () => {
  it('are appended, updated, replaced and deleted', async () => {
    const id = await created({ a: { value: 1 } });
    const attrs = `/entities/${id}/attrs`;
    const shown = async () => (await call('GET', `${attrs}?options=keyValues`)).object;
    expect((await call('POST', attrs, { a: { value: 2 }, b: { value: 3 } })).status).toBe(204);
    expect(await shown()).toEqual({ a: 2, b: 3 });
    expect(
      (await call('POST', `${attrs}?options=append`, { b: { value: 9 }, c: { value: 9 } })).object.error,
    ).toBe('Unprocessable');
    expect((await call('PATCH', attrs, { a: { value: 4 }, z: { value: 1 } })).object.error).toBe(
      'Unprocessable',
    );
    expect(await shown()).toEqual({ a: 2, b: 3 });
    expect((await call('PATCH', `${attrs}?options=keyValues`, { a: 4 })).status).toBe(204);
    expect((await call('PUT', `${attrs}/b`, { value: 'x', type: 'Text' })).status).toBe(204);
    expect(await shown()).toEqual({ a: 4, b: 'x' });
    expect((await call('DELETE', `${attrs}/b`)).status).toBe(204);
    expect((await call('DELETE', `${attrs}/b`)).object).toEqual({
      error: 'NotFound',
      description: 'The entity does not have such an attribute',
    });
    expect((await call('PUT', attrs, { n: { value: 1 } })).status).toBe(204);
    expect(await shown()).toEqual({ n: 1 });
    expect((await call('PATCH', '/entities/none/attrs', { a: { value: 1 } })).status).toBe(404);
  });

  it('have values of their own, as text or JSON', async () => {
    const id = await created({ a: { value: 'x' }, o: { value: { b: 1 } } });
    const value = `/entities/${id}/attrs/a/value`;
    const plain = await call('GET', value);
    expect([plain.headers.get('content-type'), plain.text]).toEqual(['text/plain', '"x"']);
    expect((await call('GET', `/entities/${id}/attrs/o/value`)).object).toEqual({ b: 1 });
    for (const [text, expected] of [
      ['"y"', 'y'],
      ['12', 12],
      ['true', true],
      ['null', null],
    ] as const) {
      expect((await call('PUT', value, text, { 'content-type': 'text/plain' })).status).toBe(204);
      expect((await call('GET', `/entities/${id}?options=keyValues`)).object.a).toBe(expected);
    }
    expect((await call('PUT', value, 'bare words', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await call('PUT', value, { c: [1] })).status).toBe(204);
    expect((await call('GET', value)).object).toEqual({ c: [1] });
  });
});

describe('Queries', () => {
  const place = { 'fiware-service': 'queries' };
  beforeAll(async () => {
    const entities: Json = [
      {
        id: 'r1',
        type: 'Room',
        t: { value: 10 },
        color: { value: 'black' },
        tags: { value: ['x', 'y'] },
        o: { value: { p: { q: 5 } } },
        at: { type: 'DateTime', value: '2024-01-01T00:00:00Z' },
        location: { type: 'geo:point', value: '40, 8' },
      },
      {
        id: 'r2',
        type: 'Room',
        t: { value: 20 },
        color: { value: 'light,green' },
        location: { type: 'geo:json', value: { type: 'Point', coordinates: [8.01, 40] } },
      },
      { id: 'c1', type: 'Car', t: { value: '20' } },
    ];
    expect((await call('POST', '/op/update', { actionType: 'append', entities }, place)).status).toBe(204);
  });
  const cases: Array<[parameters: Record<string, string>, expected: string[]]> = [
    [{}, ['r1', 'r2', 'c1']],
    [{ type: 'Room' }, ['r1', 'r2']],
    [{ id: 'r2,c1' }, ['r2', 'c1']],
    [{ idPattern: '^r' }, ['r1', 'r2']],
    [{ typePattern: 'C.r' }, ['c1']],
    [{ q: 't==20' }, ['r2']],
    [{ q: "t=='20'" }, ['c1']],
    [{ q: 't>10' }, ['r2']],
    [{ q: 't==5..15' }, ['r1']],
    [{ q: 't:10,20' }, ['r1', 'r2']],
    [{ q: 't!=10' }, ['r2', 'c1']],
    [{ q: "color=='light,green'" }, ['r2']],
    [{ q: 'color~=ac' }, ['r1']],
    [{ q: 'tags==y' }, ['r1']],
    [{ q: 'o.p.q>=5' }, ['r1']],
    [{ q: 'at<2024-02-01' }, ['r1']],
    [{ q: '!color' }, ['c1']],
    [{ q: 'color;t<15' }, ['r1']],
    [{ georel: 'near;maxDistance:800', geometry: 'point', coords: '40,8' }, ['r1']],
    [{ georel: 'near;maxDistance:1000', geometry: 'point', coords: '40,8' }, ['r1', 'r2']],
    [{ georel: 'coveredBy', geometry: 'box', coords: '39,7;41,8.005' }, ['r1']],
    [{ orderBy: '!id' }, ['r2', 'r1', 'c1']],
    [{ limit: '1', offset: '1' }, ['r2']],
  ];
  it.each(cases)('%j', async (parameters, expected) => {
    const answer = await call(
      'GET',
      `/entities?${new URLSearchParams({ options: 'count', ...parameters })}`,
      undefined,
      place,
    );
    expect(answer.status, answer.text).toBe(200);
    expect(answer.ids).toEqual(expected);
    expect(Number(answer.headers.get('fiware-total-count'))).toBe(
      parameters.limit === undefined ? expected.length : 3,
    );
  });

  const refused: Array<Record<string, string>> = [
    { limit: '0' },
    { limit: 'x' },
    { limit: '1001' },
    { offset: '-1' },
    { q: 'a=1' },
    { q: "a=='x" },
    { idPattern: '(' },
    { georel: 'near' },
    { options: 'nothing' },
  ];
  it.each(refused)('refuse %j', async (parameters) => {
    const answer = await call('GET', `/entities?${new URLSearchParams(parameters)}`, undefined, place);
    expect([answer.status, answer.object.error]).toEqual([400, 'BadRequest']);
  });

  it('work by POST, and types are listed', async () => {
    const body = { entities: [{ idPattern: '.*', type: 'Room' }], attrs: ['t'], expression: { q: 't>5' } };
    const answer = await call('POST', '/op/query?options=keyValues,count&limit=1', body, place);
    expect([answer.json, answer.headers.get('fiware-total-count')]).toEqual([
      [{ id: 'r1', type: 'Room', t: 10 }],
      '2',
    ]);
    expect((await call('GET', '/types?options=values', undefined, place)).json).toEqual(['Car', 'Room']);
    expect((await call('GET', '/types/Car', undefined, place)).json).toEqual({
      attrs: { t: { types: ['Text'] } },
      count: 1,
    });
    expect((await call('GET', '/types/None', undefined, place)).status).toBe(404);
  });
});

describe('Batches, services and paths', () => {
  it('apply all items or none', async () => {
    const [first, second] = [await created({ a: { value: 1 } }), await created({ a: { value: 1 } })];
    const update = (actionType: string, entities: Json[]) =>
      call('POST', '/op/update', { actionType, entities });
    const stateOf = async (id: string) => (await call('GET', `/entities/${id}?options=keyValues`)).object;
    const failed = await update('update', [
      { id: first, type: 'Room', a: { value: 2 } },
      { id: 'missing', type: 'Room', a: { value: 2 } },
    ]);
    expect([failed.status, (await stateOf(first)).a]).toEqual([404, 1]);
    expect(
      (
        await update('update', [
          { id: first, type: 'Room', a: { value: 2 } },
          { id: second, type: 'Room', a: { value: 3 } },
        ])
      ).status,
    ).toBe(204);
    expect([(await stateOf(first)).a, (await stateOf(second)).a]).toEqual([2, 3]);
    expect((await update('appendStrict', [{ id: first, type: 'Room', a: { value: 5 } }])).status).toBe(422);
    expect((await update('replace', [{ id: first, type: 'Room', b: { value: 5 } }])).status).toBe(204);
    expect(await stateOf(first)).toEqual({ id: first, type: 'Room', b: 5 });
    expect((await update('delete', [{ id: first, type: 'Room', b: {} }])).status).toBe(204);
    expect(await stateOf(first)).toEqual({ id: first, type: 'Room' });
    expect(
      (
        await update('delete', [
          { id: first, type: 'Room' },
          { id: second, type: 'Room' },
        ])
      ).status,
    ).toBe(204);
    expect((await call('GET', `/entities/${first}`)).status).toBe(404);
    expect((await update('rename', [{ id: first }])).object.error).toBe('BadRequest');
  });

  it('keep tenants and service paths apart', async () => {
    const at = (service: string, path: string) => ({ 'fiware-service': service, 'fiware-servicepath': path });
    await call('POST', '/entities', { id: 'e', type: 'T', a: { value: 1 } }, at('One', '/a'));
    await call('POST', '/entities', { id: 'e', type: 'T', a: { value: 2 } }, at('one', '/a/b'));
    const ids = async (service: string, path: string) =>
      (await call('GET', '/entities?options=keyValues', undefined, at(service, path))).list.map(({ a }) => a);
    expect(await ids('one', '/a')).toEqual([1]);
    expect(await ids('one', '/a/#')).toEqual([1, 2]);
    expect(await ids('one', '/#')).toEqual([1, 2]);
    expect(await ids('one', '/b,/a/b')).toEqual([2]);
    expect(await ids('two', '/#')).toEqual([]);
    expect((await call('PATCH', '/entities/e/attrs', { a: { value: 3 } }, at('one', '/'))).status).toBe(404);
  });

  it('keep the two dialects apart', async () => {
    const id = await created({ a: { value: 1 } });
    expect((await endpoint.call('GET', ld(`/entities/${id}`))).status).toBe(404);
    const other = freshId();
    await endpoint.call('POST', ld('/entities'), { id: other, type: 'T' });
    expect((await call('GET', `/entities/${other}`)).status).toBe(404);
  });

  it('answer wrong methods and resources in their own form', async () => {
    const wrong = await call('PATCH', '/entities', {});
    expect([wrong.status, wrong.headers.get('allow'), wrong.object.error]).toEqual([
      405,
      'GET, POST',
      'MethodNotAllowed',
    ]);
    expect((await call('GET', '/nothing')).object.error).toBe('BadRequest');
    expect((await call('GET', '/entities', undefined, { accept: 'text/html' })).object.error).toBe(
      'NotAcceptable',
    );
    expect((await call('GET', '')).object).toMatchObject({ entities_url: '/v2/entities' });
  });
});
