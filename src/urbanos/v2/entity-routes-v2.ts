import type { FastifyReply } from 'fastify';
import { jsonMedia, mediaType, negotiate } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import { isObject, type Json, member } from '#urbanos/json.ts';
import { checkField, checkValue, parseAttribute, parseAttributes } from '#urbanos/v2/parse-v2.ts';
import { representV2, representV2Attribute } from '#urbanos/v2/represent-v2.ts';
import { attributeMissing, badRequest } from '#urbanos/v2/v2-error.ts';
import { notAcceptable, parseV2Json, unsupportedMedia, type V2Exchange } from '#urbanos/v2/v2-exchange.ts';
import type { V2Attribute, V2Entity } from '#urbanos/v2/v2-model.ts';
import {
  appendV2,
  createV2,
  defaultEntityType,
  deleteAttributeV2,
  findOne,
  replaceV2,
  updateV2,
} from '#urbanos/v2/v2-operations.ts';
import type { V2Store } from '#urbanos/v2/v2-store.ts';

/** Handlers of NGSIv2 operations on one entity and its attributes. */

export function createEntity(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues', 'upsert');
  const body = exchange.readJson();
  const id = checkField(member(body, 'id'), 'entity id');
  const type =
    member(body, 'type') === undefined ? defaultEntityType : checkField(member(body, 'type'), 'entity type');
  const input = parseAttributes(body, exchange.option('keyValues'));
  const { place } = exchange;
  const created = store.write(() =>
    createV2(store, place, id, type, input, exchange.option('upsert'), now()),
  );
  const location = `/v2/entities/${encodeURIComponent(id).replaceAll('%3A', ':')}?type=${encodeURIComponent(type)}`;
  return exchange.reply
    .code(created ? 201 : 204)
    .header('Location', location)
    .send();
}

export function getEntity(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues', 'values', 'unique');
  return exchange.send(representV2(readEntity(exchange, store), exchange.view));
}

export function deleteEntity(exchange: V2Exchange, store: V2Store): FastifyReply {
  return changeEntity(exchange, store, (entity) => store.delete(exchange.tenant, entity));
}

export function getAttributes(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues', 'values', 'unique');
  const shown = representV2(readEntity(exchange, store), exchange.view);
  if (!isObject(shown)) return exchange.send(shown);
  const { id: _id, type: _type, ...attributes } = shown;
  return exchange.send(attributes);
}

export function postAttributes(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues', 'append');
  const input = parseAttributes(exchange.readJson(), exchange.option('keyValues'));
  return changeEntity(exchange, store, (entity) =>
    appendV2(store, exchange.tenant, entity, input, exchange.option('append'), now()),
  );
}

export function patchAttributes(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues');
  const input = parseAttributes(exchange.readJson(), exchange.option('keyValues'));
  return changeEntity(exchange, store, (entity) => updateV2(store, exchange.tenant, entity, input, now()));
}

export function putAttributes(exchange: V2Exchange, store: V2Store): FastifyReply {
  exchange.allowOptions('keyValues');
  const input = parseAttributes(exchange.readJson(), exchange.option('keyValues'));
  return changeEntity(exchange, store, (entity) => replaceV2(store, exchange.tenant, entity, input, now()));
}

export function getAttribute(exchange: V2Exchange, store: V2Store): FastifyReply {
  return exchange.send(representV2Attribute(readAttribute(exchange, readEntity(exchange, store))));
}

export function putAttribute(exchange: V2Exchange, store: V2Store): FastifyReply {
  const attribute = parseAttribute(exchange.readJson());
  return changeEntity(exchange, store, (entity) => {
    readAttribute(exchange, entity);
    updateV2(
      store,
      exchange.tenant,
      entity,
      { [exchange.pathField('attribute', 'attribute name')]: attribute },
      now(),
    );
  });
}

export function deleteAttribute(exchange: V2Exchange, store: V2Store): FastifyReply {
  const name = exchange.pathField('attribute', 'attribute name');
  return changeEntity(exchange, store, (entity) =>
    deleteAttributeV2(store, exchange.tenant, entity, name, now()),
  );
}

export function getValue(exchange: V2Exchange, store: V2Store): FastifyReply {
  const { value } = readAttribute(exchange, readEntity(exchange, store));
  const compound = typeof value === 'object' && value !== null;
  const media = negotiate(
    exchange.request.headers.accept,
    compound ? [jsonMedia] : ['text/plain', jsonMedia],
  );
  if (media === undefined) throw notAcceptable(compound ? jsonMedia : 'text/plain, application/json');
  return sendJson(exchange.reply, 200, media, value);
}

export function putValue(exchange: V2Exchange, store: V2Store): FastifyReply {
  const media = mediaType(exchange.request.headers['content-type']);
  if (media !== jsonMedia && media !== 'text/plain') throw unsupportedMedia(media);
  const bytes = exchange.readBytes();
  const value = media === jsonMedia ? parseV2Json(bytes) : parsePlain(bytes.toString('utf8').trim());
  return changeEntity(exchange, store, (entity) => {
    const { type, metadata } = readAttribute(exchange, entity);
    const changed = { type, value: checkValue(value, type), metadata };
    updateV2(
      store,
      exchange.tenant,
      entity,
      { [exchange.pathField('attribute', 'attribute name')]: changed },
      now(),
    );
  });
}

/** A text has to be in double quotes; anything else has to be a number, true, false or null. */
function parsePlain(text: string): Json {
  if (/^".*"$/su.test(text)) return text.slice(1, -1);
  if (/^(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/u.test(text))
    return JSON.parse(text.replace(/^(-?)0+(?=\d)/u, '$1')) as Json;
  throw badRequest('attribute value type not recognized');
}

function readEntity(exchange: V2Exchange, store: V2Store): V2Entity {
  return findOne(
    store,
    exchange.tenant,
    exchange.readPaths,
    exchange.pathField('id', 'entity id'),
    exchange.type,
  );
}

function readAttribute(exchange: V2Exchange, entity: V2Entity): V2Attribute {
  const name = exchange.pathField('attribute', 'attribute name');
  const attribute = Object.hasOwn(entity.attributes, name) ? entity.attributes[name] : undefined;
  if (attribute === undefined) throw attributeMissing();
  return attribute;
}

function changeEntity(exchange: V2Exchange, store: V2Store, work: (entity: V2Entity) => void): FastifyReply {
  const { path } = exchange.place;
  store.write(() =>
    work(findOne(store, exchange.tenant, [path], exchange.pathField('id', 'entity id'), exchange.type)),
  );
  return exchange.reply.code(204).send();
}

/** The time of a change. */
export function now(): string {
  return new Date().toISOString();
}
