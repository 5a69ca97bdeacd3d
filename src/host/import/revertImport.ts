import { MusubiError } from '#core/errors/musubiError.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { deletedField, kindField, type Operation } from '#core/ledger/operation.ts';
import type { DraftOperation } from '#db/ledger.ts';
import type { Store } from '#db/store.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import { deletionOf, inverseOf } from '../registry/inverse.ts';
import { longTransaction } from '../registry/longTransaction.ts';
import { missingStageSteps } from '../registry/stageSteps.ts';
import type { HostServices } from '../services.ts';
import { builtUpon, type ImportedBatch } from './builtUpon.ts';

/** Something that an import wrote and that stays, because somebody built on it since. */
export interface KeptChange {
  readonly id: string;
  /** The field that was changed again; `linkedFrom` when a later record points to this one. */
  readonly field: string;
}

export interface RevertedImport {
  /** Records that are as they were before the import. */
  readonly reverted: number;
  readonly kept: readonly KeptChange[];
}

/**
 * Takes a whole import back by inverse changes, in one transaction. Records that it made go out of sight and can
 * be restored; fields that it changed get their values back. What was edited since stays as it is now, and so
 * does a record that it made, once somebody has edited or used it.
 * @throws MusubiError NOT_FOUND for an unknown batch, NOTHING_TO_UNDO when nothing of it still stands
 */
export async function revertImport(
  services: HostServices,
  batchId: string,
  options: { signal?: AbortSignal | undefined; onProgress?: JobProgress } = {},
): Promise<RevertedImport> {
  const known = services.store.statements.get(
    `SELECT 1 FROM change WHERE batch = ? AND origin = 'import' LIMIT 1`,
    batchId,
  );
  if (!known) throw new MusubiError('NOT_FOUND', { id: batchId });
  return longTransaction(
    services,
    (store, onProgress) => revertSteps(store, batchId, services.actor, onProgress),
    options,
  );
}

function* revertSteps(
  store: Store,
  batchId: string,
  actor: string,
  onProgress: JobProgress,
): Generator<void, RevertedImport, void> {
  const changes = changesOf(store, batchId);
  const batch = gather(changes);
  const kept: KeptChange[] = [];
  const standing = new Set<string>();
  for (const id of batch.made) {
    const fields = isInSight(store, id) ? builtUpon(store, id, batch) : [];
    if (fields.length > 0) standing.add(id);
    kept.push(...fields.map((field) => ({ id, field })));
    yield;
  }
  const reverted = new Set<string>();
  // Latest first, so that a record changed twice by the import goes all the way back.
  for (const [index, change] of changes.toReversed().entries()) {
    const drafts: DraftOperation[] = [];
    for (const operation of change.operations) {
      const { recordId, field } = operation;
      if (standing.has(recordId)) continue;
      if (batch.made.has(recordId)) {
        if (bringsIntoSight(operation) && isInSight(store, recordId))
          drafts.push(deletionOf(store.ledger, recordId));
        continue;
      }
      const inverse = inverseOf(store.ledger, operation);
      if (inverse) drafts.push(inverse);
      else if (isChangedSince(store, operation, batch)) kept.push({ id: recordId, field });
    }
    if (drafts.length > 0) {
      drafts.push(...missingStageSteps(store.ledger, drafts));
      store.append({ origin: 'undo', actor, undoes: change.id }, drafts);
      for (const { recordId } of drafts) reverted.add(recordId);
    }
    if (index % 50 === 0) onProgress('write', index / changes.length);
    yield;
  }
  if (reverted.size === 0) throw new MusubiError('NOTHING_TO_UNDO', { changeId: batchId });
  return { reverted: reverted.size, kept };
}

interface ImportedChange {
  readonly id: string;
  readonly sequence: number;
  readonly operations: readonly Operation[];
}

function changesOf(store: Store, batchId: string): ImportedChange[] {
  return store.statements
    .all<{ id: string; sequence: number }>(
      `SELECT id, sequence FROM change WHERE batch = ? AND origin = 'import' ORDER BY sequence`,
      batchId,
    )
    .map((change) => ({ ...change, operations: store.ledger.operationsOfChange(change.id) }));
}

function gather(changes: readonly ImportedChange[]): ImportedBatch {
  const operations = changes.flatMap((change) => change.operations);
  return {
    first: changes[0]?.sequence ?? 0,
    operationIds: new Set(operations.map(({ id }) => id)),
    byRecord: Map.groupBy(operations, ({ recordId }) => recordId),
    made: new Set(operations.filter(bringsIntoSight).map(({ recordId }) => recordId)),
  };
}

/** Making a record, or bringing one back that an earlier import had made. */
function bringsIntoSight(operation: Operation): boolean {
  return operation.field === kindField || (operation.field === deletedField && operation.value === null);
}

function isInSight(store: Store, id: string): boolean {
  return store.statements.get('SELECT 1 FROM record WHERE id = ? AND deleted_at IS NULL', id) !== undefined;
}

/** Whether somebody else's value stands where the import wrote; another row of the import is no edit. */
function isChangedSince(store: Store, operation: Operation, batch: ImportedBatch): boolean {
  const { recordId, field } = operation;
  if (operation.action === 'remove') return false;
  const heads = store.ledger.fieldHeads(recordId, field);
  if (operation.action === 'add') {
    const text = canonicalJson(operation.value);
    return !heads.some((head) => canonicalJson(head.value) === text);
  }
  return heads.some((head) => !batch.operationIds.has(head.id));
}
