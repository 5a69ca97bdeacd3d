import type { FastifyReply } from 'fastify';
import type { Json, JsonObject } from '#urbanos/json.ts';
import { member } from '#urbanos/json.ts';
import { withTimeLimit } from '#urbanos/time-limit.ts';
import { now } from '#urbanos/v2/entity-routes-v2.ts';
import { checkField, parseAttributes } from '#urbanos/v2/parse-v2.ts';
import { representV2, type V2View } from '#urbanos/v2/represent-v2.ts';
import { badRequest, V2Error } from '#urbanos/v2/v2-error.ts';
import type { V2Exchange } from '#urbanos/v2/v2-exchange.ts';
import type { V2Entity } from '#urbanos/v2/v2-model.ts';
import { applyAction, type V2Action } from '#urbanos/v2/v2-operations.ts';
import { compileV2Geo, compileV2Query, type V2Condition } from '#urbanos/v2/v2-query.ts';
import type { V2Store } from '#urbanos/v2/v2-store.ts';

/** Handlers of NGSIv2 queries, types and batches. */

export function listEntities(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues', 'values', 'unique', 'count');
  const { parameters } = exchange;
  if (parameters.get('id') !== undefined && parameters.get('idPattern') !== undefined) {
    throw badRequest('Incompatible parameters: id, IdPattern');
  }
  const selector = {
    ids: parameters.list('id'),
    types: parameters.list('type'),
    idPattern: pattern(parameters.get('idPattern')),
    typePattern: pattern(parameters.get('typePattern')),
  };
  if (parameters.get('mq') !== undefined)
    throw new V2Error(501, 'NotImplemented', 'queries over metadata are not offered');
  return sendMatches(exchange, store, exchange.view, [selector], {
    q: parameters.get('q'),
    georel: parameters.get('georel'),
    geometry: parameters.get('geometry'),
    coords: parameters.get('coords'),
  });
}

/** Milliseconds that the conditions of one query may take, regular expressions included. */
const timeLimit = 1000;

interface Selector {
  ids: string[] | undefined;
  types: string[] | undefined;
  idPattern: RegExp | undefined;
  typePattern: RegExp | undefined;
}

interface Expression {
  q: string | undefined;
  georel: string | undefined;
  geometry: string | undefined;
  coords: string | undefined;
}

function sendMatches(
  exchange: V2Exchange,
  store: V2Store,
  view: V2View,
  selectors: Selector[],
  expression: Expression,
): FastifyReply {
  const { limit, offset, count } = exchange.paging();
  const conditions: V2Condition[] = [
    (entity) => selectors.some((selector) => matchesSelector(entity, selector)),
  ];
  if (expression.q !== undefined) conditions.push(compileV2Query(expression.q));
  const geo = compileV2Geo(expression.georel, expression.geometry, expression.coords);
  if (geo !== undefined) conditions.push(geo);
  const all = store.select(exchange.tenant, {
    ids: union(selectors.map(({ ids }) => ids)),
    types: union(selectors.map(({ types }) => types)),
    paths: exchange.readPaths,
  });
  const found = withTimeLimit(
    () => all.filter((entity) => conditions.every((condition) => condition(entity))),
    timeLimit,
  );
  if (found === undefined) throw new V2Error(422, 'NotSupportedQuery', 'the query takes too long');
  if (count) exchange.reply.header('Fiware-Total-Count', String(found.length));
  return exchange.send(
    sortBy(found, exchange.parameters.list('orderBy'))
      .slice(offset, offset + limit)
      .map((entity) => representV2(entity, view)),
  );
}

/** All members of the lists, when every selector has one; otherwise nothing can be said beforehand. */
function union(lists: Array<string[] | undefined>): string[] | undefined {
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

function matchesSelector(entity: V2Entity, { ids, types, idPattern, typePattern }: Selector): boolean {
  if (ids !== undefined && !ids.includes(entity.id)) return false;
  if (types !== undefined && !types.includes(entity.type)) return false;
  return (idPattern?.test(entity.id) ?? true) && (typePattern?.test(entity.type) ?? true);
}

function sortBy(entities: V2Entity[], keys: string[] | undefined): V2Entity[] {
  if (keys === undefined) return entities;
  const sortValue = (entity: V2Entity, key: string): Json => {
    if (key === 'id' || key === 'type') return entity[key];
    if (key === 'dateCreated') return entity.createdAt;
    if (key === 'dateModified') return entity.modifiedAt;
    return entity.attributes[key]?.value ?? null;
  };
  return entities.toSorted((left, right) => {
    for (const key of keys) {
      const name = key.replace(/^!/u, '');
      const [first, second] = [sortValue(left, name), sortValue(right, name)];
      const order =
        typeof first === 'number' && typeof second === 'number'
          ? first - second
          : compareText(String(first), String(second));
      if (order !== 0) return key.startsWith('!') ? -order : order;
    }
    return 0;
  });
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function listTypes(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('values', 'count');
  const groups = Map.groupBy(
    store.select(exchange.tenant, { paths: exchange.readPaths }),
    ({ type }) => type,
  );
  const types = [...groups.keys()].sort();
  const { limit, offset, count } = exchange.paging();
  if (count) exchange.reply.header('Fiware-Total-Count', String(types.length));
  const page = types.slice(offset, offset + limit);
  if (exchange.option('values')) return exchange.send(page);
  return exchange.send(page.map((type) => ({ type, ...describeType(groups.get(type) ?? []) })));
}

export function getType(exchange: V2Exchange, store: V2Store): FastifyReply {
  const type = checkField((exchange.request.params as { type?: string }).type, 'entity type');
  const entities = store.select(exchange.tenant, { types: [type], paths: exchange.readPaths });
  if (entities.length === 0) throw new V2Error(404, 'NotFound', 'Entity type not found');
  return exchange.send(describeType(entities));
}

function describeType(entities: V2Entity[]): JsonObject {
  const attrs: Record<string, { types: string[] }> = {};
  for (const [name, { type }] of entities.flatMap(({ attributes }) => Object.entries(attributes))) {
    const known = attrs[name]?.types ?? [];
    attrs[name] = { types: known.includes(type) ? known : [...known, type] };
  }
  return { attrs, count: entities.length };
}

const actions = new Map<Json | undefined, V2Action>([
  ['append', 'append'],
  ['appendStrict', 'appendStrict'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['replace', 'replace'],
  ['APPEND', 'append'],
  ['APPEND_STRICT', 'appendStrict'],
  ['UPDATE', 'update'],
  ['DELETE', 'delete'],
  ['REPLACE', 'replace'],
]);

/** All items or none: an error leaves everything as it was. */
export function batchUpdate(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues');
  const body = exchange.readJson();
  const action = actions.get(member(body, 'actionType'));
  if (action === undefined)
    throw badRequest(
      'invalid update action type: right ones are: append, appendStrict, delete, replace, update',
    );
  const entities = member(body, 'entities');
  if (!Array.isArray(entities) || entities.length === 0)
    throw badRequest('empty update action: entities are missing');
  const { place } = exchange;
  const time = now();
  const targets = entities.map((entity) => ({
    id: checkField(member(entity, 'id'), 'entity id'),
    type:
      member(entity, 'type') === undefined ? undefined : checkField(member(entity, 'type'), 'entity type'),
    input: parseAttributes(entity, exchange.option('keyValues')),
  }));
  store.write(() => {
    for (const target of targets) applyAction(store, place, action, target, time);
  });
  return exchange.reply.code(204).send();
}

export function batchQuery(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues', 'values', 'unique', 'count');
  const body = exchange.readJson();
  const entities = member(body, 'entities') ?? [{ idPattern: '.*' }];
  if (!Array.isArray(entities) || entities.length === 0) throw badRequest('empty entities list');
  const text = (source: Json | undefined, name: string): string | undefined => {
    const value = member(source, name);
    if (value !== undefined && typeof value !== 'string') throw badRequest(`${name} is not a string`);
    return value;
  };
  const selectors = entities.map((entity): Selector => {
    const [id, type] = [text(entity, 'id'), text(entity, 'type')];
    return {
      ids: id === undefined ? undefined : [id],
      types: type === undefined ? undefined : [type],
      idPattern: pattern(text(entity, 'idPattern')),
      typePattern: pattern(text(entity, 'typePattern')),
    };
  });
  const expression = member(body, 'expression');
  const names = member(body, 'attrs');
  if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name === 'string')))
    throw badRequest('attrs is not a list of names');
  const view = names === undefined ? exchange.view : { ...exchange.view, names: names as string[] };
  return sendMatches(exchange, store, view, selectors, {
    q: text(expression, 'q'),
    georel: text(expression, 'georel'),
    geometry: text(expression, 'geometry'),
    coords: text(expression, 'coords'),
  });
}

function pattern(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'u');
  } catch {
    throw badRequest('invalid regular expression');
  }
}
