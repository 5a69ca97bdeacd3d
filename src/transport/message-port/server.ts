import type { SupportedMessagePort } from '@orpc/client/message-port';
import { type Context, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

export interface MessagePortServerOptions<TContext extends Context> {
  /** Any oRPC router. */
  readonly router: ConstructorParameters<typeof RPCHandler<TContext>>[0];
  /** Makes the router's context for one port, that is for one window. */
  readonly context: () => TContext;
  /** Told about failures inside the router, for the log; the user interface gets them as answers. */
  readonly onError?: (error: unknown) => void;
}

export interface MessagePortServer {
  /**
   * Answers the calls that arrive on a port until its other end closes: Electron's MessagePortMain in the host's
   * utility process, or a port of worker_threads. Streams end and calls under way are cancelled with the port.
   */
  serve(port: SupportedMessagePort & { start(): void }): void;
}

/** Answers an oRPC router's calls on message ports, one per window. */
export function createMessagePortServer<TContext extends Context>(
  options: MessagePortServerOptions<TContext>,
): MessagePortServer {
  // Which context the router needs is settled by the options' types; past here it is any context.
  const calls = new RPCHandler<Context>(options.router, {
    interceptors: [onError((error) => options.onError?.(error))],
  });
  return {
    serve(port) {
      calls.upgrade(port, { context: options.context() });
      // Messages wait in the port until it is started, so none is lost before the handler listens.
      port.start();
    },
  };
}
