import type { NestedClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#contract/index.ts';
import { createHttpClient } from '#transport/http/client.ts';
import { createMessagePortClient } from '#transport/message-port/client.ts';
import { lateClient } from './lateClient.ts';
import { noteOwnChanges } from './ownChanges.ts';
import { shellBridge } from './shellBridge.ts';

export type HostClient = ContractRouterClient<Contract>;

/** Calls that write: in a browser they are sent so that they arrive even when the window closes right after. */
const writingCalls = new Set([
  'registry.create',
  'registry.patch',
  'registry.remove',
  'registry.restore',
  'registry.merge',
  'registry.restoreState',
  'registry.undo',
  'registry.takeBack',
  'registry.settle',
  'pipeline.move',
  'settings.set',
  'drafts.put',
  'drafts.remove',
]);

/** The registry, over whichever line this shell has. Refusals are `ORPCError`s; see `describeError`. */
export const host: HostClient = noteOwnChanges(createClient());

function createClient(): HostClient {
  const bridge = shellBridge();
  if (!bridge) {
    return createHttpClient<HostClient>({ outlivesWindow: (path) => writingCalls.has(path.join('.')) });
  }
  return lateClient<HostClient>((line) => {
    // The preload sends a port now, and a new one whenever the host was restarted.
    window.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'musubi:port' || !port) return;
      const client = createPortClient(port);
      // A port closes when the host's process ends; its calls fail, later ones wait for the new port.
      port.addEventListener('close', () => line.lost(client));
      line.use(client);
    });
    bridge.connect().catch((error: unknown) => line.use(Promise.reject(error)));
  });
}

function createPortClient(port: MessagePort): HostClient {
  return createMessagePortClient<HostClient & NestedClient<Record<never, never>>>(port);
}
