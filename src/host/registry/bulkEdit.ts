import type { BulkEdit, BulkResult, Condition } from '#contract/schemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { isListType, type KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { type Problem, validateRecord } from '#core/records/validateRecord.ts';
import { finish } from '#db/finish.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { type RecordState, recordState } from '#db/recordState.ts';
import type { Store } from '#db/store.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import type { HostServices } from '../services.ts';
import { checkTaxonomy } from './checkTaxonomy.ts';
import { deletionOf } from './inverse.ts';
import { longTransaction } from './longTransaction.ts';
import { RegistryReader } from './reader.ts';
import { RegistryWriter } from './writer.ts';

export interface BulkRequest {
  readonly kind: KindName;
  /** Either these records, or all that match when the edit is made. */
  readonly ids?: readonly string[] | undefined;
  readonly matching?:
    | { readonly where: readonly Condition[]; readonly except: readonly string[] }
    | undefined;
  readonly edit: BulkEdit;
  readonly language: string;
}

/** Up to this many records an edit is done before anybody would see its progress. */
const doneAtOnce = 100;
/** Problems that are named; of ten thousand alike the first few say it all. */
const mostProblems = 50;
const checkShare = 0.4;

/**
 * One edit of many records, as one change with one way back. Each record is checked first; when one stands in the
 * way nothing is written.
 * @throws MusubiError INVALID_INPUT naming field or records, UNKNOWN_FIELD, CANCELLED, STORAGE_…
 */
export async function editMany(
  services: HostServices,
  request: BulkRequest,
  options: { signal?: AbortSignal | undefined; onProgress?: JobProgress } = {},
): Promise<BulkResult> {
  const patch = checkedPatch(request);
  const begin = (store: Store, onProgress: JobProgress) =>
    editing(store, request, patch, services.actor, onProgress);
  if (sizeOf(services.reader, request) > doneAtOnce) return longTransaction(services, begin, options);
  return services.store.write(() => finish(begin(services.store, () => {})));
}

function sizeOf(reader: RegistryReader, request: BulkRequest): number {
  return request.ids?.length ?? reader.list({ ...listOf(request), limit: 0, facets: [] }).total;
}

/** The records of the edit, looked up where it is written: nobody can add to them in between. */
function recordsOf(store: Store, request: BulkRequest): readonly string[] {
  if (request.ids) return [...new Set(request.ids)];
  return new RegistryReader(store.statements).ids({ ...listOf(request), limit: Number.MAX_SAFE_INTEGER });
}

function listOf({ kind, matching, edit, language }: BulkRequest) {
  const { where = [], except = [] } = matching ?? {};
  const removed = edit.type === 'restore';
  return { kind, where, except, removed, language, offset: 0, audience: 'private' as const };
}

/** The value or members to write, checked once for all records; nothing for what needs none. */
function checkedPatch({ kind, edit, language }: BulkRequest): unknown {
  if (edit.type === 'remove' || edit.type === 'restore') return undefined;
  const value = edit.type === 'set' ? edit.value : edit.members;
  const checked = validateRecord(kind, { [edit.field]: value ?? null }, 'patch', language)[edit.field];
  const definition = fieldsOf(kind)[edit.field];
  if (edit.type !== 'set' && !(definition && isListType(definition.type))) {
    throw new MusubiError('INVALID_INPUT', { kind, problems: [{ path: edit.field, reason: 'notAList' }] });
  }
  return checked;
}

function* editing(
  store: Store,
  request: BulkRequest,
  patch: unknown,
  actor: string,
  onProgress: JobProgress,
): Generator<void, BulkResult, void> {
  const { kind, edit } = request;
  const writer = new RegistryWriter(store);
  const wanted = recordsOf(store, request);
  const problems: Problem[] = [];
  const drafts: DraftOperation[] = [];
  let changed = 0;
  for (const [index, id] of wanted.entries()) {
    const state = recordState(id, store.ledger.heads(id));
    const reason = hindrance(state, kind, edit);
    if (!state || reason) {
      if (problems.length < mostProblems) problems.push({ path: id, reason: reason ?? 'recordUnknown' });
    } else if (problems.length === 0) {
      const own = draftsFor(writer, store, state, edit, patch);
      if (own.length > 0) changed += 1;
      drafts.push(...own);
    }
    if (index % 50 === 0) onProgress('check', (index / wanted.length) * checkShare);
    yield;
  }
  if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { kind, problems });
  const unchanged = wanted.length - changed;
  if (drafts.length === 0) return { changeId: null, changed, unchanged };
  const steps = store.appending({ origin: 'hand', actor }, drafts);
  // One step for each operation, and one for each row that follows from them.
  const whole = drafts.length + changed;
  for (let done = 0; ; done += 1) {
    const step = steps.next();
    if (step.done) return { changeId: step.value.id, changed, unchanged };
    if (done % 50 === 0) onProgress('write', checkShare + (done / whole) * (1 - checkShare));
    yield;
  }
}

/** Why a record cannot be part of the edit. */
function hindrance(
  state: RecordState | undefined,
  kind: KindName,
  edit: BulkEdit,
): Problem['reason'] | undefined {
  if (!state) return 'recordUnknown';
  if (state.kind !== kind) return 'recordOfOtherKind';
  return state.deletedAt && edit.type !== 'restore' && edit.type !== 'remove' ? 'recordRemoved' : undefined;
}

function draftsFor(
  writer: RegistryWriter,
  store: Store,
  state: RecordState,
  edit: BulkEdit,
  patch: unknown,
): DraftOperation[] {
  switch (edit.type) {
    case 'remove':
      return state.deletedAt ? [] : [deletionOf(store.ledger, state.id)];
    case 'restore':
      return state.deletedAt ? [writer.draftRestoration(state.id)] : [];
    case 'set':
      checkTaxonomy(store.statements, state.kind, state.id, { [edit.field]: patch }, state.values.type);
      return writer.draftPatch(state, { [edit.field]: patch });
    default: {
      const now = (state.values[edit.field] ?? []) as unknown[];
      const members = (patch ?? []) as unknown[];
      const named = new Set(members.map(canonicalJson));
      const next =
        edit.type === 'add'
          ? [...now, ...members]
          : now.filter((member) => !named.has(canonicalJson(member)));
      if (edit.type === 'add')
        checkTaxonomy(store.statements, state.kind, state.id, { [edit.field]: next }, state.values.type);
      return writer.draftPatch(state, { [edit.field]: next });
    }
  }
}
