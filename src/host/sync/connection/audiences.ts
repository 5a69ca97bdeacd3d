import type { SyncConnection } from '#contract/syncSchemas.ts';

/** Whom each secret may be shown to. A changed address or provider makes it unusable until it is entered anew. */
export function audienceOfToken(connection: SyncConnection): string {
  return originOf(connection.address);
}

export function audienceOfClientSecret(connection: SyncConnection): string {
  return `${connection.issuer} ${connection.clientId}`;
}

/** Tokens of a sign-in are given to the endpoint, and for renewal to the provider. */
export function audienceOfTokens(connection: SyncConnection): string {
  return `${connection.issuer} ${connection.clientId} ${originOf(connection.address)}`;
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : '';
}
