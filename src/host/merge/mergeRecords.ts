import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { planPatch } from '#core/ledger/planPatch.ts';
import { type MergeChoices, mergedPatch } from '#core/merge/mergeFields.ts';
import { fixedLinksTo, redirect } from '#core/merge/redirect.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { readRecord } from '#db/queries/records.ts';
import type { Store } from '#db/store.ts';
import { draftsOf } from '../registry/drafts.ts';
import { deletionOf } from '../registry/inverse.ts';

export interface MergeRequest {
  readonly keepId: string;
  readonly otherId: string;
  /** By path, as `mergeFields` names them; what is not named is done as suggested. */
  readonly choices: MergeChoices;
}

export interface MergeResult {
  readonly id: string;
  readonly changeId: string;
  /** Records that pointed to the other one and point to the kept one now. */
  readonly moved: number;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Makes one record of two, in one change: the kept one takes what was chosen, everything that pointed to the other
 * one points to it, and the other one is removed with its history kept. Undoing that change undoes all of it.
 * @throws MusubiError NOT_FOUND, MERGE_DIFFERENT for one record twice or two kinds, MERGE_FIXED for a record that
 *   a choice of the program stands for
 */
export function mergeRecords(store: Store, request: MergeRequest, actor: string): MergeResult {
  const { keepId, otherId, choices } = request;
  return store.write(() => {
    const keep = presentRecord(store, keepId);
    const other = presentRecord(store, otherId);
    if (keepId === otherId || keep.kind !== other.kind) {
      throw new MusubiError('MERGE_DIFFERENT', { keepId, otherId });
    }
    const linking = linkingRecords(store, otherId).filter(({ id }) => id !== keepId);
    const fixed = linking.find(({ kind, values }) => fixedLinksTo(kind, values, otherId).length > 0);
    if (fixed) throw new MusubiError('MERGE_FIXED', { id: otherId, keepId, by: fixed.id });
    const drafts: DraftOperation[] = patchDrafts(
      store,
      keep.kind,
      keepId,
      keep,
      keptPatch(keep, other, choices),
    );
    for (const { id, kind, values } of linking) {
      const patch = redirect(kind, id, values, { from: otherId, to: keepId });
      drafts.push(...patchDrafts(store, kind, id, values, patch));
    }
    const deletion = deletionOf(store.ledger, otherId);
    drafts.push({ ...deletion, value: { ...(deletion.value as object), into: keepId } });
    const change = store.append({ origin: 'merge', actor }, drafts);
    return { id: keepId, changeId: change.id, moved: linking.length };
  });
}

/** What the kept record becomes, with no reference to the other one or to itself. */
function keptPatch(keep: RegistryRecord, other: RegistryRecord, choices: MergeChoices): Values {
  const { kind, id } = keep;
  const own = mergedPatch(kind, keep, other, choices);
  const merged = patched(kind, { ...keep }, own);
  const moved = redirect(kind, id, merged, { from: other.id, to: id });
  const after = patched(kind, merged, moved);
  const written = Object.fromEntries(Object.keys({ ...own, ...moved }).map((field) => [field, after[field]]));
  const fromItself = redirect(kind, id, written, { from: id, to: id });
  return patched(kind, patched(kind, own, moved), fromItself);
}

/** Values, or a patch, with a further patch laid over it: maps by language or key are merged key by key. */
function patched(kind: KindName, values: Values, patch: Values): Values {
  const output: Record<string, unknown> = { ...values };
  for (const [field, value] of Object.entries(patch)) {
    const type = fieldsOf(kind)[field]?.type;
    const byKey = type === 'languageText' || type === 'choiceMap' || type === 'languageTextLists';
    output[field] = byKey ? { ...(values[field] as object | undefined), ...(value as object) } : value;
  }
  return output;
}

function presentRecord(store: Store, id: string): RegistryRecord {
  const record = readRecord(store.statements, id);
  if (!record || record.deletedAt) throw new MusubiError('NOT_FOUND', { id });
  return record;
}

function linkingRecords(store: Store, id: string): { id: string; kind: KindName; values: Values }[] {
  return store.statements
    .all<{ id: string; kind: KindName }>(
      `SELECT DISTINCT record.id, record.kind FROM link JOIN record ON record.id = link.from_id
       WHERE link.to_id = ? AND record.deleted_at IS NULL ORDER BY record.id`,
      id,
    )
    .map((row) => ({ ...row, values: { ...readRecord(store.statements, row.id) } }));
}

function patchDrafts(
  store: Store,
  kind: KindName,
  id: string,
  values: Values,
  patch: Values,
): DraftOperation[] {
  return planPatch(kind, values, patch).flatMap((planned) => draftsOf(store.ledger, id, planned));
}
