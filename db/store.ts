import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { baseField } from '#core/ledger/fieldState.ts';
import { kindField } from '#core/ledger/operation.ts';
import { finish } from './finish.ts';
import { type AppendedChange, type ChangeHeader, type DraftOperation, Ledger } from './ledger.ts';
import { areListValuesCurrent, rebuildingListValues } from './listValues.ts';
import { type OpenOptions, openRegistryFile, type RegistryDatabase } from './open.ts';
import { Rows } from './rows.ts';
import { isNamingField, SearchIndex } from './searchIndex.ts';
import { areSortNamesCurrent, rebuildingSortNames } from './sortNames.ts';
import { Statements } from './statements.ts';
import { isStorageFailure, storageError } from './storageError.ts';
import { requireRead } from './unread.ts';

/** Records that are indexed together: some tenths of a second. */
const staleStep = 250;

/** A field of a record of which something was written to the log. */
export interface Touched {
  readonly recordId: string;
  readonly field: string;
  /**
   * Sequence of the change that a new operation belongs to; null where nothing was added, as when a value was withdrawn.
   * Without it the whole row is made anew.
   */
  readonly change?: number | null | undefined;
}

/** One open registry file: the log, the rows made from it, and the index, written together or not at all. */
export class Store {
  readonly path: string;
  readonly database: RegistryDatabase;
  readonly statements: Statements;
  readonly ledger: Ledger;
  readonly rows: Rows;
  readonly search: SearchIndex;
  #isHeld = false;
  #isIndexedAtEnd = false;

  /** @param options with `listsLater` the caller brings the lists in step itself, and can say before that it takes time */
  constructor(options: OpenOptions & { readonly listsLater?: boolean }) {
    this.path = options.path;
    this.database = openRegistryFile(options);
    this.statements = new Statements(this.database);
    this.ledger = new Ledger(this.statements);
    this.search = new SearchIndex(this.statements);
    this.rows = new Rows(this.statements, this.ledger, this.search);
    if (!options.readOnly && !options.listsLater) this.#bringListsInStep();
  }

  /**
   * Runs `work` as one transaction that takes the write lock at once.
   * @throws MusubiError for what the disk or another process refuses; nothing is half-applied
   */
  write<Result>(work: () => Result): Result {
    if (this.#isHeld) throw new MusubiError('STORAGE_LOCKED', { path: this.path });
    try {
      return this.database.inTransaction ? work() : this.database.transaction(work).immediate();
    } catch (cause) {
      throw isStorageFailure(cause) ? storageError(cause, this.path) : cause;
    }
  }

  /**
   * Refuses writes here at once while another connection of this process holds the write lock for a long
   * transaction. Waiting for that lock would stop the very work that is to release it.
   * @returns what ends it
   */
  hold(): () => void {
    if (this.#isHeld) throw new MusubiError('STORAGE_LOCKED', { path: this.path });
    this.#isHeld = true;
    return () => {
      this.#isHeld = false;
    };
  }

  /**
   * Appends a change and brings every row that it touches in step.
   * @throws MusubiError SYNC_UPDATE_NEEDED for a record that a newer version of the app has changed
   */
  append(header: ChangeHeader, drafts: readonly DraftOperation[]): AppendedChange {
    return this.write(() => finish(this.appending(header, drafts)));
  }

  /** The same in steps, for a change of thousands of records; the caller holds the transaction. */
  *appending(header: ChangeHeader, drafts: readonly DraftOperation[]): Generator<void, AppendedChange, void> {
    // What comes with the app, or says once more what stands, replaces nothing unseen.
    if (header.origin !== 'bundled' && header.origin !== 'merge') {
      requireRead(this.statements, new Set(drafts.map(({ recordId }) => recordId)));
    }
    const change = yield* this.ledger.appending(header, drafts);
    // One that came with its id may have been there before, in another change.
    const hasKnown = drafts.some(({ id }) => id !== undefined);
    yield* this.refreshing(
      change.operations.map(({ recordId, field }) => ({
        recordId,
        field,
        change: hasKnown ? undefined : change.sequence,
      })),
    );
    return change;
  }

  /**
   * Takes in operations that every device which finds them writes alike: under their own ids, without a salt of their
   * own, and as what came from elsewhere.
   */
  appendForeign(
    change: { readonly id: string; readonly actor: string },
    operations: readonly (DraftOperation & { readonly id: string })[],
  ) {
    this.write(() => {
      const known = this.statements.get<{ sequence: number }>(
        'SELECT sequence FROM change WHERE id = ?',
        change.id,
      );
      const sequence =
        known?.sequence ??
        this.ledger.insertChange({ ...change, origin: 'sync', at: new Date().toISOString() });
      this.refresh(
        operations.map((operation) => ({
          recordId: operation.recordId,
          field: operation.field,
          change: this.ledger.insertOperation(sequence, operation, null) ? sequence : null,
        })),
      );
    });
  }

  /**
   * Brings rows in step with what has just been written to the log.
   * @param isTextLater whether the search index follows before the next search only
   */
  refresh(touched: readonly Touched[], isTextLater?: boolean) {
    finish(this.refreshing(touched, isTextLater));
  }

  /**
   * Goes through the steps of a change of many records, and puts what they changed into the search index when all of it
   * is written: each record once, however often it was touched, and in the order in which the index takes least. The
   * caller holds the transaction. Each step says which share of the indexing is done: 0 while the work goes on.
   */
  *indexingAtEnd<Result>(steps: Generator<void, Result, void>): Generator<number, Result, void> {
    this.#isIndexedAtEnd = true;
    let result: Result;
    try {
      for (;;) {
        const step = steps.next();
        if (step.done) {
          result = step.value;
          break;
        }
        yield 0;
      }
    } finally {
      this.#isIndexedAtEnd = false;
    }
    const whole = this.rows.countStale();
    for (let done = 0; done < whole; yield Math.min(1, done / whole))
      done += this.rows.refreshStale(staleStep);
    return result;
  }

  /** The same in steps, one for each row; the caller holds the transaction. */
  *refreshing(touched: readonly Touched[], isTextLater = this.#isIndexedAtEnd): Generator<void, void, void> {
    const records = new Map<
      string,
      { renamed: boolean; fields: Set<string>; changes: Set<number>; isWhole: boolean }
    >();
    for (const { recordId, field, change } of touched) {
      let record = records.get(recordId);
      if (!record) {
        record = { renamed: false, fields: new Set(), changes: new Set(), isWhole: false };
        records.set(recordId, record);
      }
      record.renamed ||= !record.fields.has(field) && this.#renames(recordId, field);
      record.fields.add(field);
      if (typeof change === 'number') record.changes.add(change);
      record.isWhole ||= change === undefined;
    }
    for (const [id, { renamed, isWhole, ...learnt }] of records) {
      this.rows.refresh(id, renamed, isTextLater, isWhole ? undefined : learnt);
      yield;
    }
  }

  close() {
    this.database.close();
  }

  /** False for a file from a version that kept no such lines, or others. */
  get areListsInStep(): boolean {
    return areListValuesCurrent(this.statements) && areSortNamesCurrent(this.statements);
  }

  /** Makes the lines that long lists are read from, where they are missing: some seconds for 100,000 records, once. */
  #bringListsInStep() {
    try {
      if (this.areListsInStep) return;
      this.write(() => finish(this.bringingListsInStep()));
    } catch (cause) {
      this.close();
      throw isStorageFailure(cause) ? storageError(cause, this.path) : cause;
    }
  }

  /** The same in steps, each with the share that is done, 0 … 1; the caller holds the transaction. */
  *bringingListsInStep(): Generator<number, void, void> {
    // Another process may have done it meanwhile.
    const parts: Generator<number, void, void>[] = [];
    if (!areSortNamesCurrent(this.statements)) parts.push(rebuildingSortNames(this.statements));
    if (!areListValuesCurrent(this.statements)) parts.push(rebuildingListValues(this.statements));
    for (const [place, part] of parts.entries())
      for (const share of part) yield (place + share) / parts.length;
  }

  #renames(recordId: string, field: string): boolean {
    if (field === kindField) return false;
    const kind = this.statements.get<{ kind: KindName }>(
      'SELECT kind FROM record WHERE id = ?',
      recordId,
    )?.kind;
    return kind !== undefined && (isNamingField(kind, baseField(field)) || field.startsWith('__'));
  }
}
