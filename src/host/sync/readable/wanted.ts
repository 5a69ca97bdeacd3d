import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { Head } from '#core/ledger/fieldState.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';
import type { Entity } from '#core/ngsi-ld/entity.ts';
import { isNarrower } from '#core/records/audience.ts';
import {
  type ReadableStamp,
  type ReadableStatus,
  readableEntity,
  readableValues,
} from '#core/sync/readable.ts';
import { findRecord } from '#db/queries/records.ts';
import { recordState } from '#db/recordState.ts';
import type { Store } from '#db/store.ts';
import { classOfRecord, namingNoHidden } from '../recordOperations.ts';
import type { Space } from '../space.ts';

/** What a record is to say to other users of a tenant. */
export interface Wanted {
  readonly recordId: string;
  readonly kind: KindName;
  readonly status: ReadableStatus;
  readonly stamp: ReadableStamp;
  /** As it is to stand there; worked out only for what is written. */
  readonly entity: () => Entity;
}

/**
 * The readable entity of a record in a tenant, worked out from the operations that stand there with their values: so
 * that every device that has read the tenant wants the same, whatever else it may see.
 * @param kind of the record, or of the entity when the record is not known any more
 */
export function wantedEntity(store: Store, space: Space, recordId: string, kind: KindName): Wanted {
  const heads = standingHeads(store, space, recordId);
  // Without its kind nobody could read it: what is left of a record that was withdrawn and widened in part.
  const isWhole = heads.some(({ field }) => field === kindField);
  const isHere = isWhole && classOfRecord(store.statements, recordId) === space.class;
  // As the tenant has it: an edit that only some may see keeps the record visible to those alone.
  const isDeleted = recordState(recordId, heads)?.deletedAt !== undefined;
  const status: ReadableStatus = isHere ? (isDeleted ? 'deleted' : 'current') : 'withdrawn';
  const said =
    status === 'current' ? shown(heads).filter((head) => isWritable(store, space, kind, head)) : [];
  const deletions = heads.filter(({ field }) => field === deletedField);
  const reasons = status === 'deleted' ? deletions : visibilityHeads(store, recordId);
  const stamp: ReadableStamp = {
    heads: (status === 'current' ? said : reasons).map(({ id }) => id).sort(),
    last: status === 'current' ? lastOperation(store, space, recordId) : '',
  };
  return {
    recordId,
    kind,
    status,
    stamp,
    entity: () => entityOf(store, space, recordId, kind, status, stamp, said),
  };
}

/**
 * What an entity said when it was stamped.
 * @returns undefined when this device does not hold every value that the stamp names
 */
export function saidFields(
  store: Store,
  recordId: string,
  kind: KindName,
  stamp: ReadableStamp,
): { readonly heads: readonly Head[]; readonly fields: Record<string, unknown> } | undefined {
  const rows = store.statements.all<{
    id: string;
    record_id: string;
    field: string;
    action: Head['action'];
    value: string | null;
    value_hash: string | null;
  }>(
    `SELECT id, record_id, field, action, value, value_hash FROM operation
     WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(stamp.heads),
  );
  const isWhole = rows.length === new Set(stamp.heads).size;
  if (!isWhole || rows.some((row) => row.record_id !== recordId || row.value_hash !== null)) return undefined;
  const heads = rows.map(
    ({ id, field, action, value }): Head => ({ id, field, action, value: JSON.parse(value ?? 'null') }),
  );
  return { heads, fields: readableValues(kind, stateOf(recordId, kind, heads)?.values ?? {}) };
}

/** Whether this device has heard of every operation that the stamp names; otherwise its writer was ahead of us. */
export function knowsAll(store: Store, stamp: ReadableStamp): boolean {
  const ids = JSON.stringify(stamp.last === '' ? stamp.heads : [...stamp.heads, stamp.last]);
  return !store.statements.get(
    `SELECT 1 FROM json_each(?) AS named
     WHERE NOT EXISTS (SELECT 1 FROM operation WHERE operation.id = named.value)
       AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.operation_id = named.value) LIMIT 1`,
    ids,
  );
}

function entityOf(
  store: Store,
  space: Space,
  recordId: string,
  kind: KindName,
  status: ReadableStatus,
  stamp: ReadableStamp,
  heads: readonly Head[],
): Entity {
  const values = stateOf(recordId, kind, heads)?.values;
  return readableEntity({ id: recordId, kind, ...values }, status, stamp, (id) =>
    kindSeenIn(store, space, id),
  );
}

function stateOf(recordId: string, kind: KindName, heads: readonly Head[]) {
  return recordState(recordId, [
    { id: '', field: kindField, action: 'set', value: kind },
    ...heads.filter(({ field }) => field !== kindField && field !== deletedField),
  ]);
}

function kindSeenIn(store: Store, space: Space, id: string): KindName | undefined {
  const target = findRecord(store.statements, id);
  return target && !isNarrower(target.visibility, space.class) ? target.kind : undefined;
}

/** A link to what is not known has no name of an entity to point to: then the stamp must not name it either. */
function isWritable(store: Store, space: Space, kind: KindName, { field, value }: Head): boolean {
  const type = fieldsOf(kind)[field]?.type;
  if (type !== 'reference' && type !== 'references') return true;
  return typeof value === 'string' && kindSeenIn(store, space, value) !== undefined;
}

/** Heads that stand in the tenant with their value, and those that every device has. */
function standingHeads(store: Store, space: Space, recordId: string): Head[] {
  const rows = store.statements.all<{
    id: string;
    recordId: string;
    field: string;
    action: Head['action'];
    value: string | null;
  }>(
    `SELECT operation.id, head.record_id AS recordId, head.field, operation.action, operation.value
     FROM head JOIN operation ON operation.id = head.operation_id
     WHERE head.record_id = ? AND operation.value_hash IS NULL
       AND (operation.id < '00000001' OR EXISTS (
         SELECT 1 FROM sync_operation AS place
         WHERE place.operation_id = operation.id AND place.space = ? AND place.redacted = 0))
       AND NOT EXISTS (SELECT 1 FROM sync_redaction AS gone
                       WHERE gone.space = ? AND gone.operation_id = operation.id)
     ORDER BY operation.id`,
    recordId,
    space.id,
    space.id,
  );
  return namingNoHidden(store.statements, rows, space.class).map(({ id, field, action, value }) => ({
    id,
    field,
    action,
    value: value === null ? null : JSON.parse(value),
  }));
}

/** Of values that wait to be settled only the one that is shown: who edits it has not seen the others. */
function shown(heads: readonly Head[]): Head[] {
  const greatest = new Map<string, string>();
  for (const { id, field, action } of heads) {
    const known = greatest.get(field);
    if (action === 'set' && (known === undefined || known < id)) greatest.set(field, id);
  }
  return heads.filter(
    ({ id, field, action }) =>
      field !== 'visibility' &&
      field !== deletedField &&
      field !== kindField &&
      (action === 'add' || greatest.get(field) === id),
  );
}

function visibilityHeads(store: Store, recordId: string): { id: string }[] {
  return store.statements.all<{ id: string }>(
    "SELECT operation_id AS id FROM head WHERE record_id = ? AND field = 'visibility'",
    recordId,
  );
}

function lastOperation(store: Store, space: Space, recordId: string): string {
  return (
    store.statements.get<{ id: string | null }>(
      `SELECT max(operation.id) AS id FROM operation WHERE record_id = ? AND (operation.id < '00000001' OR EXISTS (
         SELECT 1 FROM sync_operation AS place WHERE place.operation_id = operation.id AND place.space = ?))`,
      recordId,
      space.id,
    )?.id ?? ''
  );
}
