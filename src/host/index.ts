import { MusubiError } from '#core/errors/musubiError.ts';
import { createLockedRouter, type LockedRouter } from './access/lockedRouter.ts';
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
  /** The router of the open registry; undefined while it waits for its passphrase. */
  openRouter(): HostRouter | undefined;
  /** What answers now: the open registry, or only the way in to it. */
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

/**
 * Opens the registry for a window. One under a passphrase that the shell cannot give stays locked until a window
 * gives it.
 * @throws MusubiError STORAGE_… when it cannot be opened; nothing has been changed then
 */
export async function openHost(options: HostOptions, sync: RunnerOptions = {}): Promise<Host> {
  let open: OpenRegistry | undefined;
  let turns: Promise<void> = Promise.resolve();
  try {
    open = await openRegistry(options, sync);
  } catch (cause) {
    if (!(cause instanceof MusubiError) || cause.code !== 'STORAGE_PASSPHRASE_NEEDED') throw cause;
  }
  // Two windows may ask at once: they take turns, and the registry is opened once.
  const unlock = (passphrase: string): Promise<void> => {
    turns = turns
      .catch(() => {})
      .then(async () => {
        const shell = { ...options.shell, passphrase: async () => passphrase };
        open ??= await openRegistry({ ...options, shell }, sync);
      });
    return turns;
  };
  const locked = createLockedRouter(unlock, registryPaths(options.dataDirectory).database);
  return {
    openRouter: () => open?.router,
    router: () => open?.router ?? locked,
    context: () => ({}),
    onlineMap: () => open?.onlineMap() ?? false,
    close: async () => {
      await turns.catch(() => {});
      await open?.close();
    },
  };
}

async function openRegistry(options: HostOptions, sync: RunnerOptions): Promise<OpenRegistry> {
  const services = await openServices(options);
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
