import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReturnPage {
  readonly language: string;
  readonly title: string;
  readonly done: string;
  readonly wrong: string;
}

export interface LoopbackListener {
  /** Where the provider sends the browser back to (RFC 8252, 7.3). */
  readonly redirectUri: string;
  /** The address that the browser came back with; its `state` is the one that was given out. */
  readonly returned: Promise<URL>;
  close(): void;
}

const path = '/signed-in';

/**
 * Waits on 127.0.0.1 for the browser to come back from the provider. An address with another state, or for another
 * host name (DNS rebinding), is turned away and ends nothing.
 */
export async function listenForReturn(state: string, page: ReturnPage): Promise<LoopbackListener> {
  let accept: (url: URL) => void = () => {};
  const returned = new Promise<URL>((resolve) => {
    accept = resolve;
  });
  let redirectUri = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    const expected = new URL(redirectUri);
    const isOurs = request.headers.host === expected.host && request.method === 'GET';
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    };
    if (!isOurs || url.pathname !== path) {
      response.writeHead(404, headers).end();
      return;
    }
    const fits = url.searchParams.get('state') === state;
    const answered = fits && !url.searchParams.has('error');
    response.writeHead(fits ? 200 : 400, headers).end(write(page, answered ? page.done : page.wrong));
    if (fits) accept(url);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  redirectUri = `http://127.0.0.1:${port}${path}`;
  return {
    redirectUri,
    returned,
    close: () => {
      // The page that tells of the outcome may still be on its way.
      server.close();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
    },
  };
}

function write(page: ReturnPage, words: string): string {
  return `<!doctype html><html lang="${escapeText(page.language)}"><head><meta charset="utf-8"><title>${escapeText(page.title)}</title></head><body><h1>${escapeText(page.title)}</h1><p>${escapeText(words)}</p></body></html>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
