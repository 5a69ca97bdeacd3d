/** The answer to a security question. `reason` is a short code for the log and for tests; users never see it. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export const ALLOW: Decision = { allowed: true };

export function deny(reason: string): Decision {
  return { allowed: false, reason };
}
