import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Context, onError } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { type DoorText, doorPage, doorScript } from './doorPage.ts';
import { contentDisposition, createDownloads } from './downloads.ts';
import { createOneTimeSecrets } from './oneTimeSecrets.ts';
import { createOpenRequests } from './openRequests.ts';
import { readJsonBody } from './readJsonBody.ts';
import { callPrefix, decideRequest, downloadPrefix, type RequestDecision } from './requestDecision.ts';
import { newSecret } from './secrets.ts';
import { hasSession, sessionCookie } from './sessionCookie.ts';
import { listStaticFiles } from './staticFiles.ts';

const loopback = '127.0.0.1';
const mostSecretBytes = 1_024;
const defaultBodyBytes = 256 * 1_024 * 1_024;
/** A shutdown waits this long for calls under way before it cuts them. */
const longestDrainSeconds = 30;
const lastBytesSeconds = 1;

export interface LoopbackServerOptions<TContext extends Context> {
  /** Any oRPC router; asked for at every call, as another one may answer later. */
  readonly router: () => ConstructorParameters<typeof RPCHandler<TContext>>[0];
  /** Makes the router's context for one call. */
  readonly context: () => TContext;
  /** Folder of the built user interface, with its index.html. */
  readonly staticDirectory: string;
  /** Security headers of every answer, the content security policy among them; asked for each page. */
  readonly pageHeaders: () => Readonly<Record<string, string>>;
  /** The texts of the door page, for the browser's `Accept-Language`. */
  readonly doorText: (acceptLanguage: string) => DoorText;
  /** Port to listen on; a free one when absent or 0. */
  readonly port?: number;
  /** Largest call, uploads included, in bytes; 256 MiB when absent. */
  readonly largestBody?: number;
  /** Told about failures inside the router, for the log; the user interface gets them as answers. */
  readonly onError?: (error: unknown) => void;
}

export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** A new address with a secret that lets one browser in, once. */
  issueAddress(): string;
  /** Keeps a file for one download in a browser with a session; returns its address, good for ten minutes. */
  registerDownload(fileName: string, mediaType: string, bytes: Uint8Array): string;
  /** Takes no more requests, lets the calls under way finish, ends event streams, and frees the port. */
  close(): Promise<void>;
}

type Refusal = RequestDecision & { action: 'refuse' };

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: loopback, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** An error as oRPC's own client understands it, so that a refused call is a typed error in the user interface. */
function refusalBody({ status, reason }: Refusal): string {
  const code = reason === 'no-session' ? 'SESSION_ENDED' : 'REQUEST_REFUSED';
  return JSON.stringify({ json: { defined: false, code, status, message: reason, data: { reason } } });
}

/**
 * Serves a built user interface and an oRPC router to browsers on this machine alone.
 *
 * @throws Node's own error with `code` `EADDRINUSE` or `EACCES` when the wanted port cannot be had
 */
export async function startLoopbackServer<TContext extends Context>(
  options: LoopbackServerOptions<TContext>,
): Promise<LoopbackServer> {
  const files = await listStaticFiles(options.staticDirectory);
  const secrets = createOneTimeSecrets();
  const downloads = createDownloads();
  const openRequests = createOpenRequests();
  const session = newSecret();
  const handlers = new WeakMap<object, RPCHandler<TContext>>();
  function callsOf(router: ReturnType<typeof options.router>): RPCHandler<TContext> {
    const known = handlers.get(router);
    if (known) return known;
    const made = new RPCHandler<TContext>(router, {
      plugins: [new BodyLimitPlugin({ maxBodySize: options.largestBody ?? defaultBodyBytes })],
      interceptors: [onError((error) => options.onError?.(error))],
    });
    handlers.set(router, made);
    return made;
  }
  const server = createServer((request, response) => {
    const work = answer(request, response).catch((error: unknown) => {
      options.onError?.(error);
      if (!response.headersSent) {
        response.writeHead(500);
      }
      response.end();
    });
    openRequests.add(response, work);
  });
  const port = await listen(server, options.port ?? 0);
  // URL leaves out port 80, as browsers do.
  const host = new URL(`http://${loopback}:${port}`).host;
  const origin = `http://${host}`;

  function decide(request: IncomingMessage): RequestDecision {
    const { headers } = request;
    const header = (name: string) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    return decideRequest(
      {
        method: request.method ?? '',
        target: request.url ?? '',
        hosts: request.headersDistinct.host ?? [],
        origin: header('origin'),
        fetchSite: header('sec-fetch-site'),
        fetchMode: header('sec-fetch-mode'),
        fetchDestination: header('sec-fetch-dest'),
        contentType: header('content-type'),
        hasSession: hasSession(headers.cookie, port, session),
      },
      host,
    );
  }

  function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    response.setHeader('content-type', 'application/json');
    response.setHeader('connection', 'close');
    response.writeHead(refusal.status).end(refusalBody(refusal));
    request.resume();
  }

  function sendText(response: ServerResponse, mediaType: string, text: string): void {
    response.setHeader('content-type', mediaType);
    response.writeHead(200).end(text);
  }

  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJsonBody(request, mostSecretBytes);
    const given = typeof body === 'object' && body !== null && 'secret' in body ? body.secret : undefined;
    if (typeof given !== 'string' || !secrets.redeem(given)) {
      response.writeHead(403).end();
      return;
    }
    response.setHeader('set-cookie', sessionCookie(port, session));
    response.writeHead(204).end();
  }

  async function sendFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const file = files.get(path);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', file.mediaType);
    response.setHeader('cache-control', file.cacheControl);
    if (request.method === 'HEAD') {
      response.writeHead(200).end();
      return;
    }
    await pipeline(createReadStream(file.path), response);
  }

  function sendDownload(request: IncomingMessage, response: ServerResponse, token: string): void {
    const download = request.method === 'GET' ? downloads.take(token) : undefined;
    if (!download) {
      response.writeHead(404).end();
      return;
    }
    const isMediaType = /^[\w.+-]+\/[\w.+-]+$/.test(download.mediaType);
    response.setHeader('content-type', isMediaType ? download.mediaType : 'application/octet-stream');
    response.setHeader('content-disposition', contentDisposition(download.fileName));
    response.setHeader('content-length', download.bytes.byteLength);
    response.writeHead(200).end(download.bytes);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeaders(new Map(Object.entries(options.pageHeaders())));
    response.setHeader('cache-control', 'no-store');
    const decision = decide(request);
    switch (decision.action) {
      case 'refuse':
        return refuse(request, response, decision);
      case 'door':
        return sendText(
          response,
          'text/html; charset=utf-8',
          doorPage(options.doorText(request.headers['accept-language'] ?? '')),
        );
      case 'door-script':
        return sendText(response, 'text/javascript; charset=utf-8', doorScript);
      case 'open-session':
        return openSession(request, response);
      case 'page':
        return sendFile(request, response, '/index.html');
      case 'file':
        return sendFile(request, response, decision.path);
      case 'download':
        return sendDownload(request, response, decision.token);
      case 'call': {
        const { matched } = await callsOf(options.router()).handle(request, response, {
          prefix: callPrefix,
          context: options.context(),
        });
        if (!matched) {
          response.writeHead(404).end();
        }
      }
    }
  }

  return {
    port,
    origin,
    issueAddress: () => `${origin}/#${secrets.issue()}`,
    registerDownload(fileName, mediaType, bytes) {
      return `${origin}${downloadPrefix}${downloads.register({ fileName, mediaType, bytes })}`;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const waited = new AbortController();
      const limit = pause(longestDrainSeconds * 1_000, undefined, { signal: waited.signal }).catch(() => {});
      await Promise.race([openRequests.drain(), limit]);
      waited.abort();
      // The last bytes of an answer may still be on their way; its connection counts as idle once they are out.
      const sweep = setInterval(() => server.closeIdleConnections(), 10);
      await Promise.race([closed, pause(lastBytesSeconds * 1_000, undefined, { ref: false })]);
      clearInterval(sweep);
      server.closeAllConnections();
      await closed;
    },
  };
}
