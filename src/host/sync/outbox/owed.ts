import type { Visibility } from '#core/kinds/choices.ts';
import { isNarrower } from '#core/records/audience.ts';
import { operationForm } from '#core/sync/operationForm.ts';
import { asVisibility, recordClass } from '#core/sync/recordClass.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { firstUnbundledId } from '#db/recordState.ts';
import type { Statements } from '#db/statements.ts';
import {
  classOfRecord,
  type LogOperation,
  namesHidden,
  namingNoHidden,
  operationsOfRecord,
} from '../recordOperations.ts';
import type { Space } from '../space.ts';
import { wasWithdrawn } from '../withdrawnChoices.ts';
import { holds, isErased, isRedacted, standsWithValue } from './standing.ts';

/* What a tenant is owed of a record: worked out from the log and from what stands there, never from a queue. */

/** An operation that goes to a tenant. */
export interface Chosen {
  readonly operation: LogOperation;
  readonly stub: boolean;
}

/** Records of which the log says something that has not been looked at for the tenant. */
export function touched(statements: Statements, space: Space): string[] {
  const rows = statements.all<{ id: string }>(
    // CROSS JOIN keeps the order: the few changes first, never the many operations that come with the app.
    `SELECT operation.record_id AS id FROM change
     CROSS JOIN operation ON operation.change = change.sequence
     WHERE change.sequence > ? AND change.origin <> 'bundled'
     UNION
     SELECT link.from_id FROM change
     CROSS JOIN operation ON operation.change = change.sequence
     CROSS JOIN link ON link.to_id = operation.record_id
     WHERE change.sequence > ? AND change.origin <> 'bundled' AND operation.field = 'visibility'`,
    space.scanned,
    space.scanned,
  );
  return rows.map(({ id }) => id).sort();
}

/**
 * Whether the tenant has what it may have of the record, and nothing else: every operation with its value of one of its
 * own class that concerns nobody else, and none of another class. Tells in a question or two what the others below find
 * out operation by operation.
 */
export function isInStep(statements: Statements, space: Space, recordId: string): boolean {
  if (classOfRecord(statements, recordId) !== space.class)
    return !standsAnything(statements, space, recordId);
  const operations = statements.all<{
    field: string;
    value: string | null;
    recordId: string;
    differs: number;
  }>(
    `SELECT operation.field, operation.value, operation.record_id AS recordId,
       operation.value_hash IS NOT NULL OR operation.erased = 1
       OR NOT EXISTS (SELECT 1 FROM sync_operation AS place
                      WHERE place.operation_id = operation.id AND place.space = ? AND place.redacted = 0)
       OR EXISTS (SELECT 1 FROM sync_redaction AS gone
                  WHERE gone.space = ? AND gone.operation_id = operation.id) AS differs
     FROM operation WHERE operation.record_id = ? AND operation.id >= '${firstUnbundledId}'`,
    space.id,
    space.id,
    recordId,
  );
  if (operations.some(({ differs }) => differs === 1)) return false;
  return namingNoHidden(statements, operations, space.class).length === operations.length;
}

/** Whether the tenant has any operation of the record, in whatever form. */
function standsAnything(statements: Statements, space: Space, recordId: string): boolean {
  return (
    statements.get(
      `SELECT 1 FROM operation JOIN sync_operation AS place ON place.operation_id = operation.id
       WHERE operation.record_id = ? AND operation.id >= '${firstUnbundledId}' AND place.space = ? LIMIT 1`,
      recordId,
      space.id,
    ) !== undefined
  );
}

/** Operations of the tenant's class that it does not hold yet. */
export function missing(statements: Statements, space: Space, recordId: string): Chosen[] {
  if (classOfRecord(statements, recordId) !== space.class) return [];
  const operations = operationsOfRecord(statements, recordId);
  const chosen: Chosen[] = [];
  for (const operation of operations) {
    if (holds(statements, space, operation.id)) continue;
    const form = operationForm(
      {
        action: operation.action,
        hasValue: operation.valueHash === null && !isRedacted(statements, space, operation.id),
        isHead: operation.isHead,
        writtenAs: writtenAs(statements, operation, operations),
        namesHidden: operation.valueHash === null && namesHidden(statements, operation, space.class),
        replaces: operation.previous.length > 0,
      },
      space.class,
    );
    if (form === 'none') continue;
    chosen.push({ operation, stub: form === 'stub' });
  }
  return chosen;
}

/**
 * The class that the record had, here, when the operation was written; for what arrived, that of its tenant. Where that is
 * not known any more, as after a broker was rolled back, the narrowest that the record ever had: what arrived later may
 * have been written before the record was widened.
 */
function writtenAs(
  statements: Statements,
  operation: LogOperation,
  all: readonly LogOperation[],
): Visibility {
  if (!operation.local) {
    const tenants = statements.all<{ class: Visibility }>(
      `SELECT DISTINCT sync_space.class FROM sync_operation JOIN sync_space ON sync_space.id = sync_operation.space
       WHERE operation_id = ? AND redacted = 0`,
      operation.id,
    );
    const known = syncClasses.find((tenant) => tenants.some((row) => row.class === tenant));
    if (known) return known;
    return narrowestEver(statements, operation.recordId, all);
  }
  const choices = all.filter((other) => other.field === 'visibility' && other.change <= operation.change);
  const replaced = new Set(choices.flatMap((choice) => choice.previous));
  const standing = choices.filter((choice) => !replaced.has(choice.id));
  if (standing.length > 0) {
    return (
      recordClass(
        standing.map(({ id, value }) => ({
          value: wasWithdrawn(statements, id, operation.change)
            ? undefined
            : asVisibility(JSON.parse(value ?? 'null')),
        })),
      ) ?? 'private'
    );
  }
  return bundledVisibility(statements, operation.recordId) ?? 'private';
}

function narrowestEver(statements: Statements, recordId: string, all: readonly LogOperation[]): Visibility {
  const bundled = bundledVisibility(statements, recordId);
  const choices = all
    .filter(({ field, action }) => field === 'visibility' && action === 'set')
    .map(({ value }) => asVisibility(JSON.parse(value ?? 'null')) ?? 'private')
    .concat(bundled ?? []);
  if (choices.length === 0) return 'private';
  return choices.reduce((narrowest, choice) => (isNarrower(choice, narrowest) ? choice : narrowest));
}

/** How a record that came with the app was to be seen there. */
function bundledVisibility(statements: Statements, recordId: string): Visibility | undefined {
  const bundled = statements.get<{ value: string }>(
    `SELECT operation.value FROM operation JOIN change ON change.sequence = operation.change
     WHERE record_id = ? AND field = 'visibility' AND change.origin = 'bundled' ORDER BY operation.id DESC LIMIT 1`,
    recordId,
  );
  return asVisibility(JSON.parse(bundled?.value ?? 'null'));
}

/**
 * What stands in the tenant with its value and may not any more. An erasure is said of every operation that
 * the tenant has in any form: a copy of this profile may hold the value although the tenant shows it to nobody.
 */
export function withdrawn(statements: Statements, space: Space, recordId: string): LogOperation[] {
  const present = classOfRecord(statements, recordId);
  const narrowed = present !== undefined && isNarrower(present, space.class);
  return operationsOfRecord(statements, recordId).filter((operation) => {
    if (operation.erased)
      return holds(statements, space, operation.id) && !isErased(statements, space, operation.id);
    if (present === undefined || !standsWithValue(statements, space, operation.id)) return false;
    return narrowed || (operation.valueHash === null && namesHidden(statements, operation, space.class));
  });
}

/**
 * Whether an operation's value may never again stand in the tenant, wherever that is. What is merely narrower now, as far as
 * this device knows, is not: it may have been widened by what was not read yet.
 */
export function isWithdrawnForGood(statements: Statements, space: Space, operationId: string): boolean {
  return (
    isRedacted(statements, space, operationId) ||
    statements.get('SELECT 1 FROM operation WHERE id = ? AND erased = 1', operationId) !== undefined
  );
}

/**
 * A record that was narrowed and is widened again: a value that was redacted in the tenant cannot come
 * back under its old id, so that what still stands is said once more by whoever holds it. Two devices that
 * do so at once say the same, which is no conflict.
 */
export function restated(statements: Statements, space: Space, recordId: string): DraftOperation[] {
  if (classOfRecord(statements, recordId) !== space.class) return [];
  const operations = operationsOfRecord(statements, recordId);
  const heads = operations.filter((operation) => operation.isHead);
  return heads
    .filter(
      (head) =>
        head.valueHash === null &&
        // A withdrawal outlives what it withdrew: a broker that was rolled back shows neither, yet others know it.
        (holds(statements, space, head.id) || isRedacted(statements, space, head.id)) &&
        !standsWithValue(statements, space, head.id) &&
        !namesHidden(statements, head, space.class),
    )
    .flatMap(({ id, field, action, value }): DraftOperation[] => {
      const again = { recordId, field, value: JSON.parse(value ?? 'null') };
      if (action === 'set') return [{ ...again, action, previous: [id] }];
      return [
        { recordId, field, action: 'remove', value: null, previous: [id] },
        { ...again, action: 'add', previous: [] },
      ];
    });
}
