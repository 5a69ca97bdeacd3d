import { MusubiError } from '#core/errors/musubiError.ts';
import { isListType, type KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { ChangeOrigin } from '#core/ledger/operation.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';
import { type PlannedOperation, planPatch } from '#core/ledger/planPatch.ts';
import {
  runsBackwards,
  type StageEntry,
  stageEntries,
  withStageHistory,
} from '#core/projects/stageHistory.ts';
import { isRecordId, type Problem, validateRecord } from '#core/records/validateRecord.ts';
import { finish } from '#db/finish.ts';
import type { AppendedChange, DraftOperation } from '#db/ledger.ts';
import { linksOf } from '#db/links.ts';
import { findRecord, readLabels } from '#db/queries/records.ts';
import { type RecordState, recordState } from '#db/recordState.ts';
import type { Store } from '#db/store.ts';
import { checkTaxonomy } from './checkTaxonomy.ts';
import { draftsOf } from './drafts.ts';
import { deletionOf, inverseOf } from './inverse.ts';
import { createRecordId } from './recordId.ts';
import { missingStageSteps, stageMoment } from './stageSteps.ts';

export interface ChangeContext {
  readonly actor: string;
  readonly origin?: ChangeOrigin;
  readonly batch?: string;
  /** The language that a plain string in a multilingual field is in. */
  readonly language: string;
}

/** Something that was written as asked but is worth a second look. */
export interface WriteWarning {
  readonly reason: 'stageDateBackwards';
  readonly path: string;
  /** The date that was written, and the latest one that was there before. */
  readonly value: string;
  readonly latest: string;
}

export interface WriteResult {
  readonly id: string;
  /** null when the record already was what was asked for. */
  readonly changeId: string | null;
  readonly warnings?: WriteWarning[];
}

type Values = Readonly<Record<string, unknown>>;

export interface Undone {
  readonly changeId: string;
  /** What was changed again since and keeps its newer value. */
  readonly kept: { recordId: string; field: string }[];
}

/** Everything that a person, an import or a script does to records ends here, as operations. */
export class RegistryWriter {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param wantedId an id to keep, as when an export is read back; otherwise a new one is made */
  create(kind: KindName, input: unknown, context: ChangeContext, wantedId?: string): WriteResult {
    const values = validateRecord(kind, input, 'create', context.language);
    if (wantedId !== undefined && !isRecordId(wantedId)) {
      throw new MusubiError('INVALID_INPUT', {
        kind,
        problems: [{ path: 'id', reason: 'notReference', value: wantedId }],
      });
    }
    return this.#store.write(() => {
      const id = wantedId ?? createRecordId();
      if (findRecord(this.#store.statements, id)) throw new MusubiError('CONFLICT', { id, reason: 'exists' });
      const complete = { visibility: definitionOf(kind).defaultVisibility, ...values };
      const written = withSteps(kind, {}, complete);
      const planned = planPatch(kind, {}, written);
      this.#checkReferences({ id, kind, visibility: 'private', values: complete });
      if (isByHand(context)) checkTaxonomy(this.#store.statements, kind, id, complete, undefined);
      const drafts: DraftOperation[] = [
        { recordId: id, field: kindField, action: 'set', value: kind, previous: [] },
        ...planned.flatMap((operation) => this.#draft(id, operation)),
      ];
      return { id, changeId: this.#append(drafts, context).id, ...backwardSteps(kind, {}, written) };
    });
  }

  patch(id: string, input: unknown, context: ChangeContext): WriteResult {
    return this.#store.write(() => {
      const state = this.#state(id);
      const values = validateRecord(state.kind, input, 'patch', context.language);
      const written = withSteps(state.kind, state.values, values);
      if (isByHand(context)) checkTaxonomy(this.#store.statements, state.kind, id, values, state.values.type);
      const drafts = this.draftPatch(state, values, written);
      if (drafts.length === 0) return { id, changeId: null };
      const { id: changeId } = this.#append(drafts, context);
      return { id, changeId, ...backwardSteps(state.kind, state.values, written) };
    });
  }

  /**
   * What a patch comes to, as operations that are not yet written; none when nothing differs.
   * @param values validated
   * @throws MusubiError INVALID_INPUT for a reference to a record that is not there
   */
  draftPatch(
    state: RecordState,
    values: Values,
    written = withSteps(state.kind, state.values, values),
  ): DraftOperation[] {
    const planned = planPatch(state.kind, state.values, written);
    if (planned.length > 0) this.#checkReferences({ ...state, values });
    return planned.flatMap((operation) => this.#draft(state.id, operation));
  }

  /**
   * Adds and takes away members of a list field, against what the field holds at this moment rather than what a screen
   * was drawn from.
   * @throws MusubiError UNKNOWN_FIELD, INVALID_INPUT for a field that is no list
   */
  amend(
    id: string,
    field: string,
    { add, remove }: { readonly add: readonly unknown[]; readonly remove: readonly unknown[] },
    context: ChangeContext,
  ): WriteResult {
    return this.#store.write(() => {
      const { kind, values } = this.#state(id);
      const definition = Object.hasOwn(fieldsOf(kind), field) ? fieldsOf(kind)[field] : undefined;
      if (definition && !isListType(definition.type)) {
        throw new MusubiError('INVALID_INPUT', { kind, problems: [{ path: field, reason: 'notList' }] });
      }
      const gone = new Set(remove.map(canonicalJson));
      const current = (values[field] ?? []) as readonly unknown[];
      const kept = current.filter((member) => !gone.has(canonicalJson(member)));
      return this.patch(id, { [field]: [...kept, ...add] }, context);
    });
  }

  /** Takes a record out of sight; it can be restored, and nothing of it is lost. */
  remove(id: string, context: ChangeContext): WriteResult {
    return this.#store.write(() => {
      const state = this.#state(id);
      if (state.deletedAt) return { id, changeId: null };
      return { id, changeId: this.#append([deletionOf(this.#store.ledger, id)], context).id };
    });
  }

  restore(id: string, context: ChangeContext): WriteResult {
    return this.#store.write(() => {
      if (!this.#state(id).deletedAt) return { id, changeId: null };
      return { id, changeId: this.#append([this.draftRestoration(id)], context).id };
    });
  }

  draftRestoration(id: string): DraftOperation {
    const previous = this.#headIds(id, deletedField);
    return { recordId: id, field: deletedField, action: 'set', value: null, previous };
  }

  /** Makes the value of one head the only one: an offered correction taken, or a conflict settled. */
  settle(id: string, field: string, operationId: string, context: ChangeContext): WriteResult {
    return this.#store.write(() => {
      const heads = this.#store.ledger.fieldHeads(id, field);
      const chosen = heads.find((head) => head.id === operationId && head.action === 'set');
      if (!chosen) throw new MusubiError('NOT_FOUND', { id, field, operationId });
      if (heads.length < 2) return { id, changeId: null };
      const draft: DraftOperation = {
        recordId: id,
        field,
        action: 'set',
        value: chosen.value,
        previous: heads.map((head) => head.id),
      };
      const drafts = [draft, ...missingStageSteps(this.#store.ledger, [draft])];
      return { id, changeId: this.#append(drafts, context).id };
    });
  }

  /**
   * The inverse of a change, as a new change. What was changed again since keeps its newer value.
   * @throws MusubiError NOT_FOUND for an unknown change, NOTHING_TO_UNDO when nothing of it still stands
   */
  undo(changeId: string, context: ChangeContext): Undone {
    return this.#store.write(() => finish(this.undoing(changeId, context)));
  }

  /** The same in steps, for a change of thousands of records; the caller holds the transaction. */
  *undoing(changeId: string, context: ChangeContext): Generator<void, Undone, void> {
    const { ledger } = this.#store;
    const operations = ledger.operationsOfChange(changeId);
    if (operations.length === 0) throw new MusubiError('NOT_FOUND', { changeId });
    const drafts: DraftOperation[] = [];
    const kept: { recordId: string; field: string }[] = [];
    const created = new Set(
      operations.filter((operation) => operation.field === kindField).map((operation) => operation.recordId),
    );
    for (const recordId of created) {
      if (!this.#state(recordId).deletedAt) drafts.push(deletionOf(ledger, recordId));
      yield;
    }
    for (const operation of operations) {
      if (created.has(operation.recordId)) continue;
      const inverse = inverseOf(ledger, operation);
      if (inverse) drafts.push(inverse);
      else kept.push({ recordId: operation.recordId, field: operation.field });
      yield;
    }
    if (drafts.length === 0) throw new MusubiError('NOTHING_TO_UNDO', { changeId });
    drafts.push(...missingStageSteps(ledger, drafts));
    const header = { origin: 'undo', actor: context.actor, undoes: changeId } as const;
    const change = yield* this.#store.appending(header, drafts);
    return { changeId: change.id, kept };
  }

  #draft(id: string, planned: PlannedOperation): DraftOperation[] {
    return draftsOf(this.#store.ledger, id, planned);
  }

  #headIds(id: string, field: string): string[] {
    return this.#store.ledger.fieldHeads(id, field).map((head) => head.id);
  }

  #state(id: string): RecordState {
    const state = recordState(id, this.#store.ledger.heads(id));
    if (!state) throw new MusubiError('NOT_FOUND', { id });
    return state;
  }

  /** A typed reference must point to a record that is there; what arrives by sync may come in any order. */
  #checkReferences(state: RecordState) {
    const links = linksOf(state);
    const known = readLabels(
      this.#store.statements,
      links.map((link) => link.toId),
    );
    const problems: Problem[] = links
      .filter((link) => !known.has(link.toId))
      .map((link) => ({ path: link.field, reason: 'unknownReference', value: link.toId }));
    if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { kind: state.kind, problems });
  }

  #append(drafts: readonly DraftOperation[], context: ChangeContext): AppendedChange {
    const { actor, origin = 'hand', batch } = context;
    return this.#store.append({ actor, origin, ...(batch ? { batch } : {}) }, drafts);
  }
}

/** What a person writes has to fit together at once; what is imported may come in any order. */
function isByHand({ origin = 'hand' }: ChangeContext): boolean {
  return origin === 'hand';
}

/** Every change of a project's stage is dated and kept, whether or not its author wrote it down. */
function withSteps(kind: KindName, current: Values, patch: Values): Values {
  return kind === 'project' ? withStageHistory(current, patch, stageMoment()) : patch;
}

/** New steps that are dated before one that was there: perhaps meant, so written, but said. */
function backwardSteps(kind: KindName, current: Values, written: Values): { warnings?: WriteWarning[] } {
  if (kind !== 'project' || !written.stageHistory) return {};
  const known = new Set(stageEntries(current.stageHistory).map(canonicalJson));
  const warnings: WriteWarning[] = [];
  const before: StageEntry[] = [];
  for (const entry of stageEntries(written.stageHistory)) {
    const latest = known.has(canonicalJson(entry)) ? undefined : runsBackwards(before, entry.date);
    if (latest !== undefined && entry.date !== undefined)
      warnings.push({ reason: 'stageDateBackwards', path: 'stageHistory', value: entry.date, latest });
    before.push(entry);
  }
  return warnings.length > 0 ? { warnings } : {};
}
