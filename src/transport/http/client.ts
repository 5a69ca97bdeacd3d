import { createORPCClient, type NestedClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { forgetSecretInAddress } from './forgetSecretInAddress.ts';
import { createKeepAliveFetch } from './keepAliveFetch.ts';

export interface HttpClientOptions {
  /**
   * True for calls that must reach the host even when the window closes right after them: the ones that write.
   * False for streams, which should end with their window. `path` is the procedure's, as in `['registry', 'patch']`.
   */
  readonly outlivesWindow: (path: readonly string[]) => boolean;
  /** Where the server is; the page's own origin when absent. */
  readonly origin?: string;
  /** Stands in for the browser's `fetch`. */
  readonly fetch?: typeof fetch;
}

/** No answer at all: the program was closed, or ended. A call that was cancelled stays a cancelled call. */
function asUnreachable(error: unknown, signal: AbortSignal): unknown {
  const isNetworkFailure = error instanceof TypeError && !signal.aborted;
  return isNetworkFailure ? new ORPCError('HOST_UNREACHABLE', { status: 503, cause: error }) : error;
}

/**
 * The client of the browser shell. `Client` is `ContractRouterClient<typeof contract>`.
 *
 * Besides the contract's own errors, calls fail with an `ORPCError` of code `HOST_UNREACHABLE` (no answer: the
 * program has ended) or `SESSION_ENDED` (it was started anew; the page has to be opened from there again).
 */
export function createHttpClient<Client extends NestedClient<Record<never, never>>>(
  options: HttpClientOptions,
): Client {
  forgetSecretInAddress();
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const sendKeptAlive = createKeepAliveFetch(send);
  const link = new RPCLink({
    url: `${options.origin ?? location.origin}/rpc`,
    fetch: async (request, init, _options, path, input) => {
      try {
        return options.outlivesWindow(path) ? await sendKeptAlive(request, input) : await send(request, init);
      } catch (error) {
        throw asUnreachable(error, request.signal);
      }
    },
  });
  return createORPCClient<Client>(link);
}
