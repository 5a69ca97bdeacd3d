import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { connectionFailure } from './connectionFailure.ts';
import { decodeText, parseLimited, readLimited } from './readLimited.ts';

/** What the client needs of an answer; the global `fetch` gives it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
    readonly redirect: 'manual';
    readonly signal?: AbortSignal;
  },
) => Promise<HttpAnswer>;

export interface ClientOptions {
  /** From endpointAddress(). */
  readonly address: string;
  readonly fetch: Fetch;
  /** The authorisation headers of the moment; never written anywhere. */
  readonly authorisation: () => Readonly<Record<string, string>>;
  /** 0 waits for ever. */
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
  /** Told the endpoint's clock (`Date`), whenever it says it. */
  readonly onDate?: (date: string) => void;
}

export interface ClientRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Statuses that the caller understands; all others of 400 and above become failures. */
  readonly expected: readonly number[];
}

const mostRedirects = 3;

/** One endpoint over HTTP: its host only, answers of limited size and depth, every refusal typed. */
export class EndpointClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** @throws EndpointFailure */
  async request(request: ClientRequest): Promise<{ status: number; json: unknown }> {
    const { status, bytes } = await this.requestBytes(request);
    return { status, json: bytes && parseLimited(decodeText(bytes)) };
  }

  /**
   * The same without parsing.
   * @returns bytes of what says that it is JSON; none unless the status is 200
   * @throws EndpointFailure
   */
  async requestBytes(request: ClientRequest): Promise<{ status: number; bytes: Buffer | undefined }> {
    const answer = await this.#follow(request);
    const date = answer.headers.get('date');
    if (date) this.#options.onDate?.(date);
    const { status } = answer;
    if (!request.expected.includes(status)) {
      await discard(answer);
      throw refusal(status, answer.headers.get('retry-after'));
    }
    const bytes = await this.#connected(() => readLimited(answer.body));
    const media = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (status !== 200) {
      // A web server's own "not found" says nothing about entities.
      if (status === 404 && bytes.length > 0 && !media.endsWith('json')) {
        throw new EndpointFailure('notBroker', `status 404 of ${media || 'no type'}`, { status });
      }
      return { status, bytes: undefined };
    }
    if (media !== 'application/json' && media !== 'application/ld+json') {
      throw new EndpointFailure('notBroker', `the answer is ${media || 'of no type'}, not JSON`, { status });
    }
    return { status, bytes };
  }

  async #follow(request: ClientRequest): Promise<HttpAnswer> {
    const { address, fetch, authorisation, signal, timeoutMilliseconds = 60_000 } = this.#options;
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    let url = `${address}${request.path}`;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const signals = [
        ...(signal ? [signal] : []),
        ...(timeoutMilliseconds > 0 ? [AbortSignal.timeout(timeoutMilliseconds)] : []),
      ];
      const answer = await this.#connected(() =>
        fetch(url, {
          method: request.method,
          headers: {
            accept: 'application/json',
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...request.headers,
            ...authorisation(),
          },
          ...(body ? { body } : {}),
          redirect: 'manual',
          ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
        }),
      );
      if (answer.status < 300 || answer.status > 399) return answer;
      await discard(answer);
      const target = URL.canParse(answer.headers.get('location') ?? '', url)
        ? new URL(answer.headers.get('location') ?? '', url)
        : undefined;
      // A token goes to the host that the person named and to no other; a write is not sent twice.
      if (!target || target.origin !== new URL(address).origin || request.method !== 'GET') {
        throw new EndpointFailure('redirected', `sent on to ${target?.origin ?? 'nowhere'}`, {
          status: answer.status,
        });
      }
      url = target.href;
    }
    throw new EndpointFailure('redirected', 'sent round in a circle');
  }

  async #connected<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      throw connectionFailure(cause) ?? cause;
    }
  }
}

function refusal(status: number, retryAfter: string | null): EndpointFailure {
  const more = { status, ...waiting(retryAfter) };
  const reason = `status ${status}`;
  if (status === 401) return new EndpointFailure('unauthorised', reason, more);
  if (status === 403) return new EndpointFailure('forbidden', reason, more);
  if (status === 429 || (status === 503 && more.retryAfter !== undefined))
    return new EndpointFailure('busy', reason, more);
  if (status === 408 || status >= 500) return new EndpointFailure('unstable', reason, more);
  return new EndpointFailure(status >= 400 ? 'refused' : 'notBroker', reason, more);
}

const longestWait = 60 * 60 * 1000;

function waiting(header: string | null): { retryAfter?: number } {
  if (header === null) return {};
  const milliseconds = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds)
    ? { retryAfter: Math.min(longestWait, Math.max(0, milliseconds)) }
    : {};
}

/** Frees the connection of an answer that nobody reads. */
async function discard(answer: HttpAnswer) {
  const stream = answer.body as { cancel?: () => Promise<void> } | null;
  await stream?.cancel?.().catch(() => {});
}
