type Call = (...args: unknown[]) => unknown;

/** What a line says about itself. */
export interface Line<Client> {
  /** There is a line, or it is known that none can be had (a rejected promise). Replaces the one before. */
  readonly use: (client: Client | Promise<Client>) => void;
  /** This line has ended: calls wait for the next one instead of being sent into nothing. */
  readonly lost: (client: Client) => void;
}

/**
 * A client whose line comes later, ends and comes again: calls made while there is none wait for it. Procedures are
 * reached by path, as in `client.registry.get(input, options)`. Calls under way when a line ends are its own affair.
 */
export function lateClient<Client extends object>(connect: (line: Line<Client>) => void): Client {
  let waiting = Promise.withResolvers<Client>();
  let current: Client | Promise<Client> | undefined;
  connect({
    use: (client) => {
      current = client;
      waiting.resolve(client);
      // A line that cannot be had is told to whoever calls; nobody needs to be listening before that.
      waiting.promise.catch(() => undefined);
      if (client instanceof Promise) client.catch(() => undefined);
    },
    lost: (client) => {
      // The next line may be there before the end of this one is heard of.
      if (current !== client) return;
      current = undefined;
      waiting = Promise.withResolvers<Client>();
    },
  });
  return procedureAt([], async (path, args) => {
    let target: unknown = await (current ?? waiting.promise);
    for (const name of path) target = (target as Record<string, unknown>)[name];
    return (target as Call)(...args);
  }) as Client;
}

function procedureAt(
  path: readonly string[],
  call: (path: readonly string[], args: readonly unknown[]) => Promise<unknown>,
): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) =>
      // A client is not a promise: `await client` must not call a procedure named `then`.
      typeof name === 'string' && name !== 'then' ? procedureAt([...path, name], call) : undefined,
    apply: (_target, _this, args: unknown[]) => call(path, args),
  });
}
