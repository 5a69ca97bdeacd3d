import type { Fetch, HttpAnswer } from '../http/endpointClient.ts';
import type { Authorisation } from './authorisation.ts';

/**
 * A fetch whose requests carry the authorisation of the moment. A request that is turned away because the token ran
 * out in the middle of an exchange is sent once more with a renewed one, and the exchange goes on.
 */
export function authorisedFetch(fetch: Fetch, authorisation: Authorisation): Fetch {
  const send = async (url: string, init: Parameters<Fetch>[1]) =>
    fetch(url, { ...init, headers: { ...init.headers, ...(await authorisation.headers()) } });
  return async (url, init) => {
    const answer = await send(url, init);
    if (answer.status !== 401 || !(await authorisation.refused())) return answer;
    await discard(answer);
    return send(url, init);
  };
}

async function discard(answer: HttpAnswer) {
  const stream = answer.body as { cancel?: () => Promise<void> } | null;
  await stream?.cancel?.().catch(() => {});
}
