import { isSameSecret, newSecret } from './secrets.ts';

export interface OneTimeSecrets {
  /** A new secret that `redeem` takes once. */
  issue(): string;
  /** True exactly once for each issued secret; false for used, unknown and empty ones. */
  redeem(given: string): boolean;
}

/** Secrets that open the door once each. They live in memory only: a restart forgets them all. */
export function createOneTimeSecrets(): OneTimeSecrets {
  const open = new Set<string>();
  return {
    issue() {
      const secret = newSecret();
      open.add(secret);
      return secret;
    },
    redeem(given) {
      let redeemed: string | undefined;
      for (const secret of open) {
        if (isSameSecret(given, secret)) {
          redeemed = secret;
        }
      }
      return redeemed !== undefined && open.delete(redeemed);
    },
  };
}
