import type { FastifyReply } from 'fastify';
import { jsonMedia, linkedDataMedia } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import { isObject, type Json } from '#urbanos/json.ts';
import type { LdExchange } from '#urbanos/ld/exchange.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';
import { timestamp } from '#urbanos/ld/provision-routes.ts';
import { contextPath, type HostedContext } from '#urbanos/store/context-store.ts';

/** Handlers of hosted @contexts (clause 5.13), so that user terms can be used without fetching anything. */

export function addContext(exchange: LdExchange): FastifyReply {
  exchange.allowParameters();
  const { body } = exchange.readBody();
  if (!isObject(body) || !Object.hasOwn(body, '@context'))
    throw badData('The body has to be an object with an @context.');
  exchange.resolve(body['@context'] as Json);
  const id = exchange.services.contexts.add({ '@context': body['@context'] as Json }, timestamp());
  return exchange.reply.code(201).header('Location', `${contextPath}/${id}`).send();
}

export function listContexts(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('details', 'kind');
  const details = exchange.flag('details');
  const kind = exchange.parameters.get('kind');
  if (kind !== undefined && !['Hosted', 'Cached', 'ImplicitlyCreated'].includes(kind))
    throw badData(`Unknown kind: ${kind}.`);
  const hosted = kind === undefined || kind === 'Hosted' ? exchange.services.contexts.list() : [];
  return sendJson(
    exchange.reply,
    200,
    jsonMedia,
    hosted.map((context) => (details ? describe(exchange, context) : address(exchange, context))),
  );
}

export function getContext(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('details');
  const context = exchange.services.contexts.get(contextId(exchange));
  if (context === undefined) throw notFound();
  if (exchange.flag('details')) return sendJson(exchange.reply, 200, jsonMedia, describe(exchange, context));
  return sendJson(exchange.reply, 200, linkedDataMedia, context.body);
}

export function deleteContext(exchange: LdExchange): FastifyReply {
  exchange.allowParameters('reload');
  if (exchange.flag('reload'))
    throw badData('Only cached contexts can be reloaded, and this endpoint caches none.');
  if (!exchange.services.contexts.delete(contextId(exchange))) throw notFound();
  return exchange.reply.code(204).send();
}

function contextId(exchange: LdExchange): string {
  return (exchange.request.params as { contextId?: string }).contextId ?? '';
}

function notFound(): Problem {
  return new Problem('ResourceNotFound', 'This endpoint hosts no such @context.');
}

function address(exchange: LdExchange, context: HostedContext): string {
  return `${exchange.request.protocol}://${exchange.request.host}${contextPath}/${context.id}`;
}

function describe(exchange: LdExchange, context: HostedContext): Json {
  return {
    URL: address(exchange, context),
    localId: context.id,
    kind: 'Hosted',
    createdAt: context.createdAt,
    body: context.body,
  };
}
