/** A browser lets a page's requests outlive it up to 64 KiB in total; some room is left for the envelope and headers. */
const mostBytes = 56_000;

const encoder = new TextEncoder();

/** About how many bytes a request takes that says this: files as they are, the rest as JSON. */
function bytesOf(input: unknown): number {
  let files = 0;
  const text = JSON.stringify(input, (_key, value: unknown) => {
    if (value instanceof Blob) files += value.size;
    return typeof value === 'bigint' ? String(value) : value;
  });
  return files + encoder.encode(text ?? '').length;
}

/**
 * A `fetch` whose requests reach the server even when the window closes in the same moment. `input` is what the
 * request says. Requests too large for that promise, and those beyond the browser's total, are
 * sent in the ordinary way.
 *
 * Nothing is waited for before the request is handed over: a window that closes right after the click ends its page
 * between two steps of it. So the size is taken from `input`, as the body of a request can only be read by waiting.
 */
export function createKeepAliveFetch(
  send: typeof fetch,
): (request: Request, input: unknown) => Promise<Response> {
  let bytesUnderWay = 0;
  return async (request, input) => {
    const bytes = bytesOf(input);
    if (bytesUnderWay + bytes > mostBytes) {
      return send(request, { redirect: 'manual' });
    }
    bytesUnderWay += bytes;
    try {
      return await send(new Request(request, { redirect: 'manual', keepalive: true }));
    } finally {
      bytesUnderWay -= bytes;
    }
  };
}
