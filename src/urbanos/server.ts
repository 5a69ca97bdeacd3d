import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { checkAccess, type Refusal } from '#urbanos/access.ts';
import { jsonMedia } from '#urbanos/http/media.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import type { Json } from '#urbanos/json.ts';
import type { LdServices } from '#urbanos/ld/exchange.ts';
import { registerLinkedData } from '#urbanos/ld/routes.ts';
import type { TokenFile } from '#urbanos/tokens.ts';
import { registerV2 } from '#urbanos/v2/v2-routes.ts';
import type { V2Store } from '#urbanos/v2/v2-store.ts';

/** What the server is made of. */
export interface ServerParts {
  linkedData: LdServices;
  v2: V2Store;
  tokens: TokenFile | undefined;
  tls: { cert: string | Buffer; key: string | Buffer } | undefined;
}

/** The largest body; clients are told to stay below 512 KiB, other brokers take about 1 MiB. */
export const maximumBodyBytes = 8 * 1024 * 1024;

/** Builds the HTTP server with both dialects; it does not listen yet. */
export function createServer(parts: ServerParts): FastifyInstance {
  const options = {
    logger: false,
    bodyLimit: maximumBodyBytes,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle' as const,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
  };
  const limits = { maxHeaderSize: 64 * 1024, headersTimeout: 30_000 };
  const server = (
    parts.tls === undefined
      ? Fastify({ ...options, http: limits })
      : Fastify({ ...options, https: { ...limits, ...parts.tls, minVersion: 'TLSv1.2' } })
  ) as FastifyInstance;

  server.addHook('onRequest', async (request, reply) => {
    const refusal = checkAccess(request, parts.tokens);
    if (refusal !== undefined) return refuse(request, reply, refusal);
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.get('/', async (_request, reply) =>
    sendJson(reply, 200, jsonMedia, { service: 'Musubi urban OS', ngsiLd: '/ngsi-ld/v1', ngsiV2: '/v2' }),
  );
  server.setNotFoundHandler(async (_request, reply) =>
    sendJson(reply, 404, jsonMedia, { title: 'Not found' }),
  );
  registerLinkedData(server, parts.linkedData);
  registerV2(server, parts.v2);
  return server;
}

/** 401 and 403 in the form of the dialect that was addressed. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, title, detail }: Refusal,
): FastifyReply {
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="urban-os"');
  const body: Json = request.url.startsWith('/v2')
    ? { error: title, description: detail }
    : { type: 'about:blank', title, detail, status };
  return sendJson(reply, status, jsonMedia, body);
}
