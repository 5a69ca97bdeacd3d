import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { codeOf, connectionFailure } from '../http/connectionFailure.ts';

/**
 * Why a sign-in or its renewal did not come about. Only codes of the standards are repeated, never a provider's text.
 */
export function asSignInFailure(cause: unknown): EndpointFailure {
  if (cause instanceof EndpointFailure) return cause;
  if (cause instanceof ResponseBodyError) {
    return new EndpointFailure('unauthorised', plain(cause.error), { status: cause.status, cause });
  }
  if (cause instanceof AuthorizationResponseError) {
    return new EndpointFailure('unauthorised', plain(cause.error), { cause });
  }
  for (let at = cause; at instanceof Error; at = at.cause) {
    if (at instanceof EndpointFailure) return at;
    if (at instanceof TypeError || at.name === 'TimeoutError' || at.name === 'AbortError') {
      const failure = connectionFailure(at);
      if (failure && !codeOf(at).startsWith('OAUTH_') && codeOf(at) !== 'ERR_INVALID_ARG_TYPE')
        return failure;
    }
  }
  const status = statusOf(cause);
  if (status !== undefined && (status >= 500 || status === 429)) {
    return new EndpointFailure('unstable', `provider: status ${status}`, { status, cause });
  }
  return new EndpointFailure('unauthorised', plain(codeOf(cause) || 'noProvider'), { cause });
}

/** Whether the provider itself has ended the sign-in, so that only a person can begin another. */
export function isEnded(failure: EndpointFailure): boolean {
  return ['invalid_grant', 'unauthorized_client', 'access_denied', 'interaction_required'].includes(
    failure.message,
  );
}

function statusOf(cause: unknown): number | undefined {
  for (let at = cause; at instanceof Error; at = at.cause) {
    const answer = at.cause;
    if (answer instanceof Response) return answer.status;
  }
  return undefined;
}

function plain(code: unknown): string {
  return typeof code === 'string' && /^[\w.:-]{1,80}$/.test(code) ? code : 'unknown';
}
