import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshId, ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import { maximumBodyBytes } from '#urbanos/server.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.dispose());

const core = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld';

describe('Media types', () => {
  const accepted: Array<[accept: string | undefined, type: string | number]> = [
    ['application/json', 'application/json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/geo+json', 'application/geo+json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/ld+json, application/json', 'application/json'],
    ['application/json;q=0.5, application/ld+json', 'application/ld+json'],
    ['application/geo+json;q=0.9, application/ld+json;q=0.8', 'application/geo+json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['text/html', 406],
    ['application/xml', 406],
    ['application/json;q=0', 406],
  ];
  it.each(accepted)('Accept: %s', async (accept, type) => {
    const id = freshId();
    await endpoint.call('POST', ld('/entities'), { id, type: 'T' });
    for (const path of [ld(`/entities/${id}`), ld('/entities', { type: 'T' })]) {
      const answer = await endpoint.call('GET', path, undefined, accept === undefined ? {} : { accept });
      if (typeof type === 'number') {
        expect(answer.status).toBe(type);
        expect(answer.json).toEqual(['application/json', 'application/ld+json', 'application/geo+json']);
      } else expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
      const inBody = answer.text.includes('@context');
      expect(inBody).toBe(type === 'application/ld+json' || type === 'application/geo+json');
      expect(answer.headers.get('link')?.includes(core) ?? false).toBe(type === 'application/json');
    }
  });

  it('refuses geo+json where there are no entities', async () => {
    expect(
      (await endpoint.call('GET', ld('/types'), undefined, { accept: 'application/geo+json' })).status,
    ).toBe(406);
  });

  it.each(['text/plain', 'application/xml', 'application/geo+json', 'application/merge-patch+json'])(
    '415 without a body for Content-Type %s',
    async (type) => {
      const answer = await endpoint.call('POST', ld('/entities'), '{}', { 'content-type': type });
      expect([answer.status, answer.text]).toEqual([415, '']);
    },
  );

  it('takes a charset with the media type', async () => {
    const answer = await endpoint.call(
      'POST',
      ld('/entities'),
      { id: freshId(), type: 'T' },
      { 'content-type': 'application/json; charset=utf-8' },
    );
    expect(answer.status).toBe(201);
  });
});

describe('Methods and resources', () => {
  const cases: Array<[method: string, path: string, status: number]> = [
    ['PUT', '/entities', 405],
    ['PATCH', '/entities', 405],
    ['DELETE', '/entities', 405],
    ['DELETE', '/entities/', 405],
    ['PUT', '/entities/', 400],
    ['PATCH', '/entities/', 400],
    ['POST', '/entities/urn:x:1', 405],
    ['GET', '/entities/urn:x:1/attrs', 405],
    ['DELETE', '/entities/urn:x:1/attrs/', 405],
    ['POST', '/entities//attrs', 400],
    ['PATCH', '/entities//attrs/a', 400],
    ['GET', '/entityOperations/create', 405],
    ['POST', '/types', 405],
    ['GET', '/nothing', 404],
    ['GET', '/subscriptions', 422],
    ['POST', '/temporal/entities', 422],
    ['GET', '/csourceRegistrations/urn:x:1', 422],
  ];
  it.each(cases)('%s %s is %i', async (method, path, status) => {
    const answer = await endpoint.call(
      method,
      ld(path),
      method === 'GET' || method === 'DELETE' ? undefined : { type: 'T' },
    );
    expect(answer.status, answer.text).toBe(status);
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/^[A-Z]+(, [A-Z]+)*$/u);
  });

  it('takes a slash at the end', async () => {
    expect((await endpoint.call('GET', `${ld('/entities/')}?type=None`)).json).toEqual([]);
  });
});

describe('Tenants', () => {
  it('come into being with the first creation, and are echoed', async () => {
    const headers = { 'ngsild-tenant': 'fresh' };
    for (const [method, path] of [
      ['GET', '/entities?type=T'],
      ['GET', '/types'],
      ['GET', '/entities/urn:x:1'],
      ['DELETE', '/entities/urn:x:1'],
    ] as const) {
      const unknown = await endpoint.call(method, ld(path), undefined, headers);
      expect([unknown.status, unknown.problem, unknown.headers.get('ngsild-tenant')]).toEqual([
        404,
        'NonexistentTenant',
        'fresh',
      ]);
    }
    expect((await endpoint.call('PATCH', ld('/entities/urn:x:1'), { a: 1 }, headers)).problem).toBe(
      'NonexistentTenant',
    );
    expect((await endpoint.call('POST', ld('/entities'), { id: 'bad', type: 'T' }, headers)).status).toBe(
      400,
    );
    expect((await endpoint.call('GET', ld('/entities?type=T'), undefined, headers)).problem).toBe(
      'NonexistentTenant',
    );
    const made = await endpoint.call('POST', ld('/entities'), { id: 'urn:x:1', type: 'T' }, headers);
    expect([made.status, made.headers.get('ngsild-tenant')]).toEqual([201, 'fresh']);
    expect((await endpoint.call('GET', ld('/entities?type=T'), undefined, headers)).ids).toEqual(['urn:x:1']);
    expect((await endpoint.call('GET', ld('/entities/urn:x:1'))).problem).toBe('ResourceNotFound');
  });

  it('refuse names with strange characters', async () => {
    for (const name of ['a b', 'a/b', '../x', 'x'.repeat(101)]) {
      expect(
        (await endpoint.call('GET', ld('/entities?type=T'), undefined, { 'ngsild-tenant': name })).problem,
      ).toBe('BadRequestData');
    }
  });
});

describe('Hostile input', () => {
  it('refuses __proto__ keys anywhere and stays clean', async () => {
    for (const body of [
      '{"__proto__":{"polluted":1},"id":"urn:x:p","type":"T"}',
      '{"id":"urn:x:p","type":"T","a":{"value":{"b":{"__proto__":{"polluted":1}}}}}',
    ]) {
      expect((await endpoint.call('POST', ld('/entities'), body)).problem).toBe('InvalidRequest');
      expect((await endpoint.call('POST', '/v2/entities', body)).object.error).toBe('ParseError');
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('stores names such as constructor like any other', async () => {
    const id = freshId();
    const body = {
      id,
      type: 'T',
      constructor: 1,
      toString: 2,
      a: { value: { constructor: 3, hasOwnProperty: 4 } },
    };
    expect((await endpoint.call('POST', ld('/entities'), body)).status).toBe(201);
    const answer = await endpoint.call('GET', ld(`/entities/${id}`, { options: 'keyValues' }));
    expect(answer.text).toBe(JSON.stringify({ ...body, a: body.a.value }));
  });

  it('refuses bodies that are too deep, too large, or not UTF-8', async () => {
    const deep = `{"id":"urn:x:d","type":"T","a":{"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    expect((await endpoint.call('POST', ld('/entities'), deep)).problem).toBe('InvalidRequest');
    const large = await endpoint.call('POST', ld('/entities'), {
      id: 'urn:x:l',
      type: 'T',
      a: 'x'.repeat(maximumBodyBytes),
    });
    expect([large.status, large.problem]).toEqual([413, 'InvalidRequest']);
    const response = await fetch(endpoint.url + ld('/entities'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(response.status).toBe(400);
  });

  it('refuses numbers and characters that could not be given back', async () => {
    expect(
      (await endpoint.call('POST', ld('/entities'), '{"id":"urn:x:n","type":"T","a":1e999}')).problem,
    ).toBe('InvalidRequest');
    for (const id of ['urn:x:\ud800', 'urn:x:\u0000', 'urn:x: ']) {
      expect((await endpoint.call('POST', ld('/entities'), { id, type: 'T' })).problem).toBe(
        'BadRequestData',
      );
      expect((await endpoint.call('POST', '/v2/entities', { id, type: 'T' })).object.error).toBe(
        'BadRequest',
      );
    }
    const id = freshId();
    const text = '\u0000 \ud800 \u2028 𠮷 e\u0301';
    await endpoint.call('POST', ld('/entities'), { id, type: 'T', a: text });
    expect((await endpoint.call('GET', ld(`/entities/${id}`, { options: 'keyValues' }))).object.a).toBe(text);
  });

  it('takes no changes that a web page elsewhere could send without asking first', async () => {
    const simple = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
    for (const path of [
      ld('/entities'),
      ld('/entityOperations/upsert'),
      ld('/jsonldContexts'),
      '/v2/entities',
      '/v2/op/update',
    ]) {
      for (const type of simple) {
        expect((await endpoint.call('POST', path, '{"@context":{}}', { 'content-type': type })).status).toBe(
          415,
        );
      }
    }
    const preflight = await endpoint.call('OPTIONS', ld('/entities'), undefined, {
      origin: 'https://evil.example',
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('takes chunked bodies', async () => {
    const id = freshId();
    const status = await new Promise((resolve, reject) => {
      const outgoing = rawRequest(
        endpoint.url + ld('/entities'),
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (incoming) => {
          incoming.resume();
          resolve(incoming.statusCode);
        },
      );
      outgoing.on('error', reject);
      outgoing.write('{"id":');
      outgoing.write(JSON.stringify(id));
      outgoing.end(',"type":"T"}');
    });
    expect(status).toBe(201);
    expect((await endpoint.call('GET', ld(`/entities/${id}`))).status).toBe(200);
  });

  it('survives headers that are too large, garbage, and cut connections', async () => {
    const { port } = new URL(endpoint.url);
    const send = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
        let answer = '';
        socket.on('data', (data) => {
          answer += data;
        });
        socket.on('error', () => resolve(answer));
        socket.on('close', () => resolve(answer));
        setTimeout(() => socket.destroy(), 300);
      });
    expect(
      await send(`GET /ngsi-ld/v1/types HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`),
    ).toContain('431');
    expect(await send('\u0000\u0001 nonsense\r\n\r\n')).toContain('400');
    await send(
      'POST /ngsi-ld/v1/entities HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"id":',
    );
    expect((await endpoint.call('GET', ld('/types'))).status).toBe(200);
  });

  it('does not tell of its inside', async () => {
    const answer = await endpoint.call('GET', '/%ff%fe');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toMatch(/node_modules|at .*\.ts/u);
  });
});
