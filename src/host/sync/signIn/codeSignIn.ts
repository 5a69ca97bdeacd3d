import * as openid from 'openid-client';
import type { SyncConnection } from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { listenForReturn, type ReturnPage } from './loopbackListener.ts';
import { discoverProvider, type ProviderFetch, requireSafe } from './provider.ts';
import { asSignInFailure } from './signInFailure.ts';
import { type Tokens, tokensOf } from './tokens.ts';

export interface CodeSignInRequest {
  readonly connection: SyncConnection;
  readonly clientSecret: string | undefined;
  /** Words of the page that the browser shows at the end. */
  readonly page: ReturnPage;
  /** Told the address to open in the system's browser. */
  readonly open: (url: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: ProviderFetch;
}

/** A sign-in that nobody finishes is given up. */
const longestSignIn = 15 * 60_000;

/**
 * Authorisation code with PKCE (RFC 7636) in the system's browser, which comes back to a listener on 127.0.0.1. The
 * code is worth nothing without the verifier, which never leaves this process.
 * @throws EndpointFailure when the provider refuses or cannot be reached; MusubiError CANCELLED
 */
export async function signInWithCode(request: CodeSignInRequest): Promise<Tokens> {
  const { connection, signal } = request;
  const configuration = await discoverProvider(connection, request.clientSecret, request.fetch);
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const asksIdentity = connection.scope.split(' ').includes('openid');
  const nonce = asksIdentity ? openid.randomNonce() : undefined;
  const listener = await listenForReturn(state, request.page);
  try {
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: listener.redirectUri,
      ...(connection.scope ? { scope: connection.scope } : {}),
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      ...(nonce ? { nonce } : {}),
      // OpenID Connect gives lasting access only with consent.
      ...(connection.scope.includes('offline_access') ? { prompt: 'consent' } : {}),
    });
    requireSafe(address.href);
    request.open(address.href);
    const returned = await waitFor(listener.returned, signal);
    const answer = await openid.authorizationCodeGrant(configuration, returned, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      ...(nonce ? { expectedNonce: nonce, idTokenExpected: true } : {}),
    });
    return tokensOf(answer);
  } catch (cause) {
    if (cause instanceof MusubiError) throw cause;
    throw asSignInFailure(cause);
  } finally {
    listener.close();
  }
}

async function waitFor(returned: Promise<URL>, signal: AbortSignal | undefined): Promise<URL> {
  const limit = AbortSignal.timeout(longestSignIn);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  return new Promise((resolve, reject) => {
    const give = () =>
      reject(limit.aborted ? new EndpointFailure('unauthorised', 'timeout') : new MusubiError('CANCELLED'));
    if (stop.aborted) return give();
    stop.addEventListener('abort', give, { once: true });
    returned.then(resolve, reject);
  });
}
