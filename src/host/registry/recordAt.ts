import type { Moment, RecordAt } from '#contract/schemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { headsOf } from '#core/ledger/headsOf.ts';
import type { Operation } from '#core/ledger/operation.ts';
import { referencedIds } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { differences, restoringPatch } from '#core/records/restoringPatch.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { readLabels } from '#db/queries/records.ts';
import { type RecordState, recordState } from '#db/recordState.ts';
import type { Statements } from '#db/statements.ts';
import type { Store } from '#db/store.ts';
import type { WriteResult } from './writer.ts';
import { type ChangeContext, RegistryWriter } from './writer.ts';

/** Which changes had been made at a moment. By a time, those that were made by then, wherever that was. */
interface Bound {
  readonly condition: string;
  readonly parameter: string | number;
}

function boundOf(statements: Statements, moment: Moment): Bound {
  if ('at' in moment) return { condition: 'change.at <= ?', parameter: new Date(moment.at).toISOString() };
  const found = statements.get<{ sequence: number }>(
    'SELECT sequence FROM change WHERE id = ?',
    moment.changeId,
  );
  if (!found) throw new MusubiError('NOT_FOUND', { changeId: moment.changeId });
  return { condition: 'change.sequence <= ?', parameter: found.sequence };
}

interface PastState {
  readonly state: RecordState;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The state that follows from a record's operations up to a moment; undefined before there was the record. */
function stateAt(statements: Statements, id: string, moment: Moment): PastState | undefined {
  const bound = boundOf(statements, moment);
  const rows = statements.all<{
    id: string;
    field: string;
    action: Operation['action'];
    value: string | null;
    previous: string | null;
    value_hash: string | null;
    at: string;
  }>(
    `SELECT operation.id, operation.field, operation.action, operation.value, operation.previous,
            operation.value_hash, change.at
     FROM operation JOIN change ON change.sequence = operation.change
     WHERE operation.record_id = ? AND ${bound.condition}`,
    id,
    bound.parameter,
  );
  const redacted = new Set(rows.filter((row) => row.value_hash !== null).map((row) => row.id));
  const heads = headsOf(
    rows.map((row) => ({
      id: row.id,
      recordId: id,
      field: row.field,
      action: row.action,
      value: row.value === null ? null : JSON.parse(row.value),
      previous: row.previous === null ? [] : (JSON.parse(row.previous) as string[]),
    })),
  );
  const state = recordState(
    id,
    heads.filter((head) => !redacted.has(head.id)),
  );
  const times = rows.map((row) => row.at).sort();
  return state && { state, createdAt: times[0] ?? '', updatedAt: times.at(-1) ?? '' };
}

/**
 * A record as the log says it was.
 * @throws MusubiError NOT_FOUND for an unknown record or change
 */
export function readRecordAt(store: Store, id: string, moment: Moment): RecordAt {
  const now = recordState(id, store.ledger.heads(id));
  if (!now) throw new MusubiError('NOT_FOUND', { id });
  const past = stateAt(store.statements, id, moment);
  if (!past) return { differences: [], labels: {} };
  const record = recordOf(past);
  const found = differences(now.kind, past.state.values, now.values);
  const present = { ...record, ...now.values } as RegistryRecord;
  const ids = [...referencedIds(record), ...referencedIds(present)];
  const labels = Object.fromEntries(
    [...readLabels(store.statements, ids)].map(([target, { kind, label }]) => [target, { kind, label }]),
  );
  return { record: record as unknown as RecordAt['record'], differences: found, labels };
}

function recordOf({ state, createdAt, updatedAt }: PastState): RegistryRecord {
  const { id, kind, visibility, values, deletedAt } = state;
  return {
    sources: [],
    ...values,
    id,
    kind,
    visibility,
    createdAt,
    updatedAt,
    ...(deletedAt ? { deletedAt } : {}),
  } as RegistryRecord;
}

/**
 * Makes a record, or some fields of it, again what it was, as a new change. A record that was removed since, and
 * is restored as a whole, comes back.
 * @throws MusubiError NOT_FOUND when there was no such record yet, INVALID_INPUT for links to what is gone
 */
export function restoreState(
  store: Store,
  request: { id: string; moment: Moment; fields?: readonly string[] | undefined },
  context: ChangeContext,
): WriteResult {
  const { id, moment, fields } = request;
  return store.write(() => {
    const now = recordState(id, store.ledger.heads(id));
    const past = now && stateAt(store.statements, id, moment)?.state;
    if (!past || past.kind !== now.kind) throw new MusubiError('NOT_FOUND', { id });
    const writer = new RegistryWriter(store);
    const drafts: DraftOperation[] = writer.draftPatch(
      now,
      restoringPatch(now.kind, past.values, now.values, fields),
    );
    if (!fields && now.deletedAt && !past.deletedAt) drafts.push(writer.draftRestoration(id));
    if (drafts.length === 0) return { id, changeId: null };
    return { id, changeId: store.append({ origin: 'hand', actor: context.actor }, drafts).id };
  });
}
