import type { TokenEndpointResponse } from 'openid-client';
import { z } from 'zod';

export const tokensSchema = z.object({
  access: z.string().min(1),
  refresh: z.string().min(1).optional(),
  /** By this device's clock, in milliseconds since 1970; absent when the provider does not say. */
  expiresAt: z.number().optional(),
});
export type Tokens = z.infer<typeof tokensSchema>;

/** The life of a token counts from now by the clock of this device, whatever the clock of the provider says. */
export function tokensOf(answer: TokenEndpointResponse, before?: Tokens, now = Date.now()): Tokens {
  const refresh = answer.refresh_token ?? before?.refresh;
  return {
    access: answer.access_token,
    ...(refresh ? { refresh } : {}),
    ...(answer.expires_in === undefined ? {} : { expiresAt: now + answer.expires_in * 1000 }),
  };
}

export function parseTokens(text: string | undefined): Tokens | undefined {
  if (text === undefined) return undefined;
  try {
    return tokensSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
