import type { SyncExchange, SyncFailure } from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type EndpointFailureKind, endpointFailures } from '#core/sync/endpointFailure.ts';
import type { HostServices } from '#host/services.ts';
import { lastEndpoint } from '../endpoints.ts';
import type { SyncResult } from '../syncService.ts';
import { beginExchange, endExchange } from './exchangeHistory.ts';

/** Runs an exchange and keeps in the history what came of it, however it ends. */
export async function recordedExchange(
  { store }: HostServices,
  causedBy: SyncExchange['trigger'],
  exchange: () => Promise<SyncResult>,
): Promise<SyncResult> {
  const start = beginExchange(store);
  const keep = (outcome: SyncExchange['outcome'], failure: SyncFailure | null) => {
    // The exchange has made its endpoint the last one used; before that there is nothing to tell.
    const endpoint = lastEndpoint(store);
    if (endpoint) endExchange(store, start, { endpoint: endpoint.id, causedBy, outcome, failure });
  };
  try {
    const result = await exchange();
    keep('done', null);
    return result;
  } catch (cause) {
    const failure = failureOf(cause);
    keep(cause instanceof MusubiError && cause.code === 'CANCELLED' ? 'cancelled' : 'failed', failure);
    throw cause;
  }
}

/** The refusal of an exchange in the words of the contract; null for a cancelled one. */
export function failureOf(cause: unknown): SyncFailure | null {
  if (!(cause instanceof MusubiError)) {
    return { kind: 'device', reason: cause instanceof Error ? cause.name : 'unknown' };
  }
  if (cause.code === 'CANCELLED') return null;
  const { failure, reason, status } = cause.details;
  const kind = endpointFailures.find((known): known is EndpointFailureKind => known === failure);
  if (!kind) return { kind: 'device', reason: cause.code };
  return {
    kind,
    reason: typeof reason === 'string' ? reason : '',
    ...(typeof status === 'number' ? { status } : {}),
  };
}
