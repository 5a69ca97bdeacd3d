import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { SyncActivity, SyncExchange, SyncFailure, SyncLiveState } from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { retryWait } from '#core/sync/backoff.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import { syncStateKind } from '#core/sync/syncState.ts';
import type { ChangeWatch } from '#host/registry/changeWatch.ts';
import type { HostServices } from '#host/services.ts';
import { listConflicts } from '../conflicts.ts';
import { lastEndpoint } from '../endpoints.ts';
import { fileChoice, largestFileBytes } from '../files/fileChoice.ts';
import type { NamedRefusal } from '../files/refusedFileNames.ts';
import { type WaitingFiles, waitingFiles } from '../files/waitingFiles.ts';
import type { Fetch } from '../http/endpointClient.ts';
import { systemFetch } from '../http/systemFetch.ts';
import { bringSearchInStep } from '../searchAfterwards.ts';
import { authorisedFetch } from '../signIn/authorisedFetch.ts';
import type { ProviderFetch } from '../signIn/provider.ts';
import { wasSweptSince } from '../space.ts';
import { syncOnce } from '../syncService.ts';
import { audienceOfTokens } from './audiences.ts';
import { brokerOptionsOf, isPaused, readConnection, setPaused } from './connectionSettings.ts';
import { makeAuthorisation } from './makeAuthorisation.ts';
import { type NetworkOptions, NetworkWatch } from './networkWatch.ts';
import { ObservedBroker } from './observedBroker.ts';
import { failureOf, recordedExchange } from './recordedExchange.ts';
import type { SecretStore } from './secretStore.ts';
import { countToSend, positionsOf } from './syncNumbers.ts';

type Trigger = SyncExchange['trigger'];

export interface RunnerOptions {
  readonly fetch?: Fetch;
  readonly providerFetch?: ProviderFetch;
  /** Milliseconds. */
  readonly startDelay?: number;
  readonly settleTime?: number;
  readonly random?: () => number;
  readonly network?: NetworkOptions;
  readonly isMetered?: () => Promise<boolean | undefined>;
}

/** What a person has said yes to for one exchange. */
export interface Consent {
  readonly allowDeletions?: boolean;
  /** Attached files now, whatever the connection says. */
  readonly withFiles?: boolean;
}

/** Edits count as settled after this long without another one, and are sent at the latest after the second. */
const settleMilliseconds = 8_000;
const longestUnsettled = 60_000;
const startMilliseconds = 2_000;
/** The storage is busy with an import, say. */
const busyMilliseconds = 20_000;
/** States that follow each other faster are told as one. */
const tellEvery = 100;
/** By itself sync looks at all the entities that others read no more often than this; they are megabytes. */
const sweepEvery = 10 * 60_000;
/** Numbers that take long to count are counted less often. */
const restAfterCounting = 20;

/**
 * Runs exchanges for a window: when asked and, as far as the connection says so, by itself. Knows at any time how
 * things stand and says so to whoever listens. One exchange at a time; edits go on meanwhile.
 */
export class SyncRunner {
  readonly #services: HostServices;
  readonly #secrets: SecretStore;
  readonly #watch: ChangeWatch;
  readonly #options: RunnerOptions;
  readonly #emitter = new EventEmitter();
  readonly #stopped = new AbortController();
  readonly #network: NetworkWatch;
  #version = 0;
  #running: { readonly stop: AbortController; readonly done: Promise<void> } | undefined;
  #indexing: Promise<void> | undefined;
  #activity: SyncActivity | undefined;
  #failure: SyncFailure | undefined;
  #failures = 0;
  #deletions: SyncLiveState['deletionsToConfirm'];
  #lastTry: string | undefined;
  #nextTry: number | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #settleTimer: NodeJS.Timeout | undefined;
  #unsettledSince: number | undefined;
  #refusedTenants: readonly SyncClass[] = [];
  #refusedFiles: readonly NamedRefusal[] = [];
  #clockAheadSeconds: number | undefined;
  #numbers: (Numbers & { readonly sequence: number }) | undefined;
  #countAgainAt = 0;
  #countTimer: NodeJS.Timeout | undefined;
  readonly #startTimer: NodeJS.Timeout;

  constructor(services: HostServices, secrets: SecretStore, watch: ChangeWatch, options: RunnerOptions = {}) {
    this.#services = services;
    this.#secrets = secrets;
    this.#watch = watch;
    this.#options = options;
    this.#emitter.setMaxListeners(0);
    this.#network = new NetworkWatch(() => void this.start('network'), options.network);
    void this.#followEdits();
    this.#startTimer = setTimeout(() => this.start('start'), options.startDelay ?? startMilliseconds).unref();
  }

  /** How things stand; counts anew when the log has moved. */
  state(): SyncLiveState {
    const { store } = this.#services;
    const connection = readConnection(store);
    const endpoint = lastEndpoint(store);
    const known = connection && endpoint?.address === connection.address ? endpoint : undefined;
    const { toSend, conflicts, files } = this.#count(connection !== null);
    const needsSignIn =
      connection?.authorisation === 'authorisationCode' &&
      !this.#secrets.has('tokens', audienceOfTokens(connection));
    const paused = isPaused(store);
    return {
      kind: syncStateKind({
        isSetUp: connection !== null,
        isRunning: this.#activity !== undefined,
        isPaused: paused,
        needsSignIn,
        failure: this.#failure?.kind ?? null,
        since: known?.inStepAt ?? null,
        toSend,
      }),
      endpoint: connection && URL.canParse(connection.address) ? new URL(connection.address).host : '',
      since: known?.inStepAt ?? null,
      lastTry: this.#lastTry ?? null,
      nextTry: this.#nextTry === undefined ? null : new Date(this.#nextTry).toISOString(),
      toSend,
      conflicts,
      files,
      ...(this.#refusedFiles.length > 0 ? { refusedFiles: [...this.#refusedFiles] } : {}),
      paused,
      failure: this.#failure ?? null,
      refusedTenants: [...this.#refusedTenants],
      clockAheadSeconds: this.#clockAheadSeconds ?? null,
      ...(this.#deletions ? { deletionsToConfirm: this.#deletions } : {}),
      activity: this.#activity ?? null,
    };
  }

  /** The state now, and after every change of it. */
  async *states(signal?: AbortSignal): AsyncGenerator<SyncLiveState, void, void> {
    const stop = signal ? AbortSignal.any([signal, this.#stopped.signal]) : this.#stopped.signal;
    try {
      for (;;) {
        const version = this.#version;
        yield this.state();
        await pause(tellEvery, undefined, { signal: stop });
        if (version === this.#version) await once(this.#emitter, 'change', { signal: stop });
      }
    } catch (cause) {
      if (!stop.aborted) throw cause;
    }
  }

  /** @returns false when an exchange runs already, or none can run or should */
  start(trigger: Trigger, consent: Consent = {}): boolean {
    // After the end the store is closed too, and must not even be read.
    if (this.#running || this.#stopped.signal.aborted) return false;
    const connection = readConnection(this.#services.store);
    if (!connection) return false;
    if (trigger !== 'asked') {
      if (isPaused(this.#services.store)) return false;
      const { atStart, afterEdits, onNetwork } = connection.automatic;
      if (trigger === 'start' && !atStart) return false;
      if (trigger === 'edits' && !afterEdits) return false;
      if (trigger === 'network' && !onNetwork) return false;
      // Somebody has to do something first; asking again and again helps nobody.
      const kind = this.state().kind;
      if (kind === 'refused' || kind === 'signIn') return false;
    }
    this.#clearRetry();
    clearTimeout(this.#settleTimer);
    this.#unsettledSince = undefined;
    const stop = new AbortController();
    const done = this.#run(trigger, stop.signal, consent).finally(() => {
      this.#running = undefined;
      this.#activity = undefined;
      this.#numbers = undefined;
      this.#watch.look();
      this.#change();
      this.#indexing = bringSearchInStep(this.#services.store, this.#stopped.signal)
        // The next search finds the same and says it to whoever waits for an answer.
        .catch(() => {});
    });
    this.#running = { stop, done };
    return true;
  }

  /** Waits until the exchange has stopped; what it committed stays. */
  async cancel(): Promise<boolean> {
    this.#clearRetry();
    const running = this.#running;
    running?.stop.abort();
    await running?.done;
    this.#change();
    return running !== undefined;
  }

  async pause(): Promise<void> {
    setPaused(this.#services.store, true);
    await this.cancel();
  }

  resume(): void {
    setPaused(this.#services.store, false);
    this.#change();
    this.start('asked');
  }

  /** The connection, its secrets or the sign-in are other ones now: what was refused before says nothing more. */
  connectionChanged(): void {
    this.#clearRetry();
    this.#failure = undefined;
    this.#failures = 0;
    this.#deletions = undefined;
    this.#refusedTenants = [];
    this.#refusedFiles = [];
    this.#clockAheadSeconds = undefined;
    this.#numbers = undefined;
    this.#change();
  }

  /** Another way into the registry (settling, say) has changed what is counted. */
  countAnew(): void {
    this.#numbers = undefined;
    this.#countAgainAt = 0;
    this.#change();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#network.close();
    this.#clearRetry();
    clearTimeout(this.#startTimer);
    clearTimeout(this.#settleTimer);
    clearTimeout(this.#countTimer);
    this.#running?.stop.abort();
    await this.#running?.done;
    await this.#indexing;
  }

  async #run(
    trigger: Trigger,
    signal: AbortSignal,
    { allowDeletions = false, withFiles = false }: Consent,
  ): Promise<void> {
    const services = this.#services;
    const connection = readConnection(services.store);
    if (!connection) return;
    const startedAt = new Date().toISOString();
    const toSend = this.state().toSend;
    const endpoint = lastEndpoint(services.store);
    const first = endpoint?.address !== connection.address || endpoint.inStepAt === null;
    this.#lastTry = startedAt;
    const show = (counts: Pick<SyncActivity, 'step' | 'received' | 'sent'>) => {
      const all = Math.max(toSend, counts.sent);
      this.#activity = {
        ...counts,
        trigger,
        startedAt,
        first,
        toSend: all,
        fraction: counts.step === 'sending' && all > 0 ? counts.sent / all : null,
      };
      this.#change();
    };
    show({ step: 'connecting', received: 0, sent: 0 });
    try {
      const authorisation = await makeAuthorisation(connection, this.#secrets, this.#options.providerFetch);
      const files = await fileChoice(connection, withFiles, this.#options.isMetered);
      const result = await recordedExchange(services, trigger, () =>
        syncOnce(services, {
          address: connection.address,
          dialect: connection.dialect,
          options: brokerOptionsOf(connection),
          largestBody: connection.bodyKilobytes * 1024,
          fetch: authorisedFetch(this.#options.fetch ?? systemFetch, authorisation),
          // Tries again are ours to space, so that the state says when.
          attempts: 1,
          allowDeletions,
          files,
          readable: trigger === 'asked' || !wasSweptSince(services.store, sweepEvery) ? 'sweep' : 'touched',
          signal,
          observe: (broker, id) =>
            new ObservedBroker(broker, positionsOf(services.store.statements, id), show),
        }),
      );
      this.#failure = undefined;
      this.#failures = 0;
      this.#deletions = undefined;
      this.#refusedTenants = result.refused;
      this.#refusedFiles = result.refusedFiles ?? [];
      this.#clockAheadSeconds = result.clockAheadSeconds;
    } catch (cause) {
      if (signal.aborted) return;
      this.#noteFailure(cause, connection.automatic);
    }
  }

  #noteFailure(
    cause: unknown,
    automatic: { readonly atStart: boolean; readonly afterEdits: boolean; readonly onNetwork: boolean },
  ) {
    if (cause instanceof MusubiError && cause.code === 'STORAGE_LOCKED') {
      this.#retryIn(busyMilliseconds);
      return;
    }
    this.#deletions = cause instanceof MusubiError ? deletionsOf(cause) : undefined;
    this.#failure = failureOf(cause) ?? undefined;
    this.#failures++;
    const kind = this.#failure?.kind;
    const passes = kind === 'unreachable' || kind === 'unstable' || kind === 'busy';
    if (!passes || !Object.values(automatic).some(Boolean)) return;
    const seconds = cause instanceof MusubiError ? cause.details.retryAfterSeconds : undefined;
    const asked = typeof seconds === 'number' ? seconds * 1000 : 0;
    this.#retryIn(retryWait(this.#failures, (this.#options.random ?? Math.random)(), asked));
  }

  #retryIn(milliseconds: number) {
    this.#clearRetry();
    this.#nextTry = Date.now() + milliseconds;
    this.#retryTimer = setTimeout(() => {
      this.#nextTry = undefined;
      this.start('again');
    }, milliseconds);
    this.#retryTimer.unref();
  }

  #clearRetry() {
    clearTimeout(this.#retryTimer);
    this.#nextTry = undefined;
  }

  async #followEdits() {
    try {
      for await (const _notice of this.#watch.notices(this.#stopped.signal)) {
        this.#change();
        this.#awaitSettled();
      }
    } catch (cause) {
      if (!this.#stopped.signal.aborted) throw cause;
    }
  }

  #awaitSettled() {
    if (this.#running) return;
    const now = Date.now();
    this.#unsettledSince ??= now;
    const settleTime = this.#options.settleTime ?? settleMilliseconds;
    const wait = Math.max(0, Math.min(settleTime, this.#unsettledSince + longestUnsettled - now));
    clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => {
      this.#unsettledSince = undefined;
      // After a failure the next try has its time; edits do not hurry it.
      if (this.#failure === undefined && this.state().toSend > 0) this.start('edits');
    }, wait);
    this.#settleTimer.unref();
  }

  #count(isSetUp: boolean): Numbers {
    const { store } = this.#services;
    const sequence =
      store.statements.get<{ n: number | null }>('SELECT max(sequence) AS n FROM change')?.n ?? 0;
    const counted = this.#numbers;
    if (counted?.sequence === sequence) return counted;
    const now = Date.now();
    if (counted && now < this.#countAgainAt) {
      this.#countTimer ??= setTimeout(() => {
        this.#countTimer = undefined;
        this.#change();
      }, this.#countAgainAt - now).unref();
      return counted;
    }
    const connection = readConnection(store);
    const endpoint = lastEndpoint(store);
    const known = endpoint?.address === connection?.address ? endpoint : undefined;
    const numbers = {
      sequence,
      toSend: isSetUp ? countToSend(store.statements, known) : 0,
      conflicts: listConflicts(store).length,
      files: connection
        ? waitingFiles(store.statements, this.#services.attachments, known?.id, largestFileBytes(connection))
        : { count: 0, bytes: 0, tooLarge: 0 },
    };
    this.#numbers = numbers;
    this.#countAgainAt = Date.now() + (Date.now() - now) * restAfterCounting;
    return numbers;
  }

  #change() {
    this.#version++;
    this.#emitter.emit('change');
  }
}

interface Numbers {
  readonly toSend: number;
  readonly conflicts: number;
  readonly files: WaitingFiles;
}

function deletionsOf({ code, details }: MusubiError): SyncLiveState['deletionsToConfirm'] {
  if (code !== 'SYNC_MANY_DELETIONS') return undefined;
  return details.deletions as SyncLiveState['deletionsToConfirm'];
}
