import type { FastifyReply } from 'fastify';
import { jsonMedia } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';
import { appendAttributes, createEntity, replaceEntity, updateAttributes } from '#urbanos/ld/apply.ts';
import type { LdExchange } from '#urbanos/ld/exchange.ts';
import { mergeEntity } from '#urbanos/ld/merge.ts';
import type { EntityPatch, StoredEntity } from '#urbanos/ld/model.ts';
import { parseEntity, parseWholeEntity, readId } from '#urbanos/ld/parse-entity.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';
import { alreadyExists, entityNotFound, readNoOverwrite, timestamp } from '#urbanos/ld/provision-routes.ts';

/**
 * Handlers of the batch operations (clauses 5.6.7 to 5.6.10 and 5.6.20). One transaction per request: when the answer
 * is sent, everything that it calls a success is on disk. Items are processed in order, as clause 5.5.11 asks.
 */

const maximumItems = 10_000;

/** What became of one item. */
type Outcome = 'created' | 'changed';

export function createBatch(exchange: LdExchange): FastifyReply {
  exchange.allowParameters();
  const { entities } = exchange.services;
  const now = timestamp();
  const results = run(exchange, (item, linked) => {
    const patch = parseWholeEntity(item, exchange.contextOf(item, linked));
    if (!entities.insert(exchange.tenant, createEntity(patch, now))) throw alreadyExists(patch.id);
    entities.ensureTenant(exchange.tenant, now);
    return 'created';
  });
  return sendBatch(exchange, results);
}

export function upsertBatch(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('options');
  const mode = exchange.parameters.get('options') ?? 'replace';
  if (mode !== 'replace' && mode !== 'update' && mode !== '') throw badData(`Unknown option: ${mode}.`);
  const { entities } = exchange.services;
  const now = timestamp();
  const results = run(exchange, (item, linked) => {
    const context = exchange.contextOf(item, linked);
    const existing =
      isObject(item) && typeof item.id === 'string' ? entities.get(exchange.tenant, item.id) : undefined;
    if (existing !== undefined && mode === 'update') {
      const patch = parseEntity(item, { context, nulls: 'whole', complete: true });
      entities.update(exchange.tenant, updateAttributes(existing, patch, now).entity);
      return 'changed';
    }
    const patch = parseWholeEntity(item, context);
    if (existing !== undefined) entities.update(exchange.tenant, replaceEntity(existing, patch, now));
    else {
      entities.insert(exchange.tenant, createEntity(patch, now));
      entities.ensureTenant(exchange.tenant, now);
      return 'created';
    }
    return 'changed';
  });
  return sendBatch(exchange, results);
}

export function updateBatch(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('options');
  const overwrite = !readNoOverwrite(exchange);
  exchange.requireTenant();
  const now = timestamp();
  const results = run(exchange, (item, linked) =>
    changeItem(exchange, item, linked, overwrite ? 'whole' : 'none', true, (existing, patch) => {
      if (overwrite) return updateAttributes(existing, patch, now);
      return appendAttributes(existing, patch, false, now);
    }),
  );
  return sendBatch(exchange, results);
}

export function mergeBatch(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('options', 'format');
  const formats = [exchange.parameters.get('format'), ...(exchange.parameters.list('options') ?? [])];
  const simplified = formats.includes('simplified') || formats.includes('keyValues');
  exchange.requireTenant();
  const now = timestamp();
  const results = run(exchange, (item, linked) =>
    changeItem(exchange, item, linked, 'inside', false, (existing, patch) =>
      mergeEntity(existing, patch, { simplified }, now),
    ),
  );
  return sendBatch(exchange, results);
}

export function deleteBatch(exchange: LdExchange): FastifyReply {
  exchange.allowParameters();
  exchange.requireTenant();
  const { entities } = exchange.services;
  const results = run(exchange, (item) => {
    const id = readId(item);
    if (!entities.delete(exchange.tenant, id)) throw entityNotFound(id);
    return 'changed';
  });
  return sendBatch(exchange, results);
}

interface BatchResults {
  created: string[];
  changed: string[];
  errors: JsonObject[];
}

function run(exchange: LdExchange, work: (item: Json, linked: boolean) => Outcome): BatchResults {
  const { body, linked } = exchange.readBody();
  if (!Array.isArray(body)) throw badData('A batch has to be a JSON array.');
  if (body.length === 0) throw badData('The batch is empty.');
  if (body.length > maximumItems)
    throw new Problem('TooManyResults', `A batch may have at most ${maximumItems} items.`);
  if (body.includes(null)) throw badData('A batch must not contain null.');
  const results: BatchResults = { created: [], changed: [], errors: [] };
  exchange.services.entities.write(() => {
    for (const item of body) {
      const id = itemId(item);
      try {
        results[work(item, linked)].push(id);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        results.errors.push({ entityId: id, error: error.toJson() });
      }
    }
  });
  return results;
}

function changeItem(
  exchange: LdExchange,
  item: Json,
  linked: boolean,
  nulls: 'none' | 'whole' | 'inside',
  complete: boolean,
  work: (
    existing: StoredEntity,
    patch: EntityPatch,
  ) => { entity: StoredEntity; updated: string[]; notUpdated: Array<{ attributeName: string }> },
): Outcome {
  const context = exchange.contextOf(item, linked);
  const patch = parseEntity(item, { context, nulls, complete });
  const id = readId(patch.id);
  const { entities } = exchange.services;
  const existing = entities.get(exchange.tenant, id);
  if (existing === undefined) throw entityNotFound(id);
  const { entity, updated, notUpdated } = work(existing, patch);
  if (updated.length > 0 || notUpdated.length === 0) entities.update(exchange.tenant, entity);
  if (notUpdated.length > 0) {
    throw badData(
      `Not updated, because they exist: ${notUpdated.map(({ attributeName }) => attributeName).join(', ')}.`,
    );
  }
  return 'changed';
}

function itemId(item: Json): string {
  if (typeof item === 'string') return item;
  const id = isObject(item) ? (item.id ?? item['@id']) : undefined;
  return typeof id === 'string' ? id : '';
}

/** 201 with the ids that are new, 204 when nothing is, 207 with a BatchOperationResult when something failed. */
function sendBatch(exchange: LdExchange, { created, changed, errors }: BatchResults): FastifyReply {
  const { reply } = exchange;
  if (errors.length > 0) {
    const success = [...new Set([...created, ...changed])];
    return sendJson(reply, 207, jsonMedia, { success, errors });
  }
  if (created.length > 0) return sendJson(reply, 201, jsonMedia, [...new Set(created)]);
  return reply.code(204).send();
}
