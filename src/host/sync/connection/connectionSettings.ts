import { type SyncConnection, syncConnectionSchema } from '#contract/syncSchemas.ts';
import type { Store } from '#db/store.ts';
import { type BrokerOptions, type Dialect, defaultOptions } from '../brokers/brokerOptions.ts';
import { lastEndpoint } from '../endpoints.ts';

const connectionKey = 'sync.connection';
const pausedKey = 'sync.paused';

/** What a new connection begins with. */
export function defaultConnection(dialect: Dialect): SyncConnection {
  const { tenants, tenantHeader, servicePath, namesPerPage } = defaultOptions(dialect);
  return {
    address: '',
    dialect,
    tenantHeader,
    tenants: { ...tenants },
    servicePath,
    authorisation: 'none',
    tokenHeader: 'authorization',
    issuer: '',
    clientId: '',
    scope: 'openid offline_access',
    namesPerPage,
    bodyKilobytes: 256,
    fileTransfer: 'always',
    largestFileMegabytes: 50,
    automatic: { atStart: true, afterEdits: true, onNetwork: true },
  };
}

/**
 * The connection of this registry. One that was only ever synced by the command line has the endpoint of that, and
 * syncs when asked.
 */
export function readConnection(store: Store): SyncConnection | null {
  const kept = syncConnectionSchema.safeParse(readSetting(store, connectionKey));
  if (kept.success) return kept.data;
  if (readSetting(store, connectionKey) === null) return null;
  const used = lastEndpoint(store);
  if (!used) return null;
  return {
    ...defaultConnection(used.dialect),
    address: used.address,
    servicePath: used.servicePath,
    automatic: { atStart: false, afterEdits: false, onNetwork: false },
  };
}

/** `null` forgets it. */
export function writeConnection(store: Store, connection: SyncConnection | null): void {
  writeSetting(store, connectionKey, connection);
}

/** How the broker is to be spoken to, as the protocol wants to know it. */
export function brokerOptionsOf(connection: SyncConnection): BrokerOptions {
  const { tenants, tenantHeader, servicePath, namesPerPage, dialect } = connection;
  return { tenants, tenantHeader, servicePath: dialect === 'ngsi-v2' ? servicePath : '', namesPerPage };
}

export function isPaused(store: Store): boolean {
  return readSetting(store, pausedKey) === true;
}

export function setPaused(store: Store, paused: boolean): void {
  writeSetting(store, pausedKey, paused);
}

function readSetting(store: Store, key: string): unknown {
  const row = store.statements.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key);
  return row === undefined ? undefined : JSON.parse(row.value);
}

function writeSetting(store: Store, key: string, value: unknown): void {
  store.write(() =>
    store.statements.run(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      JSON.stringify(value),
    ),
  );
}
