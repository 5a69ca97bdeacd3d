import { tokenRevocation } from 'openid-client';
import type { SyncConnection } from '#contract/syncSchemas.ts';
import { discoverProvider, type ProviderFetch } from './provider.ts';
import { parseTokens } from './tokens.ts';

/** Tells the provider that a sign-in is over. Without a network it ends there by itself, when the tokens run out. */
export async function revokeTokens(
  connection: SyncConnection,
  clientSecret: string | undefined,
  kept: string | undefined,
  fetch?: ProviderFetch,
): Promise<void> {
  const tokens = parseTokens(kept);
  if (!tokens) return;
  try {
    const configuration = await discoverProvider(connection, clientSecret, fetch);
    if (!configuration.serverMetadata().revocation_endpoint) return;
    await tokenRevocation(configuration, tokens.refresh ?? tokens.access);
  } catch {
    // Signing out here is what counts, and has been done.
  }
}
