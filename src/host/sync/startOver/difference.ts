import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';
import { type SyncClass, syncClasses } from '#core/sync/syncClass.ts';
import { firstUnbundledId, labelOf, type RecordState, recordState } from '#db/recordState.ts';
import type { Store } from '#db/store.ts';
import type { EndpointCopy } from './endpointCopy.ts';

export interface DifferingRecord {
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap;
  readonly where: 'here' | 'there' | 'differs';
  /** Of one that differs: the fields; `__deleted` where it is removed on one side. */
  readonly fields: readonly string[];
  /** Whether something that was written here and never sent is part of the difference. */
  readonly isUnsent: boolean;
}

/** How this device and an endpoint differ, record by record; what is private is no part of it. */
export interface Difference {
  readonly here: number;
  readonly there: number;
  readonly differing: number;
  /** Records of this device alone, which never leave it. */
  readonly private: number;
  /** Changes written here that the endpoint does not have. */
  readonly unsent: number;
  /** The first ones, with how many more there are. */
  readonly records: readonly DifferingRecord[];
  readonly more: number;
}

const mostRecords = 100;

/** @param unsent operations that were written here and never sent */
export function differenceOf(
  own: Store,
  { store: copy, classes }: EndpointCopy,
  unsent: readonly Unsent[],
): Difference {
  const isCompared = (state: RecordState | undefined) =>
    state !== undefined && classes.some((tenant) => tenant === state.visibility);
  const withUnsent = new Set(unsent.map(({ recordId }) => recordId));
  const counts = { here: 0, there: 0, differs: 0 };
  const records: DifferingRecord[] = [];
  const ids = new Set([...editedRecords(own), ...editedRecords(copy)]);
  for (const id of [...ids].sort()) {
    const [here, there] = [own, copy].map((store) => recordState(id, store.ledger.heads(id)));
    if (!isCompared(here) && !isCompared(there)) continue;
    const state = here ?? there;
    // Of what one side has removed before the other heard of it there is nothing to show.
    if (!state || (!(here && there) && state.deletedAt)) continue;
    const fields = here && there ? differingFields(here, there) : [];
    if (here && there && fields.length === 0) continue;
    const where = !there ? 'here' : !here ? 'there' : 'differs';
    counts[where]++;
    if (records.length < mostRecords)
      records.push({
        id,
        kind: state.kind,
        label: labelOf(state),
        where,
        fields,
        isUnsent: withUnsent.has(id),
      });
  }
  const all = counts.here + counts.there + counts.differs;
  return {
    here: counts.here,
    there: counts.there,
    differing: counts.differs,
    private:
      own.statements.get<{ n: number }>(
        "SELECT count(*) AS n FROM record WHERE visibility = 'private' AND deleted_at IS NULL",
      )?.n ?? 0,
    unsent: new Set(unsent.map(({ change }) => change)).size,
    records,
    more: all - records.length,
  };
}

function editedRecords({ statements }: Store): string[] {
  return statements
    .all<{ id: string }>(
      'SELECT DISTINCT record_id AS id FROM operation INDEXED BY operation_record WHERE id >= ?',
      firstUnbundledId,
    )
    .map(({ id }) => id);
}

function differingFields(here: RecordState, there: RecordState): string[] {
  const fields = [...new Set([...Object.keys(here.values), ...Object.keys(there.values)])].filter(
    (field) => canonicalJson(here.values[field]) !== canonicalJson(there.values[field]),
  );
  if (here.visibility !== there.visibility && !fields.includes('visibility')) fields.push('visibility');
  if ((here.deletedAt === undefined) !== (there.deletedAt === undefined)) fields.push(deletedField);
  if (here.kind !== there.kind) fields.push(kindField);
  return fields.sort();
}

/** An operation that was written here and that no tenant of any endpoint has acknowledged. */
export interface Unsent {
  readonly id: string;
  readonly change: number;
  readonly recordId: string;
}

/**
 * What was written here and no endpoint has acknowledged, of records that are not private.
 * @param endpoint the one to start over with: what was numbered for it and not acknowledged counts as not sent
 */
export function unsentHere(own: Store, endpoint: number): Unsent[] {
  return own.statements
    .all<Unsent & { visibility: string | null }>(
      `SELECT operation.id, operation.change, operation.record_id AS recordId, record.visibility
       FROM operation JOIN change ON change.sequence = operation.change
       LEFT JOIN record ON record.id = operation.record_id
       WHERE change.origin NOT IN ('bundled', 'sync') AND operation.erased = 0 AND NOT EXISTS (
         SELECT 1 FROM sync_operation AS place JOIN sync_space ON sync_space.id = place.space
         WHERE place.operation_id = operation.id
           AND NOT (sync_space.endpoint = ? AND place.slot = sync_space.slot AND place.number > coalesce(
             (SELECT number FROM sync_position AS read WHERE read.space = place.space AND read.slot = place.slot), 0)))
       ORDER BY operation.id`,
      endpoint,
    )
    .filter(({ visibility }) => syncClasses.some((tenant: SyncClass) => tenant === visibility))
    .map(({ id, change, recordId }) => ({ id, change, recordId }));
}

/** The same without what stands at the endpoint although its acknowledgement never came. */
export function unsentOperations(own: Store, copy: Store, endpoint: number): Unsent[] {
  return unsentHere(own, endpoint).filter(
    ({ id }) => copy.statements.get('SELECT 1 FROM operation WHERE id = ?', id) === undefined,
  );
}
