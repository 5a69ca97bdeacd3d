import { kindField } from '#core/ledger/operation.ts';
import { planPatch } from '#core/ledger/planPatch.ts';
import type { DraftOperation } from '#db/ledger.ts';
import { tidySearchIndex } from '#db/searchVersion.ts';
import type { Store } from '#db/store.ts';
import type { SyntheticRecord } from './syntheticRecords.ts';

const recordsPerChange = 500;
const changesPerTransaction = 20;

export interface Filling {
  readonly records: number;
  readonly operations: number;
  /** Writing, and joining the parts of the search index afterwards. */
  readonly milliseconds: number;
  readonly processor: number;
}

/**
 * Writes records as an import does: operations appended to the log, rows and index made from them, a
 * change for every 500 records, and several changes to a transaction.
 */
export function fillRegistry(
  store: Store,
  records: Iterable<SyntheticRecord>,
  onProgress: (records: number) => void = () => {},
): Filling {
  const started = performance.now();
  const usage = process.cpuUsage();
  let operations = 0;
  let written = 0;
  const pending: SyntheticRecord[] = [];
  const flush = () => {
    store.write(() => {
      while (pending.length > 0) {
        const drafts = pending.splice(0, recordsPerChange).flatMap(draftsOf);
        store.append({ origin: 'import', actor: 'synthetic', batch: 'synthetic' }, drafts);
        operations += drafts.length;
      }
    });
    onProgress(written);
  };
  for (const record of records) {
    pending.push(record);
    written += 1;
    if (pending.length === recordsPerChange * changesPerTransaction) flush();
  }
  if (pending.length > 0) flush();
  tidySearchIndex(store);
  const { user, system } = process.cpuUsage(usage);
  return {
    records: written,
    operations,
    milliseconds: performance.now() - started,
    processor: (user + system) / 1000,
  };
}

/** The operations of a new record, in the shape in which the writer of the host makes them. */
export function draftsOf(record: SyntheticRecord): DraftOperation[] {
  const planned = planPatch(record.kind, {}, record.values);
  return [
    { recordId: record.id, field: kindField, action: 'set', value: record.kind, previous: [] },
    ...planned.map((operation): DraftOperation => {
      if (operation.action === 'remove') throw new Error('a new record has nothing to remove');
      return {
        recordId: record.id,
        field: operation.field,
        action: operation.action,
        value: operation.value,
        previous: [],
      };
    }),
  ];
}
