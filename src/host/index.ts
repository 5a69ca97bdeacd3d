import { MusubiError } from '#core/errors/musubiError.ts';
import { createLockedRouter, type LockedRouter, type Waiting } from './access/lockedRouter.ts';
import { Attachments } from './attachments/attachments.ts';
import { collectOrphans } from './attachments/collectOrphans.ts';
import { ImportDesk } from './import/importDesk.ts';
import { ImportSessions } from './import/importSessions.ts';
import { registryPaths } from './keys/registryKey.ts';
import { loadBriefService } from './loadBriefService.ts';
import { ChangeWatch } from './registry/changeWatch.ts';
import { createRouter, type HostRouter } from './router.ts';
import { type HostOptions, openServices } from './services.ts';
import { readSettings } from './settings/settings.ts';
import { SecretStore } from './sync/connection/secretStore.ts';
import { SyncDesk } from './sync/connection/syncDesk.ts';
import { type RunnerOptions, SyncRunner } from './sync/connection/syncRunner.ts';

export type { HostRouter } from './router.ts';
export type { HostOptions, HostServices } from './services.ts';
export type { HostShell, KeyVault } from './shell.ts';

/** What every procedure gets; the host needs nothing from the caller beyond its input. */
export type HostContext = Record<never, never>;

export interface Host {
  /** The router of the open registry; undefined while it is opened or waits for its passphrase. */
  openRouter(): HostRouter | undefined;
  /** What answers now: the open registry, or only how far it is and the way in to it. */
  router(): HostRouter | LockedRouter;
  context(): HostContext;
  /** Whether the person has switched on the online map, which decides what a page may connect to. */
  onlineMap(): boolean;
  close(): Promise<void>;
}

interface OpenRegistry {
  readonly router: HostRouter;
  onlineMap(): boolean;
  close(): Promise<void>;
}

/** A host whose registry may still be on its way. */
export interface StartedHost extends Host {
  /**
   * Settles when windows have an answer to get: the registry is open, or locked, or it is known that opening it takes a
   * while. Rejects with what opening it failed with before that.
   */
  readonly answering: Promise<void>;
  /** Settles when the registry is open or locked; rejects with STORAGE_… when it cannot be opened: nothing has changed then. */
  readonly opened: Promise<void>;
}

/**
 * Opens the registry for a window.
 * @throws MusubiError STORAGE_… when it cannot be opened; nothing has been changed then
 */
export async function openHost(options: HostOptions, sync: RunnerOptions = {}): Promise<Host> {
  const host = startHost(options, sync);
  await host.opened;
  return host;
}

/**
 * Begins to open the registry for a window, which can ask meanwhile how far it is. One under a passphrase that the shell
 * cannot give stays locked until a window gives it.
 */
export function startHost(given: HostOptions, sync: RunnerOptions = {}): StartedHost {
  let open: OpenRegistry | undefined;
  let opening: ReturnType<Waiting['opening']>;
  let failure: unknown;
  const stop = new AbortController();
  const answering = Promise.withResolvers<void>();
  const options: HostOptions = {
    ...given,
    onOpening: async (work) => {
      const told = await given.onOpening?.(work);
      const tell = (share: number) => {
        opening = { reason: work.reason, share };
        told?.(share);
      };
      tell(0);
      answering.resolve();
      return tell;
    },
  };
  const opened = openRegistry(options, sync, stop.signal)
    .then(
      (registry) => {
        open = registry;
      },
      (cause) => {
        if (cause instanceof MusubiError && cause.code === 'STORAGE_PASSPHRASE_NEEDED') return;
        failure = cause;
        throw cause;
      },
    )
    .finally(() => {
      opening = undefined;
    });
  opened.then(answering.resolve, answering.reject);
  // Whoever waits for the one may not wait for the other.
  answering.promise.catch(() => {});
  let turns = opened.catch(() => {});
  // Two windows may ask at once: they take turns, and the registry is opened once.
  const unlock = (passphrase: string): Promise<void> => {
    turns = turns
      .catch(() => {})
      .then(async () => {
        const shell = { ...options.shell, passphrase: async () => passphrase };
        open ??= await openRegistry({ ...options, shell }, sync, stop.signal).finally(() => {
          opening = undefined;
        });
      });
    return turns;
  };
  const openingNow = () => {
    if (failure !== undefined) throw failure;
    return opening;
  };
  const waiting = createLockedRouter(
    { unlock, opening: openingNow },
    registryPaths(options.dataDirectory).database,
  );
  return {
    answering: answering.promise,
    opened,
    openRouter: () => open?.router,
    router: () => open?.router ?? waiting,
    context: () => ({}),
    onlineMap: () => open?.onlineMap() ?? false,
    close: async () => {
      stop.abort();
      await turns.catch(() => {});
      await open?.close();
    },
  };
}

async function openRegistry(
  options: HostOptions,
  sync: RunnerOptions,
  signal: AbortSignal,
): Promise<OpenRegistry> {
  const services = await openServices(options, signal);
  const watch = new ChangeWatch(services.store);
  const secrets = new SecretStore(services.store, options.shell.keyVault);
  const runner = new SyncRunner(services, secrets, watch, sync);
  const desk = new SyncDesk(services, secrets, runner, sync);
  const attachments = new Attachments(services);
  const imports = new ImportDesk(services, new ImportSessions());
  // Nobody waits for it, and what it could not take away it finds again at the next start.
  const tidying = collectOrphans(services.store, services.attachments).catch(() => 0);
  return {
    router: createRouter(
      services,
      (matching) => loadBriefService(services, matching),
      watch,
      desk,
      attachments,
      imports,
    ),
    onlineMap: () => {
      const { onlineMap, mapboxToken } = readSettings(services.store);
      return onlineMap && mapboxToken !== '';
    },
    close: async () => {
      await runner.close();
      watch.close();
      await attachments.uploads.close();
      imports.sessions.close();
      await tidying;
      services.close();
    },
  };
}
