import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokerPort } from '#core/sync/brokerPort.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { type SyncClass, syncOrder } from '#core/sync/syncClass.ts';
import { syncRules } from '#core/sync/syncRules.ts';
import { Store } from '#db/store.ts';
import { Puller } from '../pull.ts';
import { openSpace } from '../space.ts';

/** What an endpoint says, read from its first change on by a device that knows nothing but the bundled data. */
export interface EndpointCopy {
  readonly store: Store;
  /** The tenants that this sign-in may read; the others cannot be compared. */
  readonly classes: readonly SyncClass[];
}

/**
 * Reads all of an endpoint into a scratch registry, hands it to `work`, and takes it away again. Nothing is written at the
 * endpoint. A scratch registry that a crash left behind goes with the next one.
 * @throws EndpointFailure also where a single slot could not be read to its end
 */
export async function withEndpointCopy<Result>(
  own: Store,
  dataDirectory: string,
  broker: BrokerPort,
  checkCancelled: () => void,
  work: (copy: EndpointCopy) => Result,
): Promise<Result> {
  const folder = join(dataDirectory, 'start-over');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A key of its own that is kept nowhere.
  const store = new Store({ path: join(folder, 'endpoint.db'), key: randomBytes(32) });
  try {
    copyBundled(own, store);
    const puller = new Puller(store, broker, syncRules, checkCancelled);
    const endpoint = store.write(() =>
      store.statements.run(
        "INSERT INTO sync_endpoint (address, dialect, used_at) VALUES ('copy', 'ngsi-ld', '')",
      ),
    ).lastInsertRowid;
    const classes: SyncClass[] = [];
    for (const tenant of syncOrder) {
      const { id } = store.write(() => openSpace(store.statements, Number(endpoint), tenant));
      try {
        const { failure } = await puller.pull(id);
        if (failure) throw failure;
        classes.push(tenant);
      } catch (cause) {
        if (!(cause instanceof EndpointFailure) || cause.kind !== 'forbidden') throw cause;
      }
    }
    if (classes.length === 0) throw new EndpointFailure('forbidden', 'no tenant may be read');
    return work({ store, classes });
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bundled part of the log; its rows are made with what arrives. */
function copyBundled(own: Store, copy: Store) {
  const changes = own.statements.all<{ sequence: number; id: string; at: string; actor: string }>(
    "SELECT sequence, id, at, actor FROM change WHERE origin = 'bundled'",
  );
  copy.write(() => {
    for (const change of changes) {
      const sequence = copy.ledger.insertChange({ ...change, origin: 'bundled' });
      const operations = own.statements.all<Record<string, unknown>>(
        'SELECT id, record_id, field, action, value, previous FROM operation WHERE change = ?',
        change.sequence,
      );
      for (const { id, record_id, field, action, value, previous } of operations) {
        copy.statements.run(
          'INSERT INTO operation (id, change, record_id, field, action, value, previous) VALUES (?, ?, ?, ?, ?, ?, ?)',
          id,
          sequence,
          record_id,
          field,
          action,
          value,
          previous,
        );
      }
    }
    copy.database.exec(`
      INSERT OR IGNORE INTO superseded SELECT named.value, operation.id FROM operation, json_each(operation.previous) AS named;
      INSERT INTO head SELECT record_id, field, id FROM operation WHERE action <> 'remove'
        AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.operation_id = operation.id);`);
  });
}
