import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { baseField } from '#core/ledger/fieldState.ts';
import { kindField, type Operation } from '#core/ledger/operation.ts';
import { planPatch } from '#core/ledger/planPatch.ts';
import type { Bundle, BundleChange } from './bundle.ts';

/**
 * The id of a bundled operation is derived from what it says, so that every device has the same ones
 * without syncing. In place of a time it carries the bundle's version, smaller than any real clock:
 * whatever a person wrote is newer.
 */
export function bundledOperationId(
  version: number,
  ordinal: number,
  record: string,
  field: string,
  value: unknown,
): string {
  const digest = createHash('sha256')
    .update(canonicalJson([record, field, value]))
    .digest('hex');
  return `00000000${hexadecimal(version)}-${hexadecimal(ordinal)}-${digest.slice(0, 16)}`;
}

function hexadecimal(number: number): string {
  return Math.min(number, 0xffff).toString(16).padStart(4, '0');
}

/**
 * All operations of a bundle, old and new versions of corrected facts included, oldest first. A device
 * that skipped a version builds the same chain as one that did not.
 */
export function bundledOperations(bundle: Bundle): Operation[] {
  const changesByRecord = new Map<string, BundleChange[]>();
  for (const change of [...bundle.manifest.changes].sort((a, b) => a.version - b.version)) {
    const own = changesByRecord.get(change.record);
    if (own) own.push(change);
    else changesByRecord.set(change.record, [change]);
  }
  return bundle.records.flatMap((record) => {
    const changes = changesByRecord.get(record.id) ?? [];
    return recordOperations(record.id, record.kind, record.values, changes);
  });
}

function recordOperations(
  id: string,
  kind: Bundle['records'][number]['kind'],
  values: Readonly<Record<string, unknown>>,
  changes: readonly BundleChange[],
): Operation[] {
  const operations: Operation[] = [];
  const standing = new Map<string, Operation[]>();
  let ordinal = 0;
  const state = (version: number, current: Record<string, unknown>, wanted: Record<string, unknown>) => {
    for (const planned of planPatch(kind, current, wanted)) {
      const before = standing.get(planned.field) ?? [];
      if (planned.action === 'remove') {
        const text = canonicalJson(planned.member);
        const named = before.filter((operation) => canonicalJson(operation.value) === text);
        const previous = named.map((operation) => operation.id);
        operations.push({
          id: bundledOperationId(version, ordinal++, id, planned.field, previous),
          recordId: id,
          field: planned.field,
          action: 'remove',
          value: null,
          previous,
        });
        standing.set(
          planned.field,
          before.filter((operation) => !named.includes(operation)),
        );
        continue;
      }
      const operation: Operation = {
        id: bundledOperationId(version, ordinal++, id, planned.field, planned.value),
        recordId: id,
        field: planned.field,
        action: planned.action,
        value: planned.value,
        previous: planned.action === 'set' ? before.map((earlier) => earlier.id) : [],
      };
      operations.push(operation);
      standing.set(planned.field, planned.action === 'set' ? [operation] : [...before, operation]);
    }
  };
  // Walk back from the present values to those of the first version, then forward again.
  const current: Record<string, unknown> = { ...values };
  for (const change of [...changes].reverse()) {
    if (change.before === undefined) delete current[change.field];
    else current[change.field] = change.before;
  }
  operations.push({
    id: bundledOperationId(0, 0, id, kindField, kind),
    recordId: id,
    field: kindField,
    action: 'set',
    value: kind,
    previous: [],
  });
  state(1, {}, current);
  for (const change of changes) {
    const field = baseField(change.field);
    const wanted = mapPatch(current[field], change.after);
    state(change.version, { [field]: current[field] }, { [field]: wanted });
    current[field] = change.after;
  }
  return operations;
}

/** A merge patch that turns the old value of a map field into the new one, keys that went included. */
function mapPatch(before: unknown, after: unknown): unknown {
  if (after === undefined) return null;
  if (!isMap(before) || !isMap(after)) return after;
  return { ...Object.fromEntries(Object.keys(before).map((key) => [key, null])), ...after };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
