import type { FastifyReply } from 'fastify';
import { geoJsonMedia, jsonMedia } from '#urbanos/http/media.ts';
import { isObject, type Json, member } from '#urbanos/json.ts';
import { isUri, type LdContext } from '#urbanos/ld/context.ts';
import {
  type EntityQuery,
  type EntitySelector,
  type QueryResult,
  readPaging,
  runQuery,
  runShownQuery,
} from '#urbanos/ld/entity-query.ts';
import type { LdExchange } from '#urbanos/ld/exchange.ts';
import { parseGeoQuery } from '#urbanos/ld/geo-query.ts';
import { parseLanguageFilter } from '#urbanos/ld/language-filter.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';
import { entityNotFound } from '#urbanos/ld/provision-routes.ts';
import { compilePattern, parseQuery } from '#urbanos/ld/query-language.ts';
import {
  defaultGeometryProperty,
  type RepresentOptions,
  representEntity,
  representFeature,
} from '#urbanos/ld/represent.ts';
import { matchesTypes, parseScopeQuery, parseTypeSelection } from '#urbanos/ld/selection.ts';
import { isPlain } from '#urbanos/ld/shown.ts';

/** Handlers of Retrieve Entity and Query Entities (clauses 5.7.1 and 5.7.2), by GET and by POST. */

const shapeParameters = [
  'attrs',
  'pick',
  'omit',
  'options',
  'format',
  'lang',
  'geometryProperty',
  'datasetId',
  'join',
];
const queryParameters = [
  'id',
  'type',
  'idPattern',
  'q',
  'scopeQ',
  'georel',
  'geometry',
  'coordinates',
  'geoproperty',
];
const pagingParameters = ['limit', 'offset', 'count'];

export function retrieve(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type', ...shapeParameters);
  const media = exchange.accept(true);
  const id = exchange.entityId();
  const context = exchange.linkedContext();
  const shape = readShapeOptions(exchange, context, media, parameterReader(exchange));
  exchange.requireTenant();
  const type = exchange.parameters.get('type');
  const selection = type === undefined ? undefined : parseTypeSelection(type, context);
  const entity = exchange.services.entities.get(exchange.tenant, id);
  if (entity === undefined || (selection !== undefined && !matchesTypes(entity.types, selection)))
    throw entityNotFound(id);
  const { attributes } = shape.options;
  if (attributes !== undefined && !Object.keys(entity.attributes).some((name) => attributes.has(name))) {
    throw new Problem('ResourceNotFound', `The entity ${id} has none of the attributes asked for.`);
  }
  const body =
    media === geoJsonMedia
      ? representFeature(entity, shape.geometry, shape.options)
      : representEntity(entity, shape.options);
  return exchange.send(body, context, media);
}

export function query(exchange: LdExchange): FastifyReply {
  exchange.allowParameters(
    ...shapeParameters,
    ...queryParameters,
    ...pagingParameters,
    'expandValues',
    'jsonKeys',
  );
  const media = exchange.accept(true);
  const context = exchange.linkedContext();
  const read = parameterReader(exchange);
  const shape = readShapeOptions(exchange, context, media, read);
  const type = read.text('type');
  const selector: EntitySelector = {
    ids: readIds(read.list('id')),
    idPattern: readPattern(read.text('idPattern')),
    types: type === undefined ? undefined : parseTypeSelection(type, context),
  };
  const local = exchange.flag('local') || type === '*';
  const prepared = prepare(exchange, context, [selector], shape.options, read, read);
  requireSelective(local || type !== undefined, prepared);
  return answer(exchange, prepared, shape, media);
}

export function queryByPost(exchange: LdExchange): FastifyReply {
  exchange.allowParameters(...pagingParameters, 'options', 'format', 'lang', 'geometryProperty', 'join');
  const { body, context } = exchange.readDocument();
  const media = exchange.accept(true);
  if (!isObject(body) || member(body, 'type') !== 'Query') throw badData('The body has to be of type Query.');
  const read = bodyReader(body, exchange);
  const shape = readShapeOptions(exchange, context, media, read);
  const selectors = readSelectors(member(body, 'entities'), context);
  const geo = member(body, 'geoQ');
  if (geo !== undefined && !isObject(geo)) throw badData('"geoQ" has to be an object.');
  const prepared = prepare(
    exchange,
    context,
    selectors,
    shape.options,
    read,
    bodyReader(isObject(geo) ? geo : {}, exchange),
  );
  requireSelective(exchange.flag('local') || selectors.length > 0, prepared);
  return answer(exchange, prepared, shape, media);
}

/** One way to ask for a value, whether it came in the address or in a Query body. */
interface Reader {
  text: (name: string) => string | undefined;
  list: (name: string) => string[] | undefined;
  raw: (name: string) => Json | undefined;
}

function parameterReader(exchange: LdExchange): Reader {
  const { parameters } = exchange;
  return {
    text: (name) => parameters.get(name),
    list: (name) => parameters.list(name),
    raw: (name) => parameters.get(name),
  };
}

function bodyReader(body: Json, exchange: LdExchange): Reader {
  const raw = (name: string): Json | undefined => member(body, name) ?? exchange.parameters.get(name);
  return {
    raw,
    text: (name) => {
      const value = raw(name);
      if (value !== undefined && typeof value !== 'string') throw badData(`"${name}" has to be a string.`);
      return value;
    },
    list: (name) => {
      const value = raw(name);
      if (typeof value === 'string') return value.split(',').map((part) => part.trim());
      if (value === undefined) return undefined;
      if (!Array.isArray(value) || value.length === 0 || !value.every((item) => typeof item === 'string')) {
        throw badData(`"${name}" has to be a list of strings that is not empty.`);
      }
      return value as string[];
    },
  };
}

interface ShapeOptions {
  options: RepresentOptions;
  geometry: string;
}

function readShapeOptions(
  exchange: LdExchange,
  context: LdContext,
  media: string,
  read: Reader,
): ShapeOptions {
  const options = exchange.parameters.list('options') ?? [];
  const format =
    exchange.parameters.get('format') ?? options.find((option) => formats.has(option)) ?? 'normalized';
  const representation = formats.get(format);
  const unknown = options.filter((option) => option !== '' && option !== 'sysAttrs' && !formats.has(option));
  if (representation === undefined || unknown.length > 0)
    throw badData(`Unknown format or option: ${[...unknown, format].join(', ')}.`);
  const join = read.text('join');
  if (join !== undefined && join !== '@none') {
    throw new Problem('OperationNotSupported', 'Linked entity retrieval is not offered by this endpoint.');
  }
  const geometryProperty = read.text('geometryProperty');
  if (geometryProperty !== undefined && media !== geoJsonMedia) {
    throw badData('"geometryProperty" goes with Accept: application/geo+json only.');
  }
  const language = read.text('lang');
  const datasetIds = read.list('datasetId');
  if (datasetIds?.some((id) => id !== '@none' && !isUri(id)))
    throw badData('"datasetId" has to be a list of URIs or @none.');
  return {
    geometry: geometryProperty === undefined ? defaultGeometryProperty : context.expand(geometryProperty),
    options: {
      context,
      representation,
      systemAttributes: options.includes('sysAttrs'),
      attributes: readNames(read.list('attrs'), context),
      pick: readMembers(read.list('pick'), context),
      omit: readMembers(read.list('omit'), context),
      datasetIds: datasetIds === undefined ? undefined : new Set(datasetIds),
      languages: language === undefined ? undefined : parseLanguageFilter(language),
    },
  };
}

const formats = new Map<string, RepresentOptions['representation']>([
  ['normalized', 'normalized'],
  ['concise', 'concise'],
  ['simplified', 'simplified'],
  ['keyValues', 'simplified'],
]);

function prepare(
  exchange: LdExchange,
  context: LdContext,
  selectors: EntitySelector[],
  options: RepresentOptions,
  read: Reader,
  geo: Reader,
): EntityQuery {
  const q = read.text('q');
  const scopeQ = read.text('scopeQ');
  const count = exchange.flag('count');
  return {
    context,
    selectors,
    attributes: options.attributes,
    query: q === undefined ? undefined : parseQuery(q),
    geoQuery: parseGeoQuery(
      {
        georel: geo.text('georel'),
        geometry: geo.text('geometry'),
        coordinates: geo.raw('coordinates'),
        geoproperty: geo.text('geoproperty'),
      },
      context,
    ),
    scopes: scopeQ === undefined ? undefined : parseScopeQuery(scopeQ),
    expandValues: readNames(read.list('expandValues'), context),
    count,
    ...readPaging(exchange.parameters.get('limit'), exchange.parameters.get('offset'), count),
  };
}

/** Clause 5.7.2.4: a query that could return everything is refused, unless it says that it is local. */
function requireSelective(selective: boolean, prepared: EntityQuery): void {
  if (
    selective ||
    prepared.attributes !== undefined ||
    prepared.query !== undefined ||
    prepared.geoQuery !== undefined
  )
    return;
  throw badData('At least one of type, attrs, q, georel, or local=true is needed.');
}

function answer(
  exchange: LdExchange,
  prepared: EntityQuery,
  shape: ShapeOptions,
  media: string,
): FastifyReply {
  exchange.requireTenant();
  const shown =
    media === jsonMedia && isPlain(shape.options)
      ? runShownQuery(exchange.services.entities, exchange.tenant, prepared)
      : undefined;
  if (shown) return exchange.sendShown(shown.texts, pageLinks(exchange, prepared, shown));
  const result = runQuery(exchange.services.entities, exchange.tenant, prepared);
  if (result.total !== undefined) exchange.reply.header('NGSILD-Results-Count', String(result.total));
  const links = pageLinks(exchange, prepared, result);
  if (media !== geoJsonMedia) {
    const entities = result.entities.map((entity) => representEntity(entity, shape.options));
    return exchange.send(
      entities.filter((entity) => Object.keys(entity).length > 0),
      prepared.context,
      media,
      links,
    );
  }
  const features = result.entities.map((entity) => representFeature(entity, shape.geometry, shape.options));
  return exchange.send({ type: 'FeatureCollection', features }, prepared.context, media, links);
}

function pageLinks(
  exchange: LdExchange,
  { limit, offset }: EntityQuery,
  { more }: Pick<QueryResult, 'more'>,
): string[] {
  if (limit === 0) return [];
  const path = exchange.request.url.split('?')[0] ?? '';
  const link = (to: number, relation: string): string => {
    const url = exchange.parameters.toUrl(path, { limit: String(limit), offset: String(to) });
    return `<${url}>; rel="${relation}"; type="application/ld+json"`;
  };
  return [
    ...(offset > 0 ? [link(Math.max(0, offset - limit), 'prev')] : []),
    ...(more ? [link(offset + limit, 'next')] : []),
  ];
}

function readSelectors(value: Json | undefined, context: LdContext): EntitySelector[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0)
    throw badData('"entities" has to be a list that is not empty.');
  return value.map((item) => {
    const type = member(item, 'type');
    if (typeof type !== 'string') throw badData('Every item of "entities" needs a type.');
    const id = member(item, 'id');
    const pattern = member(item, 'idPattern');
    if (pattern !== undefined && typeof pattern !== 'string')
      throw badData('"idPattern" has to be a string.');
    const ids = id === undefined ? undefined : [id].flat();
    if (ids !== undefined && !ids.every((part) => typeof part === 'string'))
      throw badData('"id" has to be a URI.');
    return {
      ids: readIds(ids as string[] | undefined),
      idPattern: readPattern(pattern),
      types: parseTypeSelection(type, context),
    };
  });
}

function readIds(ids: string[] | undefined): string[] | undefined {
  const wrong = ids?.find((id) => !isUri(id));
  if (wrong !== undefined) throw badData(`"${wrong}" is not a URI.`);
  return ids;
}

function readPattern(pattern: string | undefined): RegExp | undefined {
  return pattern === undefined ? undefined : compilePattern(pattern);
}

function readNames(names: string[] | undefined, context: LdContext): ReadonlySet<string> | undefined {
  if (names === undefined) return undefined;
  if (names.includes('')) throw badData('A list of attribute names has an empty name.');
  return new Set(names.map((name) => context.expand(name)));
}

const entityMembers = new Set(['id', 'type', 'scope', 'createdAt', 'modifiedAt', 'expiresAt']);

function readMembers(names: string[] | undefined, context: LdContext): ReadonlySet<string> | undefined {
  const parts = names?.flatMap((name) => name.split('|'));
  if (parts === undefined) return undefined;
  if (parts.some((name) => name === '' || name.includes('{')))
    throw badData('"pick" and "omit" take names of entity members.');
  return new Set(parts.map((name) => (entityMembers.has(name) ? name : context.expand(name))));
}
