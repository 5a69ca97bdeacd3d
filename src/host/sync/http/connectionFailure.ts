import { EndpointFailure } from '#core/sync/endpointFailure.ts';

const insecureCodes = /CERT|TLS|SSL|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY/;

/**
 * What a failed request says about the connection: no way there, or an encrypted connection that cannot be trusted.
 * @returns undefined when it was not the connection that failed
 */
export function connectionFailure(cause: unknown): EndpointFailure | undefined {
  if (cause instanceof EndpointFailure) return cause;
  if (!(cause instanceof Error) || !isConnectionError(cause)) return undefined;
  const code = codeOf(cause);
  if (insecureCodes.test(code)) return new EndpointFailure('insecure', code);
  return new EndpointFailure('unreachable', code || innermost(cause));
}

function isConnectionError(cause: Error): boolean {
  return (
    cause instanceof TypeError ||
    cause.name === 'TimeoutError' ||
    cause.name === 'AbortError' ||
    codeOf(cause) !== ''
  );
}

/** The system's or the TLS library's name for what went wrong; `fetch` hides it below its own error. */
export function codeOf(cause: unknown): string {
  for (let at = cause; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}

/** What is said of the connection itself when there is no code; never of what was sent. */
function innermost(cause: Error): string {
  return cause.cause instanceof Error ? innermost(cause.cause) : cause.message;
}
