import type { Store } from '#db/store.ts';
import type { Dialect } from './brokers/brokerOptions.ts';

/** An endpoint that this registry has been synced with, as it is kept. */
export interface KnownEndpoint {
  readonly id: number;
  readonly address: string;
  readonly dialect: Dialect;
  readonly servicePath: string;
  readonly inStepAt: string | null;
  /** JSON about the last round. */
  readonly outcome: string;
}

const columns = `id, address, dialect, service_path AS servicePath, in_step_at AS inStepAt, outcome`;

/** Finds or makes the endpoint; another address is another sync space, and nothing of the old one is deleted. */
export function openEndpoint(
  store: Store,
  address: string,
  dialect: Dialect,
  servicePath = '',
  now = new Date().toISOString(),
): KnownEndpoint {
  return store.write(() => {
    const endpoint = store.statements.get<KnownEndpoint>(
      `INSERT INTO sync_endpoint (address, dialect, service_path, used_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (address, dialect, service_path) DO UPDATE SET used_at = excluded.used_at RETURNING ${columns}`,
      address,
      dialect,
      servicePath,
      now,
    );
    if (!endpoint) throw new Error('the endpoint was not kept');
    return endpoint;
  });
}

/** The endpoint that was used last. */
export function lastEndpoint(store: Store): KnownEndpoint | undefined {
  return store.statements.get<KnownEndpoint>(
    `SELECT ${columns} FROM sync_endpoint ORDER BY used_at DESC, id DESC LIMIT 1`,
  );
}

export function keepOutcome(store: Store, id: number, outcome: unknown, inStepAt: string | null) {
  store.write(() =>
    store.statements.run(
      'UPDATE sync_endpoint SET outcome = ?, in_step_at = coalesce(?, in_step_at) WHERE id = ?',
      JSON.stringify(outcome),
      inStepAt,
      id,
    ),
  );
}
