import { createORPCClient, type NestedClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

/** The part of a MessagePort that is used: the window's own kind, or that of worker_threads in tests. */
export type ClientPort = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'start'>;

/**
 * The client of the Electron shell, on the port that the main process sent to the window. `Client` is
 * `ContractRouterClient<typeof contract>`. When the host's process ends, the port closes and open calls fail.
 */
export function createMessagePortClient<Client extends NestedClient<Record<never, never>>>(
  port: ClientPort,
): Client {
  const link = new RPCLink({ port });
  port.start();
  return createORPCClient<Client>(link);
}
