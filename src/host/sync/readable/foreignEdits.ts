import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { Head } from '#core/ledger/fieldState.ts';
import { type PlannedOperation, planPatch } from '#core/ledger/planPatch.ts';
import { validateRecord } from '#core/records/validateRecord.ts';
import {
  foreignChangeId,
  foreignOperationId,
  foreignPatch,
  type ReadableStamp,
  urbanOsActor,
} from '#core/sync/readable.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { linksOf } from '#db/links.ts';
import { findRecord } from '#db/queries/records.ts';
import type { Store } from '#db/store.ts';
import { missingStageSteps } from '#host/registry/stageSteps.ts';
import { digest } from '../digest.ts';

/** A value that others wrote and this registry does not take. */
export interface RefusedValue {
  readonly field: string;
  readonly value: unknown;
}

export interface ForeignEdits {
  readonly drafts: readonly (DraftOperation & { readonly id: string })[];
  readonly refused: readonly RefusedValue[];
}

/**
 * What others changed in an entity, as operations: each names what its author saw there, and has an id that follows from
 * that, so that every device that finds the edit writes the same operation.
 * @param said the operations and fields of the entity when it was stamped
 * @param says its fields now
 */
export function foreignEdits(
  store: Store,
  record: { readonly id: string; readonly kind: KindName },
  stamp: ReadableStamp,
  said: { readonly heads: readonly Head[]; readonly fields: Readonly<Record<string, unknown>> },
  says: Readonly<Record<string, unknown>>,
): ForeignEdits {
  const { id: recordId, kind } = record;
  const after = stamp.last || ([...stamp.heads].sort().at(-1) ?? '');
  const drafts: (DraftOperation & { id: string })[] = [];
  const refused: RefusedValue[] = [];
  for (const [field, value] of Object.entries(foreignPatch(kind, said.fields, says))) {
    const valid = validated(store, record, { [field]: value });
    if (!valid) {
      refused.push({ field, value });
      continue;
    }
    for (const planned of planPatch(kind, said.fields, valid)) {
      const content = { recordId, ...operationOf(planned, said.heads) };
      drafts.push({ ...content, id: foreignOperationId(digest, after, content) });
    }
  }
  return { drafts, refused };
}

/**
 * Takes them into the log, as what has arrived from elsewhere.
 * @returns how many the log did not have
 */
export function takeForeignEdits(
  store: Store,
  drafts: readonly (DraftOperation & { readonly id: string })[],
): number {
  const fresh = drafts.filter(
    ({ id }) => store.statements.get('SELECT 1 FROM operation WHERE id = ?', id) === undefined,
  );
  if (fresh.length === 0) return 0;
  const steps = missingStageSteps(store.ledger, fresh).map((step) => ({
    ...step,
    id: foreignOperationId(digest, fresh[0]?.id ?? '', step),
  }));
  const all = [...fresh, ...steps];
  const changeId = foreignChangeId(
    digest,
    fresh.map(({ id }) => id),
  );
  store.appendForeign({ id: changeId, actor: urbanOsActor }, all);
  return fresh.length;
}

function operationOf(
  planned: PlannedOperation,
  heads: readonly Head[],
): Pick<DraftOperation, 'field' | 'action' | 'value' | 'previous'> {
  const { field, action } = planned;
  if (action === 'add') return { field, action, value: planned.value, previous: [] };
  const own = heads.filter((head) => head.field === field);
  if (action === 'set') return { field, action, value: planned.value, previous: own.map(({ id }) => id) };
  const text = canonicalJson(planned.member);
  const named = own.filter((head) => canonicalJson(head.value) === text);
  return { field, action, value: null, previous: named.map(({ id }) => id) };
}

/** The patch as a person's would be taken; undefined when it would be refused. */
function validated(
  store: Store,
  { id, kind }: { readonly id: string; readonly kind: KindName },
  patch: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  try {
    const values = validateRecord(kind, patch, 'patch', 'en');
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const links = linksOf({ id, kind, visibility: 'private', values: given });
    return links.every(({ toId }) => findRecord(store.statements, toId)) ? values : undefined;
  } catch (cause) {
    if (cause instanceof MusubiError) return undefined;
    throw cause;
  }
}
