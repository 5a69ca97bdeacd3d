import * as openid from 'openid-client';
import type { SyncConnection } from '#contract/syncSchemas.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { audienceOfClientSecret, audienceOfTokens } from '../connection/audiences.ts';
import type { SecretStore } from '../connection/secretStore.ts';
import { type Authorisation, tokenHeader } from './authorisation.ts';
import { discoverProvider, type ProviderFetch } from './provider.ts';
import { asSignInFailure, isEnded } from './signInFailure.ts';
import { parseTokens, type Tokens, tokensOf } from './tokens.ts';

/** Milliseconds before the end at which a token is renewed. */
const margin = 20_000;

/**
 * Access tokens of a provider, renewed when they run out: by the refresh token of a person's sign-in, or by the
 * client's own credentials. One renewal at a time; a refresh token that another window has used meanwhile is found
 * renewed in the registry.
 */
export class OAuthAuthorisation implements Authorisation {
  readonly #connection: SyncConnection;
  readonly #secrets: SecretStore;
  readonly #fetch: ProviderFetch | undefined;
  #renewing: Promise<Tokens> | undefined;
  #configuration: Promise<openid.Configuration> | undefined;
  /** Of client credentials, which need no keeping. */
  #own: Tokens | undefined;
  #used: string | undefined;

  constructor(connection: SyncConnection, secrets: SecretStore, fetch?: ProviderFetch) {
    this.#connection = connection;
    this.#secrets = secrets;
    this.#fetch = fetch;
  }

  async headers(): Promise<Readonly<Record<string, string>>> {
    let tokens = await this.#kept();
    if (!tokens && this.#isPersonal) throw new EndpointFailure('unauthorised', 'notSignedIn');
    if (!tokens || (tokens.expiresAt !== undefined && tokens.expiresAt - margin < Date.now())) {
      tokens = await this.#renewed(tokens);
    }
    this.#used = tokens.access;
    return tokenHeader(this.#connection.tokenHeader, tokens.access);
  }

  async refused(): Promise<boolean> {
    const used = this.#used;
    const tokens = await this.#kept();
    // Another window has renewed them meanwhile.
    if (tokens && tokens.access !== used) return true;
    const renewed = await this.#renewed(tokens);
    return renewed.access !== used;
  }

  get #isPersonal(): boolean {
    return this.#connection.authorisation === 'authorisationCode';
  }

  async #kept(): Promise<Tokens | undefined> {
    if (!this.#isPersonal) return this.#own;
    return parseTokens(await this.#secrets.read('tokens', audienceOfTokens(this.#connection)));
  }

  #renewed(before: Tokens | undefined): Promise<Tokens> {
    this.#renewing ??= this.#renew(before).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(before: Tokens | undefined): Promise<Tokens> {
    try {
      const configuration = await this.#provider();
      if (!this.#isPersonal) {
        const { scope } = this.#connection;
        // A client has no identity of its own to ask for.
        const asked = scope.split(' ').filter((name) => name !== 'openid' && name !== 'offline_access');
        const parameters: Record<string, string> = asked.length > 0 ? { scope: asked.join(' ') } : {};
        this.#own = tokensOf(await openid.clientCredentialsGrant(configuration, parameters));
        return this.#own;
      }
      if (!before?.refresh) throw new EndpointFailure('unauthorised', 'invalid_grant');
      const tokens = tokensOf(await openid.refreshTokenGrant(configuration, before.refresh), before);
      await this.#secrets.write('tokens', audienceOfTokens(this.#connection), JSON.stringify(tokens));
      return tokens;
    } catch (cause) {
      const failure = asSignInFailure(cause);
      if (this.#isPersonal && isEnded(failure)) {
        const now = await this.#kept();
        if (now && now.refresh !== before?.refresh) return now;
        this.#secrets.forget('tokens');
      }
      throw failure;
    }
  }

  async #provider(): Promise<openid.Configuration> {
    const secret = await this.#secrets.read('clientSecret', audienceOfClientSecret(this.#connection));
    this.#configuration ??= discoverProvider(this.#connection, secret, this.#fetch);
    try {
      return await this.#configuration;
    } catch (cause) {
      this.#configuration = undefined;
      throw cause;
    }
  }
}
