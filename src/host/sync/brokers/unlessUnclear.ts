import { EndpointFailure } from '#core/sync/endpointFailure.ts';

/**
 * What to answer when creating an entity failed: false where it may have been created all the same, so that the caller
 * asks for it by name.
 * @throws the failure itself when it was certainly not created
 */
export function unlessUnclear(cause: unknown): false {
  const failure = cause instanceof EndpointFailure ? cause : undefined;
  if (failure?.kind === 'unstable' || failure?.kind === 'unreachable') return false;
  throw cause;
}
