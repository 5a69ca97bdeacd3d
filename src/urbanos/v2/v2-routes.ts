import type { FastifyInstance, FastifyReply } from 'fastify';
import { jsonMedia } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import {
  createEntity,
  deleteAttribute,
  deleteEntity,
  getAttribute,
  getAttributes,
  getEntity,
  getValue,
  patchAttributes,
  postAttributes,
  putAttribute,
  putAttributes,
  putValue,
} from '#urbanos/v2/entity-routes-v2.ts';
import { batchQuery, batchUpdate, getType, listEntities, listTypes } from '#urbanos/v2/query-routes-v2.ts';
import { V2Error } from '#urbanos/v2/v2-error.ts';
import { V2Exchange } from '#urbanos/v2/v2-exchange.ts';
import type { V2Store } from '#urbanos/v2/v2-store.ts';

type Handler = (exchange: V2Exchange, store: V2Store) => FastifyReply;
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Methods = Partial<Record<(typeof verbs)[number], Handler>>;

const resources: Record<string, Methods> = {
  '/': { GET: listResources },
  '/entities': { GET: listEntities, POST: createEntity },
  '/entities/:id': { GET: getEntity, DELETE: deleteEntity },
  '/entities/:id/attrs': {
    GET: getAttributes,
    POST: postAttributes,
    PATCH: patchAttributes,
    PUT: putAttributes,
  },
  '/entities/:id/attrs/:attribute': { GET: getAttribute, PUT: putAttribute, DELETE: deleteAttribute },
  '/entities/:id/attrs/:attribute/value': { GET: getValue, PUT: putValue },
  '/types': { GET: listTypes },
  '/types/:type': { GET: getType },
  '/op/update': { POST: batchUpdate },
  '/op/query': { POST: batchQuery },
};

/** Registers the NGSIv2 API under /v2. */
export function registerV2(server: FastifyInstance, store: V2Store): void {
  server.register(
    async (api) => {
      api.setErrorHandler((error, _request, reply) => sendV2Error(error, reply));
      for (const [path, methods] of Object.entries(resources)) {
        for (const method of verbs) {
          const handler = methods[method];
          api.route({
            method,
            url: path,
            handler: (request, reply) => {
              if (handler !== undefined) return handler(new V2Exchange(request, reply), store);
              reply.header('Allow', Object.keys(methods).join(', '));
              throw new V2Error(405, 'MethodNotAllowed', 'method not allowed');
            },
          });
        }
      }
      api.setNotFoundHandler((_request, reply) =>
        sendV2Error(new V2Error(400, 'BadRequest', 'service not found'), reply),
      );
    },
    { prefix: '/v2' },
  );
}

/** Answers an error in the form of NGSIv2. */
export function sendV2Error(error: unknown, reply: FastifyReply): FastifyReply {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  let answer = new V2Error(500, 'InternalServerError', 'The operation could not be completed.');
  if (error instanceof V2Error) answer = error;
  else if (status === 413)
    answer = new V2Error(413, 'RequestEntityTooLarge', 'payload size exceeds the limit');
  else if (typeof status === 'number' && status >= 400 && status < 500)
    answer = new V2Error(status, 'BadRequest', 'invalid HTTP');
  return sendJson(reply, answer.status, jsonMedia, answer.toJson());
}

function listResources(exchange: V2Exchange): FastifyReply {
  return exchange.send({ entities_url: '/v2/entities', types_url: '/v2/types' });
}
