import type { BrokerPort } from '#core/sync/brokerPort.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import type { RefusedFile } from '#core/sync/refusedFile.ts';
import { type SyncClass, syncOrder } from '#core/sync/syncClass.ts';
import { type SyncRules, syncRules } from '#core/sync/syncRules.ts';
import type { Store } from '#db/store.ts';
import { FileExchange, type FileExchangeOptions } from './files/fileExchange.ts';
import { removeWithdrawnFiles } from './files/withdrawnFiles.ts';
import { Puller } from './pull.ts';
import { Pusher } from './push.ts';
import { Projector } from './readable/projector.ts';
import { openSpace } from './space.ts';
import { sweepWithdrawn } from './sweep.ts';

export interface SpaceOutcome {
  readonly class: SyncClass;
  readonly pulled: number;
  readonly pushed: number;
  /** Readable entities written. */
  readonly shown: number;
  /** Attached files that were sent or received as a whole. */
  readonly files: number;
  /** Those that could not be. */
  readonly refusedFiles?: readonly RefusedFile[];
  readonly failure?: EndpointFailure;
}

export interface RoundOptions {
  readonly endpoint: number;
  readonly actor: string;
  readonly rules?: SyncRules;
  /** The tenants to sync with; all when not given. */
  readonly classes?: readonly SyncClass[];
  /** Asked once everything has been pulled; when it says no, this round sends nothing. */
  readonly mayPush?: () => boolean;
  /** Throws when the person has cancelled. */
  readonly checkCancelled?: () => void;
  /** Bytes; a larger change is sent in parts. */
  readonly largestBody?: number;
  /** Readable entities for other users: all are looked at, those that were touched, or none. */
  readonly readable?: 'sweep' | 'touched' | 'none';
  /** Attached files; without it they are left alone. */
  readonly files?: FileExchangeOptions;
}

/** After a roll-back or as a copy a tenant is read and sent again; more often than this nothing gets better. */
const mostPasses = 4;

/**
 * One round with an endpoint: every tenant is pulled, then, narrowest first, what is new is pushed. Any
 * step may fail or the process may end at any point: the next round goes on from what was committed.
 * A tenant that refuses does not keep the others from being synced. Texts that have arrived are in the search index before
 * the next search, or once `bringSearchInStep` was called.
 */
export async function syncRound(
  store: Store,
  broker: BrokerPort,
  options: RoundOptions,
): Promise<SpaceOutcome[]> {
  const rules = options.rules ?? syncRules;
  const checkCancelled = options.checkCancelled ?? (() => {});
  const puller = new Puller(store, broker, rules, checkCancelled);
  const pusher = new Pusher(store, broker, rules, options.actor, checkCancelled, options.largestBody);
  const readable = options.readable ?? 'sweep';
  const projector = new Projector(store, broker, checkCancelled);
  const files = options.files && new FileExchange(store, broker, options.files, checkCancelled);
  const takeEdits = async (id: number) => {
    if (readable === 'none') return 0;
    return projector.takeEdits(id, readable === 'sweep', () => pusher.mayWrite(id));
  };
  const states = syncOrder
    .filter((tenant) => options.classes?.includes(tenant) ?? true)
    .map((tenant) => ({
      class: tenant,
      id: openSpaceId(store, options.endpoint, tenant),
      pulled: 0,
      pushed: 0,
      shown: 0,
      files: 0,
      refusedFiles: [] as readonly RefusedFile[],
      failure: undefined as EndpointFailure | undefined,
    }));
  const attempt = async (state: (typeof states)[number], work: () => Promise<void>) => {
    try {
      await work();
    } catch (cause) {
      if (!(cause instanceof EndpointFailure)) throw cause;
      state.failure = cause;
      // Without a connection the other tenants cannot be reached either.
      if (cause.kind !== 'forbidden' && cause.kind !== 'refused') throw cause;
    }
  };
  const pull = async (state: (typeof states)[number]) => {
    const result = await puller.pull(state.id);
    state.pulled += result.operations;
    if (result.failure) state.failure = result.failure;
  };
  const project = async (id: number) => {
    try {
      return await projector.write(id, readable === 'sweep');
    } catch (cause) {
      // Who may only read, or a broker that does not take such entities: the registry itself is in step all the same.
      if (!(cause instanceof EndpointFailure) || !['forbidden', 'refused'].includes(cause.kind)) throw cause;
      return 0;
    }
  };
  try {
    for (const state of states) await attempt(state, () => pull(state));
    const mayPush = options.mayPush?.() ?? true;
    for (const state of mayPush ? states : []) {
      if (state.failure?.kind === 'forbidden') continue;
      await attempt(state, async () => {
        state.pulled += await takeEdits(state.id);
        // Before the change that names them.
        state.files += (await files?.send(state.id)) ?? 0;
        state.refusedFiles = files?.takeRefused() ?? [];
        for (let pass = 0; pass < mostPasses; pass++) {
          const { pushed, complete } = await pusher.push(state.id);
          state.pushed += pushed;
          if (complete) {
            await pusher.redactBeyond(state.id, puller.beyond(state.id));
            await files?.withdraw(state.id);
            return;
          }
          await pull(state);
        }
        throw new EndpointFailure('unstable', 'the endpoint changes faster than it can be followed');
      });
    }
    // Only what stands in the logs of all tenants is said to others: a record that was widened leaves the narrower
    // tenant's entities when the wider one has it.
    const isComplete = states.every(({ failure }) => failure === undefined || failure.kind === 'forbidden');
    for (const state of mayPush && isComplete && readable !== 'none' ? states : []) {
      if (state.failure) continue;
      await attempt(state, async () => {
        state.shown += await project(state.id);
      });
    }
    for (const state of files ? states : []) {
      if (state.failure) continue;
      await attempt(state, async () => {
        state.files += (await files?.receive(state.id)) ?? 0;
        state.refusedFiles = [...state.refusedFiles, ...(files?.takeRefused() ?? [])];
      });
    }
  } catch (cause) {
    if (!(cause instanceof EndpointFailure)) throw cause;
    for (const state of states) state.failure ??= cause;
  }
  if (options.files) await removeWithdrawnFiles(store, options.files.files);
  sweepWithdrawn(store);
  return states.map(({ id: _id, failure, refusedFiles, ...state }) => ({
    ...state,
    ...(refusedFiles.length > 0 ? { refusedFiles } : {}),
    ...(failure ? { failure } : {}),
  }));
}

function openSpaceId(store: Store, endpoint: number, tenant: SyncClass): number {
  return store.write(() => openSpace(store.statements, endpoint, tenant).id);
}
