import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ld, startEndpoint } from '#test/urbanos/support.ts';

const directory = mkdtempSync(join(tmpdir(), 'urban-os-contexts-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('knows the contexts of contexts.json under their own addresses', async () => {
  const data = join(directory, 'given');
  mkdirSync(data);
  const url = 'https://example.org/terms.jsonld';
  const more = 'https://example.org/more.jsonld';
  writeFileSync(
    join(data, 'contexts.json'),
    JSON.stringify({
      [url]: { '@context': [more, { Tower: 'https://example.org/Tower' }] },
      [more]: { '@context': { height: 'https://example.org/height' } },
    }),
  );
  const endpoint = await startEndpoint({ dataDirectory: data });
  const link = `<${url}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;
  const body = { id: 'urn:x:1', type: 'Tower', height: 5 };
  expect((await endpoint.call('POST', ld('/entities'), body, { link })).status).toBe(201);
  const plain = await endpoint.call('GET', ld('/entities/urn:x:1', { options: 'keyValues' }));
  expect(plain.object).toEqual({
    id: 'urn:x:1',
    type: 'https://example.org/Tower',
    'https://example.org/height': 5,
  });
  const answer = await endpoint.call('GET', ld('/entities/urn:x:1', { options: 'keyValues' }), undefined, {
    link,
  });
  expect(answer.object).toEqual(body);
  expect(answer.headers.get('link')).toBe(link);
  await endpoint.dispose();
});

it('refuses contexts that refer to each other in a circle', async () => {
  const data = join(directory, 'circle');
  mkdirSync(data);
  const [first, second] = ['https://example.org/1', 'https://example.org/2'];
  writeFileSync(
    join(data, 'contexts.json'),
    JSON.stringify({ [first]: { '@context': second }, [second]: { '@context': first } }),
  );
  const endpoint = await startEndpoint({ dataDirectory: data });
  const link = `<${first}>; rel="http://www.w3.org/ns/json-ld#context"`;
  const answer = await endpoint.call('GET', ld('/entities', { type: 'T' }), undefined, { link });
  expect([answer.status, answer.problem]).toEqual([400, 'BadRequestData']);
  await endpoint.dispose();
});
