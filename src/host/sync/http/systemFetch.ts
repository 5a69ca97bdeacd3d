import type { Fetch } from './endpointClient.ts';

/** Node's own client: certificates are checked, redirects are left to us, nothing is kept between calls. */
export const systemFetch: Fetch = async (url, init) => {
  const { body, ...rest } = init;
  const response = await fetch(url, { ...rest, ...(body ? { body: Buffer.from(body) } : {}) });
  // The streams of Node are iterable, which the types of the browser's do not say.
  return {
    status: response.status,
    headers: response.headers,
    body: response.body as AsyncIterable<Uint8Array> | null,
  };
};
