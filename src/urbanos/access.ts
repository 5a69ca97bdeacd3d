import type { FastifyRequest } from 'fastify';
import { readingPosts } from '#urbanos/ld/routes.ts';
import type { Right, TokenFile } from '#urbanos/tokens.ts';

/** What a request is refused with before anything else looks at it. */
export interface Refusal {
  status: 401 | 403;
  title: string;
  detail: string;
}

const readingPostPaths = new Set([...readingPosts, '/v2/op/query']);

/**
 * Decides whether a request may go on.
 * Without a token file everything is allowed, but only to callers who address the machine by a loopback name: a page
 * in a browser must not reach the endpoint through a name that somebody points at 127.0.0.1.
 */
export function checkAccess(request: FastifyRequest, tokens: TokenFile | undefined): Refusal | undefined {
  if (tokens === undefined) {
    if (isLoopbackHost(request.hostname ?? '')) return undefined;
    return {
      status: 403,
      title: 'Forbidden',
      detail: 'Without a token file this endpoint answers to loopback addresses only.',
    };
  }
  const token = readToken(request);
  if (token === undefined) return { status: 401, title: 'Unauthorized', detail: 'A bearer token is needed.' };
  const right = tokens.rightOf(token, readTenantName(request));
  if (right === 'unknown')
    return { status: 401, title: 'Unauthorized', detail: 'The token is not known or no longer valid.' };
  const wanted = wantedRight(request);
  if (right === 'write' || right === wanted) return undefined;
  return { status: 403, title: 'Forbidden', detail: `The token gives no right to ${wanted} in this tenant.` };
}

/** True for names and addresses that mean this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/u, '$1').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/u.test(name);
}

function readToken(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  const bearer = header === undefined ? undefined : /^Bearer +([^\s]+) *$/iu.exec(header)?.[1];
  const other = request.headers['x-auth-token'];
  return bearer ?? (typeof other === 'string' && other !== '' ? other : undefined);
}

function readTenantName(request: FastifyRequest): string {
  const v2 = request.url.startsWith('/v2');
  const header = request.headers[v2 ? 'fiware-service' : 'ngsild-tenant'];
  const name = typeof header === 'string' ? header : '';
  return v2 ? name.toLowerCase() : name;
}

function wantedRight(request: FastifyRequest): Right {
  if (request.method === 'GET' || request.method === 'HEAD') return 'read';
  const path = (request.url.split('?')[0] ?? '').replace(/\/$/u, '');
  return request.method === 'POST' && readingPostPaths.has(path) ? 'read' : 'write';
}
