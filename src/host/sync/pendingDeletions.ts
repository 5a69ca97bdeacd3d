import type { KindName } from '#core/kinds/fieldTypes.ts';
import { deletedField } from '#core/ledger/operation.ts';
import type { KindDeletions } from '#core/sync/deletionLimits.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import type { Store } from '#db/store.ts';
import { Outbox } from './outbox.ts';
import { openSpace, readOutgoing } from './space.ts';

/** Removals made here that an endpoint has not acknowledged, of records that it, or every device, already has. */
export function pendingDeletions(store: Store, endpoint: number): KindDeletions[] {
  const pending = new Map<KindName, Set<string>>();
  const outbox = new Outbox(store, '');
  for (const tenant of syncClasses) {
    const space = openSpace(store.statements, endpoint, tenant);
    // Looking through all that was removed costs time, and is for nothing when nothing is to be sent.
    if (!outbox.hasNews(space) && readOutgoing(store.statements, space.id).length === 0) continue;
    const rows = store.statements.all<{ id: string; kind: KindName }>(
      `SELECT record.id, record.kind FROM record
       JOIN head ON head.record_id = record.id AND head.field = '${deletedField}'
       JOIN operation ON operation.id = head.operation_id
       JOIN change ON change.sequence = operation.change
       WHERE record.deleted_at IS NOT NULL AND record.visibility = ? AND operation.value IS NOT NULL
         AND change.origin NOT IN ('sync', 'bundled')
         AND NOT EXISTS (
           SELECT 1 FROM sync_operation AS place
           JOIN sync_position ON sync_position.space = place.space AND sync_position.slot = place.slot
             AND sync_position.number >= place.number
           WHERE place.operation_id = operation.id AND place.space = ?)
         AND EXISTS (
           SELECT 1 FROM operation AS other JOIN change AS made ON made.sequence = other.change
           WHERE other.record_id = record.id AND (made.origin = 'bundled' OR EXISTS (
             SELECT 1 FROM sync_operation AS place
             JOIN sync_position ON sync_position.space = place.space AND sync_position.slot = place.slot
               AND sync_position.number >= place.number
             WHERE place.operation_id = other.id AND place.space = ?)))`,
      tenant,
      space.id,
      space.id,
    );
    for (const { id, kind } of rows) {
      const own = pending.get(kind);
      if (own) own.add(id);
      else pending.set(kind, new Set([id]));
    }
  }
  return [...pending]
    .map(([kind, ids]) => ({ kind, deleted: ids.size, of: ids.size + countLeft(store, kind) }))
    .sort((a, b) => b.deleted - a.deleted || (a.kind < b.kind ? -1 : 1));
}

function countLeft(store: Store, kind: KindName): number {
  return (
    store.statements.get<{ count: number }>(
      'SELECT count(*) AS count FROM record WHERE kind = ? AND deleted_at IS NULL',
      kind,
    )?.count ?? 0
  );
}
