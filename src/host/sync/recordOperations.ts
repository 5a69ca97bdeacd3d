import type { Visibility } from '#core/kinds/choices.ts';
import { isNarrower } from '#core/records/audience.ts';
import { mentionedTexts } from '#core/sync/mentionedIds.ts';
import { asVisibility, recordClass } from '#core/sync/recordClass.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import type { Statements } from '#db/statements.ts';

/** An operation of the log with what sync asks about it. */
export interface LogOperation {
  readonly id: string;
  readonly change: number;
  readonly recordId: string;
  readonly field: string;
  readonly action: 'set' | 'add' | 'remove';
  /** JSON text. */
  readonly value: string | null;
  readonly previous: readonly string[];
  readonly salt: string | null;
  readonly valueHash: string | null;
  readonly erased: boolean;
  readonly isHead: boolean;
  /** Whether it was made on this device. */
  readonly local: boolean;
}

interface OperationRow {
  id: string;
  change: number;
  record_id: string;
  field: string;
  action: LogOperation['action'];
  value: string | null;
  previous: string | null;
  salt: string | null;
  value_hash: string | null;
  erased: number;
  is_head: number;
  origin: string;
}

const columns = `operation.id, operation.change, operation.record_id, operation.field, operation.action,
  operation.value, operation.previous, operation.salt, operation.value_hash, operation.erased, change.origin,
  EXISTS (SELECT 1 FROM head WHERE head.record_id = operation.record_id AND head.field = operation.field
          AND head.operation_id = operation.id) AS is_head`;

/** All operations of a record but the bundled ones, which every device has, in order of arrival. */
export function operationsOfRecord(statements: Statements, recordId: string): LogOperation[] {
  return statements
    .all<OperationRow>(
      `SELECT ${columns} FROM operation JOIN change ON change.sequence = operation.change
       WHERE operation.record_id = ? AND change.origin <> 'bundled' ORDER BY operation.change, operation.id`,
      recordId,
    )
    .map(fromRow);
}

/** The operations that one numbered change holds, in the order in which they are hashed. */
export function operationsAt(
  statements: Statements,
  space: number,
  slot: number,
  number: number,
): (LogOperation & { redactedThere: boolean })[] {
  return statements
    .all<OperationRow & { redacted: number }>(
      `SELECT ${columns}, place.redacted FROM sync_operation AS place
       JOIN operation ON operation.id = place.operation_id
       JOIN change ON change.sequence = operation.change
       WHERE place.space = ? AND place.slot = ? AND place.number = ? ORDER BY operation.id`,
      space,
      slot,
      number,
    )
    .map((row) => ({ ...fromRow(row), redactedThere: row.redacted === 1 }));
}

function fromRow(row: OperationRow): LogOperation {
  return {
    id: row.id,
    change: row.change,
    recordId: row.record_id,
    field: row.field,
    action: row.action,
    value: row.value,
    previous: row.previous === null ? [] : (JSON.parse(row.previous) as string[]),
    salt: row.salt,
    valueHash: row.value_hash,
    erased: row.erased === 1,
    isHead: row.is_head === 1,
    local: row.origin !== 'sync',
  };
}

/** The class that a record is synced as; undefined when nothing is known of it yet. */
export function classOfRecord(statements: Statements, recordId: string): Visibility | undefined {
  const heads = statements.all<{ value: string | null; value_hash: string | null }>(
    `SELECT operation.value, operation.value_hash FROM head JOIN operation ON operation.id = head.operation_id
     WHERE head.record_id = ? AND head.field = 'visibility'`,
    recordId,
  );
  return recordClass(
    heads.map((head) => ({
      value: head.value_hash === null ? asVisibility(JSON.parse(head.value ?? 'null')) : undefined,
    })),
  );
}

/** A value as it stands in the log, with where it stands. */
interface Mentioning {
  readonly field: string;
  /** JSON text. */
  readonly value: string | null;
  readonly recordId: string;
}

/** Whether a value names a record that the readers of that tenant may not see. */
export function namesHidden(statements: Statements, operation: Mentioning, tenant: SyncClass): boolean {
  return hiddenAmong(statements, textsOf(operation), tenant).size > 0;
}

/** Those operations of a record whose values name none; one question for all of them. */
export function namingNoHidden<Operation extends Mentioning>(
  statements: Statements,
  operations: readonly Operation[],
  tenant: SyncClass,
): Operation[] {
  const named = operations.map((operation) => ({ operation, texts: textsOf(operation) }));
  const all = new Set(named.flatMap(({ texts }) => [...texts]));
  const hidden = hiddenAmong(statements, all, tenant);
  return hidden.size === 0
    ? [...operations]
    : named.filter(({ texts }) => ![...hidden].some((id) => texts.has(id))).map(({ operation }) => operation);
}

const longestId = 128;

function textsOf(operation: Mentioning): Set<string> {
  const texts = mentionedTexts(JSON.parse(operation.value ?? 'null'));
  const slash = operation.field.indexOf('/');
  if (slash > 0) texts.add(operation.field.slice(slash + 1));
  texts.delete(operation.recordId);
  return texts;
}

function hiddenAmong(statements: Statements, texts: ReadonlySet<string>, tenant: SyncClass): Set<string> {
  const ids = [...texts].filter((text) => text.length <= longestId);
  if (ids.length === 0) return new Set();
  const rows = statements.all<{ id: string; visibility: Visibility }>(
    'SELECT id, visibility FROM record WHERE id IN (SELECT value FROM json_each(?)) AND visibility <> ?',
    JSON.stringify(ids),
    tenant,
  );
  return new Set(rows.filter(({ visibility }) => isNarrower(visibility, tenant)).map(({ id }) => id));
}
