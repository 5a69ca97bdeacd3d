import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { baseField } from '#core/ledger/fieldState.ts';
import { deletedField } from '#core/ledger/operation.ts';
import type { Store } from '#db/store.ts';
import type { ChangeContext, RegistryWriter, WriteResult } from '#host/registry/writer.ts';

export interface ConflictValue {
  readonly operationId: string;
  readonly value: unknown;
  readonly actor: string;
  readonly at: string;
  /** Written on this device. */
  readonly mine: boolean;
}

/** A field of a record on which devices differ, each without having seen the other's value. */
export interface Conflict {
  /** `record/field`, which `settle` takes. */
  readonly id: string;
  readonly recordId: string;
  readonly kind: KindName;
  readonly label: LanguageMap;
  /** `__deleted`: one removed the record while another edited it; it stays visible meanwhile. */
  readonly field: string;
  /** Greatest first: that one is shown meanwhile. */
  readonly values: readonly ConflictValue[];
  /** What stood there before, when that is known. */
  readonly before?: unknown;
}

interface HeadRow {
  id: string;
  value: string | null;
  previous: string | null;
  actor: string;
  at: string;
  origin: string;
}

/**
 * Everything that waits for a person, by record and field. Newer bundled facts are offers, not conflicts: their ids
 * begin with zeros, and a field of which no other operation stands is not looked at.
 */
export function listConflicts(store: Store): Conflict[] {
  const fields = store.statements.all<{ recordId: string; field: string; kind: KindName; label: string }>(
    `SELECT contested.record_id AS recordId, contested.field, record.kind, record.label
     FROM contested JOIN record ON record.id = contested.record_id
     WHERE record.deleted_at IS NULL
       AND (SELECT max(operation_id) FROM head
            WHERE head.record_id = contested.record_id AND head.field = contested.field) > '00000001'
     ORDER BY contested.record_id, contested.field`,
  );
  return fields.flatMap(({ recordId, field, kind, label }) => {
    const definition = fieldsOf(kind)[baseField(field)];
    if (field !== deletedField && (!definition || definition.newestStands)) return [];
    const heads = headRows(store, recordId, field);
    const differing = new Set(heads.map((head) => head.value));
    if (field === deletedField ? differing.size === 0 || differing.has(null) : differing.size < 2) return [];
    const before = valueBefore(store, heads);
    return [
      {
        id: `${recordId}/${field}`,
        recordId,
        kind,
        label: JSON.parse(label) as LanguageMap,
        field,
        values: heads.map((head) => ({
          operationId: head.id,
          value: JSON.parse(head.value ?? 'null'),
          actor: head.actor,
          at: head.at,
          // By where it was written: a copied data folder goes on under the same actor.
          mine: head.origin !== 'sync',
        })),
        ...(before === undefined ? {} : { before }),
      },
    ];
  });
}

/**
 * Settles one conflict: all values stay in the history, one stands.
 * @param choice `mine`, `theirs`, or the value itself; of a removal, whether the record stays removed
 * @throws MusubiError NOT_FOUND when there is no such conflict, INVALID_INPUT when the choice does not settle it
 */
export function settleConflict(
  store: Store,
  writer: RegistryWriter,
  id: string,
  choice: 'mine' | 'theirs' | { readonly value: unknown },
  context: ChangeContext,
): WriteResult {
  return store.write(() => {
    const open = listConflicts(store);
    const matching = open.filter((conflict) => conflict.id === id || conflict.recordId === id);
    const [conflict] = matching;
    if (!conflict) throw new MusubiError('NOT_FOUND', { id });
    if (matching.length > 1)
      throw unsettled(
        conflict,
        matching.map((other) => other.id),
      );
    return settleFound(store, writer, conflict, choice, context);
  });
}

/**
 * Settles a conflict that has just been listed, in the caller's transaction.
 * @throws MusubiError INVALID_INPUT when the choice does not settle it
 */
export function settleFound(
  store: Store,
  writer: RegistryWriter,
  conflict: Conflict,
  choice: 'mine' | 'theirs' | { readonly value: unknown },
  context: ChangeContext,
): WriteResult {
  if (conflict.field === deletedField) return settleRemoval(store, writer, conflict, choice, context);
  if (typeof choice === 'object') return settleWith(writer, conflict, choice.value, context);
  const wanted = conflict.values.filter((value) => value.mine === (choice === 'mine'));
  const texts = new Set(wanted.map((value) => canonicalJson(value.value)));
  const [chosen] = wanted;
  if (!chosen || texts.size > 1) throw unsettled(conflict, ['JSON']);
  return writer.settle(conflict.recordId, conflict.field, chosen.operationId, context);
}

function settleWith(
  writer: RegistryWriter,
  conflict: Conflict,
  value: unknown,
  context: ChangeContext,
): WriteResult {
  const text = canonicalJson(value);
  const standing = conflict.values.find((candidate) => canonicalJson(candidate.value) === text);
  if (standing) return writer.settle(conflict.recordId, conflict.field, standing.operationId, context);
  const field = baseField(conflict.field);
  const key = conflict.field.slice(field.length + 1);
  return writer.patch(conflict.recordId, { [field]: key ? { [key]: value } : value }, context);
}

function settleRemoval(
  store: Store,
  writer: RegistryWriter,
  conflict: Conflict,
  choice: 'mine' | 'theirs' | { readonly value: unknown },
  context: ChangeContext,
): WriteResult {
  const removedHere = conflict.values.some((value) => value.mine);
  const remove = typeof choice === 'object' ? choice.value : (choice === 'mine') === removedHere;
  if (typeof remove !== 'boolean') throw unsettled(conflict, ['true', 'false']);
  if (remove) return writer.remove(conflict.recordId, context);
  const change = store.append({ actor: context.actor, origin: context.origin ?? 'hand' }, [
    {
      recordId: conflict.recordId,
      field: deletedField,
      action: 'set',
      value: null,
      previous: conflict.values.map((value) => value.operationId),
    },
  ]);
  return { id: conflict.recordId, changeId: change.id };
}

function unsettled(conflict: Conflict, allowed: readonly string[]): MusubiError {
  return new MusubiError('INVALID_INPUT', {
    kind: conflict.kind,
    problems: [{ path: conflict.field, reason: 'notChoice', value: conflict.id, allowed }],
  });
}

function headRows(store: Store, recordId: string, field: string): HeadRow[] {
  return store.statements.all<HeadRow>(
    `SELECT operation.id, operation.value, operation.previous, change.actor, change.at, change.origin
     FROM head JOIN operation ON operation.id = head.operation_id
     JOIN change ON change.sequence = operation.change
     WHERE head.record_id = ? AND head.field = ? AND operation.action = 'set' AND operation.value_hash IS NULL
       AND change.origin <> 'bundled'
     ORDER BY operation.id DESC`,
    recordId,
    field,
  );
}

/** The newest value that any of the heads replaced. */
function valueBefore(store: Store, heads: readonly HeadRow[]): unknown {
  const replaced = heads.flatMap((head) =>
    head.previous === null ? [] : (JSON.parse(head.previous) as string[]),
  );
  const newest = replaced.sort().at(-1);
  return newest === undefined ? undefined : store.ledger.operation(newest)?.value;
}
