import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from '#urbanos/access.ts';
import { createServer } from '#urbanos/server.ts';
import { ContextStore } from '#urbanos/store/context-store.ts';
import { openDatabase } from '#urbanos/store/database.ts';
import { EntityStore } from '#urbanos/store/entity-store.ts';
import { tidyLog } from '#urbanos/store/tidy-log.ts';
import { TokenFile } from '#urbanos/tokens.ts';
import { V2Store } from '#urbanos/v2/v2-store.ts';

/** How to start the endpoint. */
export interface UrbanOsOptions {
  /** 0 takes a free port. */
  port: number;
  /** Created when it is not there. */
  dataDirectory: string;
  /** Without it the endpoint serves loopback addresses only, to everybody on this machine. */
  tokenFile?: string | undefined;
  /** The address to listen on; 127.0.0.1 when not given. */
  host?: string | undefined;
  /** PEM texts; with them the endpoint speaks HTTPS. */
  tls?: { cert: string | Buffer; key: string | Buffer } | undefined;
  /** Takes warnings for the operator; they never contain tokens. Standard error when not given. */
  warn?: ((message: string) => void) | undefined;
}

/** A running endpoint. */
export interface RunningUrbanOs {
  url: string;
  /** Stops taking requests, lets running ones finish, and closes the database. */
  close: () => Promise<void>;
}

/**
 * Starts the bundled urban-OS endpoint: NGSI-LD under /ngsi-ld/v1 and NGSIv2 under /v2, over one SQLite file.
 * @throws Error when the token file or the data directory cannot be used, when an address other than loopback is asked
 * for without a token file, or when the port is taken.
 */
export async function startUrbanOs(options: UrbanOsOptions): Promise<RunningUrbanOs> {
  const { port, dataDirectory, tokenFile, host = '127.0.0.1', tls } = options;
  const warn = options.warn ?? ((message: string) => void process.stderr.write(`urban-os: ${message}\n`));
  if (tokenFile === undefined) {
    if (!isLoopbackHost(host))
      throw new Error('Without a token file the endpoint can only listen on a loopback address.');
    warn('No token file: everybody on this machine may read and write; other machines are not served.');
  } else if (tls === undefined && !isLoopbackHost(host)) {
    warn('No certificate: tokens and data cross the network readable by others.');
  }
  const tokens = tokenFile === undefined ? undefined : new TokenFile(tokenFile, warn);
  const database = openDatabase(dataDirectory);
  try {
    const server = createServer({
      linkedData: {
        entities: new EntityStore(database),
        contexts: new ContextStore(database, dataDirectory),
      },
      v2: new V2Store(database),
      tokens,
      tls,
    });
    await server.listen({ port, host });
    const stopTidying = tidyLog(database);
    const address = server.server.address() as AddressInfo;
    const name = host.includes(':') ? `[${host}]` : host;
    return {
      url: `${tls === undefined ? 'http' : 'https'}://${name}:${address.port}`,
      close: async () => {
        await server.close();
        stopTidying();
        if (database.open) database.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
