export const endpointFailures = [
  /** No network, no answer in time, connection cut. */
  'unreachable',
  /** 5xx or an answer that cannot be trusted; worth trying again. */
  'unstable',
  /** 429 or 503 with a time to wait. */
  'busy',
  /** 401: no token, or it has run out. */
  'unauthorised',
  /** 403: this token may not do that in this tenant. */
  'forbidden',
  /** The certificate or the encrypted connection is not right. */
  'insecure',
  /** Sent to another host. */
  'redirected',
  /** Something answers that is no broker of this dialect: a login page, another service. */
  'notBroker',
  /** Longer or deeper than anything that a broker would send. */
  'tooLarge',
  /** The broker refuses what was sent, for a reason that waiting does not mend. */
  'refused',
  /** A change at the broker does not match its own hash. */
  'damaged',
  /** A change was written by a newer version of this app. */
  'updateNeeded',
] as const;
export type EndpointFailureKind = (typeof endpointFailures)[number];

/** Why a step with the endpoint did not happen. Data are never touched by one. */
export class EndpointFailure extends Error {
  readonly kind: EndpointFailureKind;
  /** HTTP status, when there was one. */
  readonly status: number | undefined;
  /** Milliseconds that the endpoint asked to wait. */
  readonly retryAfter: number | undefined;

  /** @param reason for people who look after the endpoint; never contains a token or an answer's text */
  constructor(
    kind: EndpointFailureKind,
    reason: string,
    more: { status?: number; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(reason, { cause: more.cause });
    this.name = 'EndpointFailure';
    this.kind = kind;
    this.status = more.status;
    this.retryAfter = more.retryAfter;
  }

  /** Whether trying again later may help without anybody doing anything. */
  get transient(): boolean {
    return this.kind === 'unreachable' || this.kind === 'unstable' || this.kind === 'busy';
  }
}
