import type { FastifyInstance, FastifyReply, HTTPMethods } from 'fastify';
import { BareStatus } from '#urbanos/http/bare-status.ts';
import { jsonMedia } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import { createBatch, deleteBatch, mergeBatch, updateBatch, upsertBatch } from '#urbanos/ld/batch-routes.ts';
import { query, queryByPost, retrieve } from '#urbanos/ld/consumption-routes.ts';
import { addContext, deleteContext, getContext, listContexts } from '#urbanos/ld/context-routes.ts';
import { describeAttribute, describeType, listAttributes, listTypes } from '#urbanos/ld/discovery-routes.ts';
import { isTenantName, LdExchange, type LdServices, NotAcceptable } from '#urbanos/ld/exchange.ts';
import { badData, Problem, type ProblemType } from '#urbanos/ld/problem.ts';
import {
  append,
  create,
  merge,
  putAttribute,
  remove,
  removeAttribute,
  replace,
  update,
  updateAttribute,
} from '#urbanos/ld/provision-routes.ts';

type Handler = (exchange: LdExchange) => FastifyReply;
type Methods = Partial<Record<(typeof verbs)[number], Handler>>;

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Every resource with its operations. To offer one more, write its handler and add it here. */
const resources: Record<string, Methods> = {
  '/entities': { GET: query, POST: create },
  '/entities/:id': { GET: retrieve, PUT: replace, PATCH: merge, DELETE: remove },
  '/entities/:id/attrs': { POST: append, PATCH: update },
  '/entities/:id/attrs/:attribute': { PATCH: updateAttribute, PUT: putAttribute, DELETE: removeAttribute },
  '/entityOperations/create': { POST: createBatch },
  '/entityOperations/upsert': { POST: upsertBatch },
  '/entityOperations/update': { POST: updateBatch },
  '/entityOperations/merge': { POST: mergeBatch },
  '/entityOperations/delete': { POST: deleteBatch },
  '/entityOperations/query': { POST: queryByPost },
  '/types': { GET: listTypes },
  '/types/:name': { GET: describeType },
  '/attributes': { GET: listAttributes },
  '/attributes/:name': { GET: describeAttribute },
  '/jsonldContexts': { GET: listContexts, POST: addContext },
  '/jsonldContexts/:contextId': { GET: getContext, DELETE: deleteContext },
};

/** Resources of the specification that this endpoint does not have. */
const notOffered = [
  '/subscriptions',
  '/csourceRegistrations',
  '/csourceSubscriptions',
  '/temporal',
  '/entityMaps',
  '/snapshots',
];

/** The operations that only read although they are POSTs. */
export const readingPosts: ReadonlySet<string> = new Set(['/ngsi-ld/v1/entityOperations/query']);

/** Registers the NGSI-LD API (ETSI GS CIM 009, clause 6) under /ngsi-ld/v1. */
export function registerLinkedData(server: FastifyInstance, services: LdServices): void {
  server.register(
    async (api) => {
      api.setErrorHandler((error, request, reply) =>
        sendError(error, reply, request.headers['ngsild-tenant']),
      );
      api.addHook('onSend', async (request, reply) => {
        echoTenant(reply, request.headers['ngsild-tenant']);
      });
      for (const [path, methods] of Object.entries(resources)) {
        for (const method of verbs) {
          const handler =
            methods[method] ?? ((exchange: LdExchange) => refuseMethod(exchange, path, methods));
          api.route({
            method,
            url: path,
            handler: (request, reply) => handler(new LdExchange(request, reply, services)),
          });
        }
      }
      for (const path of notOffered) {
        for (const url of [path, `${path}/*`])
          api.route({ method: [...verbs] as HTTPMethods[], url, handler: refuseResource });
      }
      api.setNotFoundHandler((request, reply) => {
        const path = request.url.split('?')[0] ?? '';
        if (/\/entities\/(\/|$)/u.test(path)) throw badData('The entity id in the path is missing.');
        return sendProblem(reply, 404, 'ResourceNotFound', 'There is no such resource.');
      });
    },
    { prefix: '/ngsi-ld/v1' },
  );
}

/** Answers an error as clause 6.3.3 wants it. Unexpected ones tell the client nothing of the inside. */
export function sendError(error: unknown, reply: FastifyReply, tenant: unknown): FastifyReply {
  echoTenant(reply, tenant);
  if (error instanceof Problem) return sendJson(reply, error.status, jsonMedia, error.toJson());
  if (error instanceof BareStatus)
    return reply
      .code(error.status)
      .headers({ ...error.headers })
      .send();
  if (error instanceof NotAcceptable) return sendJson(reply, 406, jsonMedia, [...error.offered]);
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  if (status === 413) return sendProblem(reply, 413, 'InvalidRequest', 'The body is too large.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return sendProblem(reply, status, 'InvalidRequest', 'The request is not valid HTTP.');
  }
  return sendProblem(reply, 500, 'InternalError', 'The operation could not be completed.');
}

/** PUT and PATCH on "/entities/" lack the id of an entity; anything else is a wrong verb. */
function refuseMethod(exchange: LdExchange, path: string, methods: Methods): never {
  const { method, url } = exchange.request;
  if (path === '/entities' && method !== 'DELETE' && /\/(\?|$)/u.test(url))
    throw badData('The entity id in the path is missing.');
  throw new BareStatus(405, { allow: Object.keys(methods).join(', ') });
}

function refuseResource(): never {
  throw new Problem(
    'OperationNotSupported',
    'This endpoint stores and finds entities; it does not offer this resource.',
  );
}

function sendProblem(reply: FastifyReply, status: number, type: ProblemType, detail: string): FastifyReply {
  return sendJson(reply, status, jsonMedia, { ...new Problem(type, detail).toJson(), status });
}

/** Clause 6.3.14: the tenant that a request names is named in the answer. */
function echoTenant(reply: FastifyReply, tenant: unknown): void {
  if (typeof tenant === 'string' && isTenantName(tenant)) reply.header('NGSILD-Tenant', tenant);
}
