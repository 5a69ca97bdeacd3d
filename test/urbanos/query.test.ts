import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, freshId, ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import type { Json, JsonObject } from '#urbanos/json.ts';

let endpoint: TestEndpoint;
const entities: Array<JsonObject & { id: string }> = [
  {
    id: 'urn:q:1',
    type: 'Home',
    n: 10,
    s: 'alpha',
    flag: true,
    colors: ['red', 'blue'],
    address: { value: { city: 'Berlin', geo: { zone: 3 } } },
    name: { languageMap: { en: 'red', fr: 'rouge' } },
    kind: { vocab: 'Flat' },
    owner: { object: 'urn:o:1' },
    when: '2024-05-01T00:00:00Z',
    day: '2024-05-01',
    t: { value: 1, observedAt: '2024-01-01T00:00:00Z', accuracy: 0.5 },
    scope: ['/Madrid/Gardens/North', '/CompanyA'],
    location: { type: 'Point', coordinates: [8, 40] },
  },
  {
    id: 'urn:q:2',
    type: ['Home', 'Vehicle'],
    n: 20,
    s: 'beta (x;y)',
    flag: false,
    colors: ['green'],
    address: { value: { city: 'Madrid', geo: { zone: 4 } } },
    name: { languageMap: { en: 'black', fr: ['noir', 'rouge'] } },
    kind: { vocab: ['House', 'Villa'] },
    owner: { object: ['urn:o:2', 'urn:o:3'] },
    when: '2024-06-01T00:00:00.000Z',
    day: '2024-06-01',
    t: { value: 2, observedAt: '2024-02-01T00:00:00Z' },
    scope: '/Madrid/Gardens',
    location: { type: 'Point', coordinates: [8.01, 40] },
  },
  {
    id: 'urn:q:3',
    type: 'Vehicle',
    n: [{ value: 30 }, { value: 5, datasetId: 'urn:d:1' }],
    j: { json: { value: 'Overstay', list: [1, 2] } },
    l: { valueList: [7, 8] },
    scope: '/Madrid/Sights/North',
    location: {
      type: 'Polygon',
      coordinates: [
        [
          [9, 41],
          [10, 41],
          [10, 42],
          [9, 42],
          [9, 41],
        ],
      ],
    },
  },
  { id: 'urn:q:4', type: 'Other', s: 'gamma' },
];

beforeAll(async () => {
  endpoint = await startEndpoint();
  const answer = await endpoint.call('POST', ld('/entityOperations/create'), entities);
  expect(answer.status, answer.text).toBe(201);
});
afterAll(() => endpoint.dispose());

async function query(parameters: Record<string, string>): Promise<Answer> {
  return endpoint.call('GET', ld('/entities', parameters));
}

/** The numbers at the end of the ids that were found. */
async function found(parameters: Record<string, string>): Promise<string> {
  const answer = await query({ local: 'true', ...parameters });
  expect(answer.status, answer.text).toBe(200);
  return answer.ids.map((id) => String(id).slice(-1)).join('');
}

describe('Query language', () => {
  const cases: Array<[q: string, expected: string]> = [
    ['n', '123'],
    ['n==10', '1'],
    ['n==30', '3'],
    ['n==5', '3'],
    ['n!=10', '23'],
    ['n>10', '23'],
    ['n>=20', '23'],
    ['n<20', '13'],
    ['n<=20', '123'],
    ['n==10..20', '12'],
    ['n!=10..20', '3'],
    ['n==10,30', '13'],
    ['n=="10"', ''],
    ['s=="alpha"', '1'],
    ['s=="beta (x;y)"', '2'],
    ['s!="alpha"', '24'],
    ['s>"alpha"', '24'],
    ['s=="alpha","gamma"', '14'],
    ['s~=^al', '1'],
    ['s~=a$', '14'],
    ['s~=(alpha|gamma)', '14'],
    ['s~="(?i)ALPHA"', '1'],
    ['s!~=^al', '24'],
    ['n~=1', ''],
    ['flag==true', '1'],
    ['flag!=true', '2'],
    ['colors=="red"', '1'],
    ['colors!="red"', '2'],
    ['colors=="green","blue"', '12'],
    ['address[city]=="Berlin"', '1'],
    ['address[geo.zone]>3', '2'],
    ['address[nothing]', ''],
    ['address[city]', '12'],
    ['name[en]=="red"', '1'],
    ['name[fr]=="rouge"', '12'],
    ['name[*]=="red"', '1'],
    ['name=="noir"', '2'],
    ['name[en]!="red"', '2'],
    ['name[*]!="rouge"', ''],
    ['kind=="Flat"', '1'],
    ['kind==Villa', '2'],
    ['kind!="Flat"', '2'],
    ['kind=="https://uri.etsi.org/ngsi-ld/default-context/House"', '2'],
    ['owner==urn:o:1', '1'],
    ['owner=="urn:o:3"', '2'],
    ['owner==urn:o:1,urn:o:2', '12'],
    ['owner!=urn:o:1', '2'],
    ['owner>"a"', ''],
    ['owner~=urn', ''],
    ['when>=2024-06-01T00:00:00Z', '2'],
    ['when==2024-06-01T00:00:00Z', '2'],
    ['when==2024-04-01T00:00:00Z..2024-05-15T00:00:00Z', '1'],
    ['day>2024-05-15', '2'],
    ['t.observedAt>=2024-02-01T00:00:00Z', '2'],
    ['t.accuracy', '1'],
    ['t.accuracy<1', '1'],
    ['j[value]=="Overstay"', '3'],
    ['j[list]==2', '3'],
    ['l==8', '3'],
    ['createdAt>2000-01-01T00:00:00Z', '1234'],
    ['n>5;flag==true', '1'],
    ['n==10|n==20', '12'],
    ['n==10|n==20;flag==true', '1'],
    ['(n==10|n==20);flag==false', '2'],
    ['((n==10|n==30);s)|s=="gamma"', '14'],
    ['missing', ''],
    ['constructor', ''],
  ];
  it.each(cases)('%s', async (q, expected) => {
    expect(await found({ q })).toBe(expected);
  });

  const wrong = [
    'n==',
    '==5',
    'n>>5',
    '(n',
    'n)',
    'n;;s',
    'n==10;',
    's=="open',
    's==a b(c',
    's~=(',
    'a..b==1',
    'n[x',
    'n==1|',
    '__proto__x==1..',
    '',
  ];
  it.each(wrong)('refuses %j', async (q) => {
    const answer = await query({ type: 'Home', q });
    expect([answer.status, answer.problem], answer.text).toEqual([400, 'BadRequestData']);
  });

  it('gives up on a pattern that takes too long, and goes on serving', async () => {
    await endpoint.call('POST', ld('/entities'), { id: freshId(), type: 'Slow', s: `${'a'.repeat(60)}!` });
    const answer = await query({ type: 'Slow', q: 's~=^(a+)+$' });
    expect([answer.status, answer.problem]).toEqual([403, 'TooComplexQuery']);
    expect(await found({ q: 'n==10' })).toBe('1');
  });

  it('compares expanded values when asked', async () => {
    await endpoint.call('POST', ld('/entities'), {
      id: 'urn:q:5',
      type: 'Expanded',
      e: 'https://uri.etsi.org/ngsi-ld/default-context/Male',
    });
    expect(await found({ q: 'e==Male' })).toBe('');
    expect(await found({ q: 'e==Male', expandValues: 'e' })).toBe('5');
    await endpoint.call('DELETE', ld('/entities/urn:q:5'));
  });
});

describe('Selection', () => {
  const cases: Array<[parameters: Record<string, string>, expected: string]> = [
    [{ type: 'Home' }, '12'],
    [{ type: 'Home,Other' }, '124'],
    [{ type: 'Home|Other' }, '124'],
    [{ type: '(Home;Vehicle)' }, '2'],
    [{ type: '(Home;Vehicle),Other' }, '24'],
    [{ type: 'https://uri.etsi.org/ngsi-ld/default-context/Other' }, '4'],
    [{ type: '*', idPattern: '[34]$' }, '34'],
    [{ type: 'Home', id: 'urn:q:2,urn:q:3' }, '2'],
    [{ type: 'Home', idPattern: '^urn:q:[13]$' }, '1'],
    [{ attrs: 'flag,j' }, '123'],
    [{ scopeQ: '/Madrid/Gardens' }, '2'],
    [{ scopeQ: '/Madrid/Gardens/#' }, '12'],
    [{ scopeQ: '/Madrid/+/North' }, '13'],
    [{ scopeQ: '/#' }, '123'],
    [{ scopeQ: '(/CompanyA;/Madrid/#)' }, '1'],
    [{ scopeQ: '/CompanyA,/Madrid/Gardens' }, '12'],
    [{ georel: 'near;maxDistance==1000', geometry: 'Point', coordinates: '[8,40]' }, '12'],
    [{ georel: 'near;maxDistance==800', geometry: 'Point', coordinates: '[8,40]' }, '1'],
    [{ georel: 'near;minDistance==800', geometry: 'Point', coordinates: '[8,40]' }, '23'],
    [
      {
        georel: 'within',
        geometry: 'Polygon',
        coordinates: '[[[7.9,39.9],[8.005,39.9],[8.005,40.1],[7.9,40.1],[7.9,39.9]]]',
      },
      '1',
    ],
    [
      { georel: 'within', geometry: 'Polygon', coordinates: '[[[7,39],[11,39],[11,43],[7,43],[7,39]]]' },
      '123',
    ],
    [{ georel: 'contains', geometry: 'Point', coordinates: '[9.5,41.5]' }, '3'],
    [{ georel: 'intersects', geometry: 'LineString', coordinates: '[[8,39],[8,41]]' }, '1'],
    [
      {
        georel: 'intersects',
        geometry: 'Polygon',
        coordinates: '[[[9.5,41.5],[12,41.5],[12,44],[9.5,44],[9.5,41.5]]]',
      },
      '3',
    ],
    [
      {
        georel: 'overlaps',
        geometry: 'Polygon',
        coordinates: '[[[9.5,41.5],[12,41.5],[12,44],[9.5,44],[9.5,41.5]]]',
      },
      '3',
    ],
    [{ georel: 'disjoint', geometry: 'Point', coordinates: '[8,40]' }, '23'],
    [{ georel: 'equals', geometry: 'Point', coordinates: '[8,40]' }, '1'],
    [
      { georel: 'equals', geometry: 'Polygon', coordinates: '[[[10,41],[10,42],[9,42],[9,41],[10,41]]]' },
      '3',
    ],
    [
      { georel: 'near;maxDistance==1000', geometry: 'Point', coordinates: '[8,40]', geoproperty: 'other' },
      '',
    ],
  ];
  it.each(cases)('%j', async (parameters, expected) => {
    expect(await found(parameters)).toBe(expected);
  });

  const wrong: Array<Record<string, string>> = [
    {},
    { id: 'urn:q:1' },
    { idPattern: '.*' },
    { type: 'Home', id: 'no uri' },
    { type: 'Home', idPattern: '(' },
    { type: '(Home' },
    { type: 'Home,' },
    { type: 'Home', scopeQ: 'a b' },
    { type: 'Home', georel: 'near;maxDistance==1000' },
    { type: 'Home', georel: 'near', geometry: 'Point', coordinates: '[8,40]' },
    { type: 'Home', georel: 'near;maxDistance==-1', geometry: 'Point', coordinates: '[8,40]' },
    { type: 'Home', georel: 'beside', geometry: 'Point', coordinates: '[8,40]' },
    { type: 'Home', georel: 'within', geometry: 'Polygon', coordinates: '[8,40]' },
    { type: 'Home', georel: 'within', geometry: 'Circle', coordinates: '[8,40]' },
    { type: 'Home', limit: '-5' },
    { type: 'Home', limit: 'x' },
    { type: 'Home', limit: '0' },
    { type: 'Home', offset: '-1' },
    { type: 'Home', format: 'xml' },
    { type: 'Home', options: 'unknown' },
    { type: 'Home', count: 'yes' },
    { type: 'Home', datasetId: 'x' },
    { type: 'Home', geometryProperty: 'location' },
  ];
  it.each(wrong)('refuses %j', async (parameters) => {
    const answer = await query(parameters);
    expect([answer.status, answer.problem], answer.text).toEqual([400, 'BadRequestData']);
  });

  it('refuses parameters that do not exist or are given twice with InvalidRequest', async () => {
    expect((await query({ type: 'Home', invalidParams: 'x' })).problem).toBe('InvalidRequest');
    expect((await endpoint.call('GET', `${ld('/entities')}?type=Home&type=Other`)).problem).toBe(
      'InvalidRequest',
    );
    expect((await query({ type: 'Home', limit: '1001' })).problem).toBe('TooManyResults');
    expect((await query({ type: 'Home', q: 'owner{name}=="x"' })).problem).toBe('OperationNotSupported');
  });
});

describe('Pages', () => {
  it('links to the next and the previous page, counts, and shows each entity once', async () => {
    const ids = Array.from({ length: 25 }, () => freshId('Paged'));
    await endpoint.call(
      'POST',
      ld('/entityOperations/create'),
      ids.map((id) => ({ id, type: 'Paged', n: 1 })),
    );
    const seen: Json[] = [];
    let path: string | undefined = ld('/entities', { type: 'Paged', q: 'n==1', limit: '10', count: 'true' });
    let pages = 0;
    while (path !== undefined) {
      const answer = await endpoint.call('GET', path);
      expect(answer.headers.get('ngsild-results-count')).toBe('25');
      seen.push(...answer.ids);
      const link = answer.headers.get('link') ?? '';
      expect(link.includes('rel="prev"')).toBe(pages > 0);
      path = /<([^>]+)>; rel="next"/u.exec(link)?.[1];
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(ids);
    expect((await query({ type: 'Paged' })).list).toHaveLength(20);
    const counted = await query({ type: 'Paged', limit: '0', count: 'true' });
    expect([counted.status, counted.json, counted.headers.get('ngsild-results-count')]).toEqual([
      200,
      [],
      '25',
    ]);
    expect((await query({ type: 'Paged', offset: '100' })).json).toEqual([]);
  });

  it('answers a page of a hundred ids by name', async () => {
    const ids = Array.from({ length: 100 }, () => freshId('Named'));
    await endpoint.call(
      'POST',
      ld('/entityOperations/create'),
      ids.filter((_, index) => index < 60).map((id) => ({ id, type: 'Named' })),
    );
    const answer = await query({ type: 'Named', id: ids.join(','), limit: '100' });
    expect(answer.ids).toEqual(ids.slice(0, 60));
  });
});

describe('Query by POST', () => {
  const post = (body: JsonObject, parameters = {}) =>
    endpoint.call('POST', ld('/entityOperations/query', parameters), { type: 'Query', ...body });

  it('takes selectors, q, geoQ and attrs', async () => {
    expect((await post({ entities: [{ type: 'Home', id: 'urn:q:1' }, { type: 'Other' }] })).ids).toEqual([
      'urn:q:1',
      'urn:q:4',
    ]);
    expect((await post({ entities: [{ type: 'Home', idPattern: '2$' }] })).ids).toEqual(['urn:q:2']);
    expect((await post({ q: 'n==10..20' })).ids).toEqual(['urn:q:1', 'urn:q:2']);
    expect(
      (await post({ geoQ: { georel: 'near;maxDistance==800', geometry: 'Point', coordinates: [8, 40] } }))
        .ids,
    ).toEqual(['urn:q:1']);
    const narrowed = await post(
      { entities: [{ type: 'Home' }], attrs: ['s'] },
      { options: 'keyValues', limit: '1', count: 'true' },
    );
    expect(narrowed.headers.get('ngsild-results-count')).toBe('2');
    expect(narrowed.list[0]).toMatchObject({ id: 'urn:q:1', s: 'alpha' });
    expect(narrowed.list[0]).not.toHaveProperty('n');
  });

  const wrong: Array<[body: JsonObject]> = [
    [{}],
    [{ entities: [] }],
    [{ entities: [{ id: 'urn:q:1' }] }],
    [{ type: 'Other' }],
    [{ entities: 'x' }],
    [{ q: 5 }],
    [{ entities: [{ type: 'Home' }], attrs: [] }],
  ];
  it.each(wrong)('refuses %j', async (body) => {
    expect((await post(body)).problem).toBe('BadRequestData');
  });
});

describe('Discovery', () => {
  it('lists and describes types and attributes of the tenant', async () => {
    const tenant = { 'ngsild-tenant': 'discovery' };
    const get = async (path: string, parameters = {}) =>
      endpoint.call('GET', ld(path, parameters), undefined, tenant);
    const body: Json = [
      { id: 'urn:d:1', type: 'A', x: 1, r: { object: 'urn:d:2' } },
      { id: 'urn:d:2', type: ['A', 'B'], x: { languageMap: { en: 'x' } } },
    ];
    await endpoint.call('POST', ld('/entityOperations/create'), body, tenant);
    const name = (term: string) => `https://uri.etsi.org/ngsi-ld/default-context/${term}`;
    expect((await get('/types')).object).toEqual({
      id: expect.any(String),
      type: 'EntityTypeList',
      typeList: ['A', 'B'],
    });
    expect((await get('/types', { details: 'true' })).json).toEqual([
      { id: name('A'), type: 'EntityType', typeName: 'A', attributeNames: ['r', 'x'] },
      { id: name('B'), type: 'EntityType', typeName: 'B', attributeNames: ['x'] },
    ]);
    expect((await get('/types/B')).object).toEqual({
      id: name('B'),
      type: 'EntityTypeInfo',
      typeName: 'B',
      entityCount: 1,
      attributeDetails: [
        { id: name('x'), type: 'Attribute', attributeName: 'x', attributeTypes: ['LanguageProperty'] },
      ],
    });
    expect((await get('/attributes')).object).toMatchObject({
      type: 'AttributeList',
      attributeList: ['r', 'x'],
    });
    expect((await get('/attributes/x')).object).toEqual({
      id: name('x'),
      type: 'Attribute',
      attributeName: 'x',
      attributeCount: 2,
      attributeTypes: ['LanguageProperty', 'Property'],
      typeNames: ['A', 'B'],
    });
    expect((await get('/types/C')).problem).toBe('ResourceNotFound');
    expect((await get('/attributes/y')).problem).toBe('ResourceNotFound');
  });
});

describe('Entities by name', () => {
  const names = 'urn:q:3,urn:q:1,urn:q:9,urn:q:2';

  it('are shown as they are by any other question, page by page', async () => {
    const cases: Record<string, string>[] = [
      {},
      { limit: '2' },
      { limit: '2', offset: '1' },
      { type: 'Home' },
      { type: 'Home;Vehicle' },
    ];
    for (const more of cases) {
      const kept = await query({ local: 'true', id: names, ...more });
      // With a count they are made anew from what is stored.
      const made = await query({ local: 'true', id: names, count: 'true', ...more });
      expect(kept.json).toEqual(made.json);
      const withoutCount = (link: string | null) => link?.replaceAll('&count=true', '');
      expect(withoutCount(kept.headers.get('link'))).toBe(withoutCount(made.headers.get('link')));
      expect(kept.headers.get('content-type')).toBe(made.headers.get('content-type'));
    }
  });

  it('show what was changed, not what has expired or was deleted', async () => {
    const id = freshId('by-name');
    const read = async () => (await query({ id, type: 'Named' })).list;
    await endpoint.call('POST', ld('/entities'), { id, type: 'Named', a: 1, b: 2 });
    await endpoint.call('PATCH', ld(`/entities/${id}`), { a: 3 });
    expect(await read()).toEqual([
      { id, type: 'Named', a: { type: 'Property', value: 3 }, b: { type: 'Property', value: 2 } },
    ]);
    const expiresAt = '2020-01-01T00:00:00Z';
    await endpoint.call('POST', ld(`/entities/${id}/attrs`), { b: { value: 2, expiresAt } });
    expect(await read()).toEqual([{ id, type: 'Named', a: { type: 'Property', value: 3 } }]);
    await endpoint.call('DELETE', ld(`/entities/${id}`));
    expect(await read()).toEqual([]);
  });
});
