import type { SyncConnection } from '#contract/syncSchemas.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { type Authorisation, noAuthorisation, tokenHeader } from '../signIn/authorisation.ts';
import type { ProviderFetch } from '../signIn/provider.ts';
import { audienceOfToken } from './audiences.ts';
import type { SecretStore } from './secretStore.ts';

/** The authorisation that a connection asks for, from the secrets that are kept for it. */
export async function makeAuthorisation(
  connection: SyncConnection,
  secrets: SecretStore,
  fetch?: ProviderFetch,
): Promise<Authorisation> {
  switch (connection.authorisation) {
    case 'none':
      return noAuthorisation;
    case 'token':
      return {
        headers: async () => {
          const token = await secrets.read('token', audienceOfToken(connection));
          if (!token) throw new EndpointFailure('unauthorised', 'noToken');
          return tokenHeader(connection.tokenHeader, token);
        },
        refused: async () => false,
      };
    case 'clientCredentials':
    case 'authorisationCode': {
      // Most registries never sign in anywhere: the library is read when one does.
      const { OAuthAuthorisation } = await import('../signIn/oauthAuthorisation.ts');
      return new OAuthAuthorisation(connection, secrets, fetch);
    }
  }
}
