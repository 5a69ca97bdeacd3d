/** A browser lets a page's requests outlive it up to 64 KiB in total; some room is left for headers. */
const mostBytes = 60_000;

/**
 * A `fetch` whose requests reach the server even when the window closes in the same moment. Requests too large for
 * that promise (attachments), and those beyond the browser's total, are sent in the ordinary way.
 */
export function createKeepAliveFetch(send: typeof fetch): (request: Request) => Promise<Response> {
  let bytesUnderWay = 0;
  return async (request) => {
    // The body is passed on as bytes: a body that is still a stream may not be kept alive.
    const body = request.body === null ? undefined : await request.clone().arrayBuffer();
    const bytes = body?.byteLength ?? 0;
    if (bytesUnderWay + bytes > mostBytes) {
      return send(request);
    }
    bytesUnderWay += bytes;
    try {
      const { url, method, headers, signal } = request;
      return await send(
        new Request(url, { method, headers, signal, body, redirect: 'manual', keepalive: true }),
      );
    } finally {
      bytesUnderWay -= bytes;
    }
  };
}
