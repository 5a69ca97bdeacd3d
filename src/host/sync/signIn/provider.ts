import * as openid from 'openid-client';
import type { SyncConnection } from '#contract/syncSchemas.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { endpointAddress } from '../http/endpointAddress.ts';
import { asSignInFailure } from './signInFailure.ts';

/** Seconds; a clock that differs by less needs no correction. */
const toleratedSkew = 30;
const timeoutSeconds = 30;

/** A small replacement for `fetch`, for tests. */
export type ProviderFetch = (url: string, init: openid.CustomFetchOptions) => Promise<Response>;

const systemFetch: ProviderFetch = (url, init) => fetch(url, init as RequestInit);

/**
 * What the provider says of itself. Its own clock, as every answer states it, is taken for the dates in its tokens,
 * so that a wrong clock here keeps nobody out.
 * @throws EndpointFailure unreachable, insecure, unauthorised
 */
export async function discoverProvider(
  connection: Pick<SyncConnection, 'issuer' | 'clientId'>,
  clientSecret: string | undefined,
  fetchOne: ProviderFetch = systemFetch,
): Promise<openid.Configuration> {
  let providerClock: number | undefined;
  const customFetch: ProviderFetch = async (url, init) => {
    requireSafe(url);
    const answer = await fetchOne(url, init);
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(date)) providerClock = date;
    return answer;
  };
  const authentication = clientSecret ? openid.ClientSecretPost(clientSecret) : openid.None();
  const discover = (algorithm: 'oidc' | 'oauth2') =>
    openid.discovery(new URL(connection.issuer), connection.clientId, undefined, authentication, {
      algorithm,
      timeout: timeoutSeconds,
      [openid.customFetch]: customFetch,
      execute: isPlain(connection.issuer) ? [openid.allowInsecureRequests] : [],
    });
  let found: openid.Configuration;
  try {
    found = await discover('oidc').catch((cause: unknown) => {
      const failure = asSignInFailure(cause);
      // A server of OAuth alone describes itself elsewhere.
      if (failure.kind !== 'unauthorised') throw failure;
      return discover('oauth2');
    });
  } catch (cause) {
    throw asSignInFailure(cause);
  }
  const ahead = providerClock === undefined ? 0 : Math.round((providerClock - Date.now()) / 1000);
  const configuration = new openid.Configuration(
    found.serverMetadata(),
    connection.clientId,
    Math.abs(ahead) > toleratedSkew ? { [openid.clockSkew]: ahead } : undefined,
    authentication,
  );
  configuration.timeout = timeoutSeconds;
  configuration[openid.customFetch] = customFetch;
  if (isPlain(connection.issuer)) openid.allowInsecureRequests(configuration);
  return configuration;
}

/** Secrets and codes travel encrypted, or not beyond this machine, wherever the provider says that its parts are. */
export function requireSafe(address: string): void {
  try {
    const { origin, pathname } = new URL(address);
    endpointAddress(`${origin}${pathname}`);
  } catch (cause) {
    throw new EndpointFailure('insecure', 'the provider names an address without encryption', { cause });
  }
}

function isPlain(address: string): boolean {
  return new URL(address).protocol === 'http:';
}
