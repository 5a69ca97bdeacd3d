import { setTimeout as pause } from 'node:timers/promises';
import { largestAttachment } from '#core/attachments/mediaTypes.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { BrokerPort } from '#core/sync/brokerPort.ts';
import { type KindDeletions, needsConsent } from '#core/sync/deletionLimits.ts';
import type { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { type SyncClass, syncClasses } from '#core/sync/syncClass.ts';
import type { HostServices } from '../services.ts';
import type { BrokerOptions, Dialect } from './brokers/brokerOptions.ts';
import { listConflicts } from './conflicts.ts';
import { keepOutcome, lastEndpoint } from './endpoints.ts';
import { type NamedRefusal, refusedFileNames } from './files/refusedFileNames.ts';
import type { Fetch } from './http/endpointClient.ts';
import { Outbox } from './outbox.ts';
import { pendingDeletions } from './pendingDeletions.ts';
import { requestedBroker } from './requestedBroker.ts';
import { openSpace, readPositions } from './space.ts';
import { type RoundOptions, type SpaceOutcome, syncRound } from './syncRound.ts';

export interface SyncRequest {
  /** The last one used when not given. */
  readonly address?: string | undefined;
  readonly dialect?: Dialect | undefined;
  readonly token?: string | undefined;
  /** Send however many removals wait; otherwise many of them are refused until a person has said that they are meant. */
  readonly allowDeletions?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How often a round that failed for a passing reason is tried. */
  readonly attempts?: number;
  readonly fetch?: Fetch;
  /** What differs from the dialect's defaults. */
  readonly options?: Partial<BrokerOptions>;
  /** Bytes; a larger change is sent in parts. */
  readonly largestBody?: number;
  /** Readable entities for other users of the urban OS: look at all, at those that were touched, or at none. */
  readonly readable?: RoundOptions['readable'];
  /** Attached files: whether they go to and fro now, and up to what size. All of them when not given. */
  readonly files?: { readonly transfer: boolean; readonly largestBytes: number };
  /** Stands between the protocol and the broker, to tell how far it is. */
  readonly observe?: (broker: BrokerPort, endpoint: number) => BrokerPort;
}

export interface SyncResult {
  /** Operations that the log did not have. */
  readonly pulled: number;
  /** Changes acknowledged by the endpoint. */
  readonly pushed: number;
  readonly conflicts: number;
  /** Where each tenant's slots have been read to: `public:1@12,2@7`. */
  readonly cursor: string;
  /** When everything there was had been exchanged last; null before the first time. */
  readonly since: string | null;
  readonly endpoint: string;
  /** Changes that wait to be sent. */
  readonly toSend: number;
  /** Tenants that this token may not use. */
  readonly refused: readonly SyncClass[];
  /** Attached files that the endpoint did not take or does not hold as they should be; their records went on. */
  readonly refusedFiles?: readonly NamedRefusal[];
  /** How far this device's clock is ahead of the endpoint's, when it is more than five minutes. */
  readonly clockAheadSeconds?: number;
}

export interface SyncStatus extends Omit<SyncResult, 'refused'> {
  /** What the next exchange would be refused for with SYNC_MANY_DELETIONS. */
  readonly deletionsToConfirm?: readonly KindDeletions[];
  readonly lastOutcome: unknown;
}

const shownClockDifference = 300;
const firstWait = 500;
const longestWait = 30_000;

/**
 * Exchanges everything with an endpoint, once.
 * @throws MusubiError ENDPOINT_UNREACHABLE, ENDPOINT_REFUSED; what had been exchanged until then stays.
 *   SYNC_MANY_DELETIONS with `count` and `deletions` when more is to be removed than goes without asking:
 *   everything has been received then, and nothing sent
 */
export async function syncOnce(services: HostServices, request: SyncRequest): Promise<SyncResult> {
  const { store, actor } = services;
  let clockAheadSeconds: number | undefined;
  const { address, broker, endpoint } = requestedBroker(store, request, (ahead) => {
    clockAheadSeconds = Math.abs(ahead) > shownClockDifference ? ahead : undefined;
  });
  let pulled = 0;
  let pushed = 0;
  let failure: EndpointFailure | undefined;
  let spaces: SpaceOutcome[] = [];
  let deletions: readonly KindDeletions[] = [];
  const mayPush = () => {
    deletions = request.allowDeletions ? [] : deletionsToConfirm(store, endpoint.id);
    return deletions.length === 0;
  };
  const attempts = request.attempts ?? 3;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    spaces = await syncRound(store, broker, {
      endpoint: endpoint.id,
      actor,
      mayPush,
      ...(request.readable === undefined ? {} : { readable: request.readable }),
      files: {
        transfer: true,
        largestBytes: largestAttachment,
        ...request.files,
        files: services.attachments,
      },
      ...(request.largestBody === undefined ? {} : { largestBody: request.largestBody }),
      checkCancelled: () => {
        if (request.signal?.aborted) throw new MusubiError('CANCELLED');
      },
    });
    for (const space of spaces) {
      pulled += space.pulled;
      pushed += space.pushed;
    }
    if (request.signal?.aborted) throw new MusubiError('CANCELLED');
    failure = gravest(spaces, (tenant) => waitingIn(services, endpoint.id, tenant) > 0);
    if (!failure?.transient || attempt === attempts) break;
    await pause(
      failure.retryAfter ?? backoff(attempt),
      undefined,
      request.signal ? { signal: request.signal } : {},
    );
  }
  const now = new Date().toISOString();
  const count = deletions.reduce((sum, { deleted }) => sum + deleted, 0);
  keepOutcome(
    store,
    endpoint.id,
    {
      at: now,
      pulled,
      pushed,
      ...(failure ? { failure: failure.kind, status: failure.status } : {}),
      ...(count > 0 ? { deletions } : {}),
      ...(clockAheadSeconds === undefined ? {} : { clockAheadSeconds }),
    },
    failure || count > 0 ? null : now,
  );
  if (count > 0 && !failure) {
    throw new MusubiError('SYNC_MANY_DELETIONS', { endpoint: address, count, deletions, pulled });
  }
  if (failure) throw asRefusal(failure, address, { pulled, pushed });
  const refusedFiles = refusedFileNames(
    store.statements,
    spaces.flatMap((space) => space.refusedFiles ?? []),
  );
  return {
    ...describe(services),
    ...(refusedFiles.length > 0 ? { refusedFiles } : {}),
    pulled,
    pushed,
    refused: spaces.filter((space) => space.failure).map((space) => space.class),
    ...(clockAheadSeconds === undefined ? {} : { clockAheadSeconds }),
  };
}

/** How this registry stands to the endpoint that it was synced with last, without asking it. */
export function syncStatus(services: HostServices): SyncStatus {
  const { store } = services;
  const endpoint = lastEndpoint(store);
  const lastOutcome = endpoint ? (JSON.parse(endpoint.outcome) as { clockAheadSeconds?: number }) : null;
  const clockAheadSeconds = lastOutcome?.clockAheadSeconds;
  const deletions = endpoint ? store.write(() => deletionsToConfirm(store, endpoint.id)) : [];
  return {
    pulled: 0,
    pushed: 0,
    ...describe(services),
    ...(clockAheadSeconds === undefined ? {} : { clockAheadSeconds }),
    ...(deletions.length === 0 ? {} : { deletionsToConfirm: deletions }),
    lastOutcome,
  };
}

/** Removals that are sent only once a person has said that they are meant; none when they are few. */
function deletionsToConfirm(store: HostServices['store'], endpoint: number): readonly KindDeletions[] {
  const deletions = pendingDeletions(store, endpoint);
  return needsConsent(deletions) ? deletions : [];
}

function describe(services: HostServices) {
  const { store } = services;
  const endpoint = lastEndpoint(store);
  const conflicts = listConflicts(store).length;
  if (!endpoint) return { conflicts, cursor: '', since: null, endpoint: '', toSend: 0 };
  const cursor = syncClasses.map((tenant) => {
    const { id } = store.write(() => openSpace(store.statements, endpoint.id, tenant));
    return `${tenant}:${readPositions(store.statements, id)
      .map(({ slot, number }) => `${slot}@${number}`)
      .join(',')}`;
  });
  const toSend = syncClasses.reduce((sum, tenant) => sum + waitingIn(services, endpoint.id, tenant), 0);
  return {
    conflicts,
    cursor: cursor.join(' '),
    since: endpoint.inStepAt,
    endpoint: endpoint.address,
    toSend,
  };
}

function waitingIn({ store, actor }: HostServices, endpoint: number, tenant: SyncClass): number {
  return store.write(() =>
    new Outbox(store, actor).countWaiting(openSpace(store.statements, endpoint, tenant)),
  );
}

/** A tenant that the token may not use is no failure while there is nothing to send to it. */
function gravest(
  spaces: readonly SpaceOutcome[],
  waits: (tenant: SyncClass) => boolean,
): EndpointFailure | undefined {
  const failed = spaces.filter((space) => space.failure);
  const other = failed.find((space) => space.failure?.kind !== 'forbidden');
  if (other) return other.failure;
  if (failed.length === spaces.length) return failed[0]?.failure;
  return failed.find((space) => waits(space.class))?.failure;
}

/** Doubles, with jitter so that many devices do not come back at once. */
function backoff(attempt: number): number {
  return Math.min(longestWait, firstWait * 2 ** attempt) * (0.5 + Math.random() / 2);
}

export function asRefusal(
  failure: EndpointFailure,
  address: string,
  done: { pulled?: number; pushed?: number } = {},
): MusubiError {
  const unreachable =
    failure.kind === 'unreachable' || failure.kind === 'unstable' || failure.kind === 'busy';
  return new MusubiError(
    unreachable ? 'ENDPOINT_UNREACHABLE' : 'ENDPOINT_REFUSED',
    {
      endpoint: address,
      failure: failure.kind,
      reason: failure.message,
      ...(failure.status === undefined ? {} : { status: failure.status }),
      ...(failure.retryAfter === undefined
        ? {}
        : { retryAfterSeconds: Math.ceil(failure.retryAfter / 1000) }),
      ...done,
    },
    { cause: failure },
  );
}
