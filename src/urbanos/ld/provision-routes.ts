import type { FastifyReply } from 'fastify';
import { jsonMedia } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';
import {
  type ApplyResult,
  appendAttributes,
  createEntity,
  deleteAttribute,
  partialUpdate,
  replaceAttribute,
  replaceEntity,
  updateAttributes,
} from '#urbanos/ld/apply.ts';
import { isUri, type LdContext } from '#urbanos/ld/context.ts';
import { isDateTime } from '#urbanos/ld/date-time.ts';
import type { LdExchange } from '#urbanos/ld/exchange.ts';
import { mergeEntity } from '#urbanos/ld/merge.ts';
import type { EntityPatch, StoredEntity } from '#urbanos/ld/model.ts';
import { parseAttribute, parseInstance } from '#urbanos/ld/parse-attribute.ts';
import { parseEntity, parseWholeEntity } from '#urbanos/ld/parse-entity.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';
import { matchesTypes, parseTypeSelection } from '#urbanos/ld/selection.ts';

/** Handlers of the operations on single entities and attributes (clauses 5.6.1 to 5.6.6 and 5.6.17 to 5.6.19). */

export function create(exchange: LdExchange): FastifyReply {
  exchange.allowParameters();
  const { body, context } = exchange.readDocument();
  const patch = parseWholeEntity(body, context);
  const { entities } = exchange.services;
  const now = timestamp();
  entities.write(() => {
    if (!entities.insert(exchange.tenant, createEntity(patch, now))) throw alreadyExists(patch.id);
    entities.ensureTenant(exchange.tenant, now);
  });
  return exchange.reply
    .code(201)
    .header('Location', `/ngsi-ld/v1/entities/${encodeURIComponent(patch.id).replaceAll('%3A', ':')}`)
    .send();
}

export function replace(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type');
  const id = exchange.entityId();
  const { body, context } = exchange.readDocument();
  const patch = parseEntity(body, { context, nulls: 'none', complete: true });
  requireSameId(patch, id);
  change(exchange, id, context, (existing, now) => replaceEntity(existing, patch, now));
  return exchange.reply.code(204).send();
}

export function merge(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type', 'format', 'options', 'lang', 'observedAt');
  const id = exchange.entityId();
  const options = readMergeOptions(exchange);
  const { body, context } = exchange.readDocument(true);
  const patch = parseEntity(body, { context, nulls: 'inside', complete: false });
  requireSameId(patch, id);
  change(exchange, id, context, (existing, now) => mergeEntity(existing, patch, options, now).entity);
  return exchange.reply.code(204).send();
}

export function append(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type', 'options');
  const id = exchange.entityId();
  const overwrite = !readNoOverwrite(exchange);
  const { body, context } = exchange.readDocument();
  const patch = readFragment(body, parseEntity(body, { context, nulls: 'none', complete: true }));
  requireSameId(patch, id);
  return sendResult(
    exchange,
    apply(exchange, id, context, (existing, now) => appendAttributes(existing, patch, overwrite, now)),
  );
}

export function update(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type');
  const id = exchange.entityId();
  const { body, context } = exchange.readDocument(true);
  const patch = readFragment(body, parseEntity(body, { context, nulls: 'whole', complete: true }));
  requireSameId(patch, id);
  return sendResult(
    exchange,
    apply(exchange, id, context, (existing, now) => updateAttributes(existing, patch, now)),
  );
}

export function updateAttribute(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type');
  const id = exchange.entityId();
  const { body, context } = exchange.readDocument(true);
  const name = exchange.attributeName(context);
  refuseScope(name);
  const fragment = readAttributeFragment(body);
  const patch = parseInstance(name, fragment, { context, nulls: 'whole', complete: false }, true);
  change(exchange, id, context, (existing, now) => partialUpdate(existing, name, patch, now));
  return exchange.reply.code(204).send();
}

export function putAttribute(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type');
  const id = exchange.entityId();
  const { body, context } = exchange.readDocument();
  const name = exchange.attributeName(context);
  refuseScope(name);
  const patches = parseAttribute(name, readAttributeFragment(body), {
    context,
    nulls: 'none',
    complete: true,
  });
  change(exchange, id, context, (existing, now) => replaceAttribute(existing, name, patches, now));
  return exchange.reply.code(204).send();
}

export function removeAttribute(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type', 'datasetId', 'deleteAll');
  const id = exchange.entityId();
  const context = exchange.linkedContext();
  const name = exchange.attributeName(context);
  const all = exchange.flag('deleteAll');
  const datasetId = exchange.parameters.get('datasetId') || undefined;
  if (datasetId !== undefined && !isUri(datasetId)) throw badData('"datasetId" is not a URI.');
  change(exchange, id, context, (existing, now) => {
    if (name.endsWith('/ngsi-ld/scope')) return withoutScope(existing, now);
    return deleteAttribute(existing, name, all ? { all } : { all, datasetId }, now);
  });
  return exchange.reply.code(204).send();
}

export function remove(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('type');
  const id = exchange.entityId();
  const context = exchange.linkedContext();
  exchange.requireTenant();
  const { entities } = exchange.services;
  entities.write(() => {
    requireEntity(exchange, id, context);
    entities.delete(exchange.tenant, id);
  });
  return exchange.reply.code(204).send();
}

/** The time of a change, the same for everything in one request. */
export function timestamp(): string {
  return new Date().toISOString();
}

/** @returns the error for an id that is taken. */
export function alreadyExists(id: string): Problem {
  return new Problem('AlreadyExists', `There is already an entity ${id}.`);
}

/** @returns the error for an id that nothing has. */
export function entityNotFound(id: string): Problem {
  return new Problem('ResourceNotFound', `There is no entity ${id}.`);
}

/** True when the options ask to leave existing attributes alone. */
export function readNoOverwrite(exchange: LdExchange): boolean {
  const options = exchange.parameters.list('options') ?? [];
  const unknown = options.filter((option) => option !== 'noOverwrite' && option !== '');
  if (unknown.length > 0) throw badData(`Unknown option: ${unknown.join(', ')}.`);
  return options.includes('noOverwrite');
}

/** UpdateResult (clause 5.2.18), with full names because a 207 has no context. */
function sendResult(exchange: LdExchange, result: ApplyResult): FastifyReply {
  if (result.notUpdated.length === 0) return exchange.reply.code(204).send();
  const body: JsonObject = {
    updated: result.updated,
    notUpdated: result.notUpdated.map((entry) => ({ ...entry })),
  };
  return sendJson(exchange.reply, 207, jsonMedia, body);
}

function apply(
  exchange: LdExchange,
  id: string,
  context: LdContext,
  work: (existing: StoredEntity, now: string) => ApplyResult,
): ApplyResult {
  let result: ApplyResult | undefined;
  change(exchange, id, context, (existing, now) => {
    result = work(existing, now);
    return result.updated.length === 0 && result.notUpdated.length > 0 ? existing : result.entity;
  });
  return result as unknown as ApplyResult;
}

/** Reads, changes and stores one entity as a unit. */
function change(
  exchange: LdExchange,
  id: string,
  context: LdContext,
  work: (existing: StoredEntity, now: string) => StoredEntity,
): void {
  exchange.requireTenant();
  const { entities } = exchange.services;
  entities.write(() => {
    const existing = requireEntity(exchange, id, context);
    const changed = work(existing, timestamp());
    if (changed !== existing) entities.update(exchange.tenant, changed);
  });
}

/** The entity, if it is there and has the types of the `type` parameter. */
function requireEntity(exchange: LdExchange, id: string, context: LdContext): StoredEntity {
  const type = exchange.parameters.get('type');
  const selection = type === undefined ? undefined : parseTypeSelection(type, context);
  const existing = exchange.services.entities.get(exchange.tenant, id);
  if (existing === undefined || (selection !== undefined && !matchesTypes(existing.types, selection)))
    throw entityNotFound(id);
  return existing;
}

function requireSameId(patch: EntityPatch, id: string): void {
  if (patch.id !== undefined && patch.id !== id)
    throw badData('The id in the body is not the one in the path.');
}

function readFragment(body: Json, patch: EntityPatch): EntityPatch {
  if (isObject(body) && Object.keys(body).every((key) => key === '@context'))
    throw badData('The fragment is empty.');
  return patch;
}

function readAttributeFragment(body: Json): Json {
  if (!isObject(body)) {
    if (Array.isArray(body) && body.length > 0) return body;
    throw badData('An attribute fragment has to be a JSON object.');
  }
  const { '@context': _context, ...fragment } = body;
  if (Object.keys(fragment).length === 0) throw badData('The attribute fragment is empty.');
  return fragment;
}

function refuseScope(name: string): void {
  if (name.endsWith('/ngsi-ld/scope')) throw badData('"scope" cannot be changed as an attribute.');
}

function withoutScope(existing: StoredEntity, now: string): StoredEntity {
  if (existing.scope === undefined) throw new Problem('ResourceNotFound', 'The entity has no scope.');
  const { scope: _scope, ...rest } = existing;
  return { ...rest, modifiedAt: now };
}

function readMergeOptions(exchange: LdExchange): {
  simplified: boolean;
  language?: string;
  observedAt?: string;
} {
  const formats = [exchange.parameters.get('format') ?? exchange.parameters.get('options') ?? ''].flatMap(
    (text) => text.split(','),
  );
  const unknown = formats.filter(
    (format) => !['', 'simplified', 'keyValues', 'normalized', 'concise'].includes(format),
  );
  if (unknown.length > 0) throw badData(`Unknown format: ${unknown.join(', ')}.`);
  const simplified = formats.includes('simplified') || formats.includes('keyValues');
  const observedAt = exchange.parameters.get('observedAt');
  if (observedAt !== undefined && !isDateTime(observedAt))
    throw badData('"observedAt" is not a UTC date and time.');
  const language = exchange.parameters.get('lang');
  return {
    simplified,
    ...(language === undefined ? {} : { language }),
    ...(observedAt === undefined ? {} : { observedAt }),
  };
}
