import { type SyncClass, syncClasses } from '#core/sync/syncClass.ts';
import type { Statements } from '#db/statements.ts';
import type { KnownEndpoint } from '../endpoints.ts';

interface SpaceRow {
  readonly id: number;
  readonly scanned: number;
}

/**
 * How many changes wait to be sent to an endpoint, for a number on the screen: read from indexes alone, while the
 * outbox itself looks at every operation. A change that only takes values back counts too.
 * @param endpoint undefined before the first exchange
 */
export function countToSend(statements: Statements, endpoint: KnownEndpoint | undefined): number {
  const waiting = new Set<number>();
  let numbered = 0;
  for (const tenant of syncClasses) {
    const space = endpoint && readSpaceRow(statements, endpoint.id, tenant);
    for (const { change } of statements.all<{ change: number }>(
      `SELECT DISTINCT operation.change FROM operation
       JOIN change ON change.sequence = operation.change
       JOIN record ON record.id = operation.record_id
       WHERE operation.change > ? AND change.origin <> 'bundled' AND record.visibility = ?
         AND NOT EXISTS (SELECT 1 FROM sync_operation WHERE sync_operation.operation_id = operation.id
                         AND sync_operation.space = ?)`,
      space?.scanned ?? 0,
      tenant,
      space?.id ?? 0,
    )) {
      waiting.add(change);
    }
    if (!space) continue;
    numbered +=
      statements.get<{ n: number }>('SELECT count(*) AS n FROM sync_outgoing WHERE space = ?', space.id)?.n ??
      0;
  }
  return waiting.size + numbered;
}

/** Where every slot of an endpoint has been read to. */
export function positionsOf(
  statements: Statements,
  endpoint: number,
): { tenant: SyncClass; slot: number; number: number; own: boolean }[] {
  return statements
    .all<{ tenant: SyncClass; slot: number; number: number; own: number }>(
      `SELECT sync_space.class AS tenant, sync_position.slot, sync_position.number,
              sync_position.slot IS sync_space.slot AS own
       FROM sync_position JOIN sync_space ON sync_space.id = sync_position.space
       WHERE sync_space.endpoint = ?`,
      endpoint,
    )
    .map((row) => ({ ...row, own: row.own === 1 }));
}

function readSpaceRow(statements: Statements, endpoint: number, tenant: SyncClass): SpaceRow | undefined {
  return statements.get<SpaceRow>(
    'SELECT id, scanned FROM sync_space WHERE endpoint = ? AND class = ?',
    endpoint,
    tenant,
  );
}
