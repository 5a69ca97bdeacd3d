type Call = (...args: unknown[]) => unknown;

/**
 * A client whose line comes later, or is replaced: calls made before wait for it. Procedures are
 * reached by path, as in `client.registry.get(input, options)`.
 */
export function lateClient<Client extends object>(
  connect: (use: (client: Client | Promise<Client>) => void) => void,
): Client {
  let first: (client: Client | Promise<Client>) => void = () => undefined;
  let current = new Promise<Client>((resolve) => {
    first = resolve;
  });
  // A line that cannot be had is told to whoever calls; nobody needs to be listening before that.
  current.catch(() => undefined);
  connect((client) => {
    first(client);
    current = Promise.resolve(client);
    current.catch(() => undefined);
  });
  return procedureAt([], async (path, args) => {
    let target: unknown = await current;
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
