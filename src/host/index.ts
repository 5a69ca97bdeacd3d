import { Attachments } from './attachments/attachments.ts';
import { collectOrphans } from './attachments/collectOrphans.ts';
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
  readonly router: HostRouter;
  context(): HostContext;
  /** Whether the person has switched on the online map, which decides what a page may connect to. */
  onlineMap(): boolean;
  close(): Promise<void>;
}

/**
 * Opens the registry for a window.
 * @throws MusubiError STORAGE_… when it cannot be opened; nothing has been changed then
 */
export async function openHost(options: HostOptions, sync: RunnerOptions = {}): Promise<Host> {
  const services = await openServices(options);
  const watch = new ChangeWatch(services.store);
  const secrets = new SecretStore(services.store, options.shell.keyVault);
  const runner = new SyncRunner(services, secrets, watch, sync);
  const desk = new SyncDesk(services, secrets, runner, sync);
  const attachments = new Attachments(services);
  const router = createRouter(services, () => loadBriefService(services), watch, desk, attachments);
  // Nobody waits for it, and what it could not take away it finds again at the next start.
  const tidying = collectOrphans(services.store, services.attachments).catch(() => 0);
  return {
    router,
    context: () => ({}),
    onlineMap: () => {
      const { onlineMap, mapboxToken } = readSettings(services.store);
      return onlineMap && mapboxToken !== '';
    },
    close: async () => {
      await runner.close();
      watch.close();
      await attachments.uploads.close();
      await tidying;
      services.close();
    },
  };
}
