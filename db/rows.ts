import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { tableOf, toColumn } from './columns.ts';
import { FieldRefresh, type Learnt } from './fieldRefresh.ts';
import type { Ledger } from './ledger.ts';
import { type Link, linksOf } from './links.ts';
import { answersOthers, refreshCompleteness, refreshListValues, removeListValues } from './listValues.ts';
import { labelOf, type RecordState, recordState } from './recordState.ts';
import type { SearchIndex } from './searchIndex.ts';
import { sortNamesOf } from './sortNames.ts';
import type { Statements } from './statements.ts';

interface Stamps {
  created_at: string;
  created_by: string;
  created_how: string;
  updated_at: string;
  updated_by: string;
  updated_how: string;
}

const noIds: ReadonlySet<string> = new Set();

/** Makes rows from the log. The only writer of record, kind and link tables. */
export class Rows {
  readonly #statements: Statements;
  readonly #ledger: Ledger;
  readonly #search: SearchIndex;
  readonly #fields: FieldRefresh;

  constructor(statements: Statements, ledger: Ledger, search: SearchIndex) {
    this.#statements = statements;
    this.#ledger = ledger;
    this.#search = search;
    this.#fields = new FieldRefresh(statements, ledger, search);
  }

  /**
   * Brings the row of a record in step with its heads.
   * @param renamed whether a name changed, so that records that link here must be found by it
   * @param isTextLater whether its text waits for `refreshStale`, which every search calls first
   * @param learnt what the log has learnt of it since the row was made; without it all of the row is made anew
   */
  refresh(id: string, renamed: boolean, isTextLater = false, learnt?: Learnt) {
    if (learnt && !renamed && this.#fields.refresh(id, learnt, isTextLater)) return;
    const state = recordState(id, this.#ledger.heads(id));
    let known = this.#statements.get<{ row: number; kind: KindName; isRemoved: number }>(
      'SELECT row, kind, deleted_at IS NOT NULL AS isRemoved FROM record WHERE id = ?',
      id,
    );
    const answeredBefore = known && !known.isRemoved ? this.#answered(id, known.kind) : noIds;
    // Withdrawn from this device, or two devices chose the same id for different things.
    if (known && known.kind !== state?.kind) {
      this.#removeRow(id, known.row);
      known = undefined;
    }
    if (!state) {
      for (const other of answeredBefore) refreshCompleteness(this.#statements, other);
      return;
    }
    const row = known ? known.row : this.#insertRecord(state);
    if (known) this.#updateRecord(row, state);
    this.#writeKindRow(state, known !== undefined);
    const links = linksOf(state);
    this.#writeLinks(state.id, links, known !== undefined);
    refreshListValues(this.#statements, state.kind, row, known === undefined);
    const answered = new Set(
      state.deletedAt
        ? []
        : links.filter(({ field }) => answersOthers(state.kind, field)).map(({ toId }) => toId),
    );
    for (const other of new Set([...answered, ...answeredBefore]))
      if (answered.has(other) !== answeredBefore.has(other)) refreshCompleteness(this.#statements, other);
    if (state.deletedAt) this.#search.remove(row);
    else if (isTextLater) this.#search.putTextLater(row, state, links, renamed || !known);
    else this.#search.put(row, state, links, known === undefined);
    // A new record may be what earlier ones already pointed to.
    if (renamed || !known) this.#search.markLinkingStale(id);
  }

  /** What a record that is there answers a question to by pointing to it. */
  #answered(id: string, kind: KindName): ReadonlySet<string> {
    const links = this.#statements.all<{ field: string; toId: string }>(
      'SELECT field, to_id AS toId FROM link WHERE from_id = ?',
      id,
    );
    return new Set(links.filter(({ field }) => answersOthers(kind, field)).map(({ toId }) => toId));
  }

  #removeRow(id: string, row: number) {
    this.#search.remove(row);
    this.#search.markLinkingStale(id);
    removeListValues(this.#statements, row);
    this.#statements.run('DELETE FROM record WHERE row = ?', row);
  }

  /** How many records wait to be indexed. */
  countStale(): number {
    return this.#statements.get<{ n: number }>('SELECT count(*) AS n FROM search_stale')?.n ?? 0;
  }

  /** Indexes again what waits for it, such as what pointed to renamed records. @returns how many were done */
  refreshStale(limit: number): number {
    const stale = this.#statements.all<{ row: number; id: string }>(
      `SELECT search_stale.row, record.id FROM search_stale JOIN record ON record.row = search_stale.row
       ORDER BY search_stale.row LIMIT ?`,
      limit,
    );
    // All out, then all in, by rising rows: the full-text index writes what it has gathered whenever a row is not greater
    // than the one before, and with one row after the other it wrote a part for each record. All names before the texts
    // that show them.
    this.#search.gathering(() => {
      for (const { row } of stale) this.#search.remove(row);
      const visible = stale.flatMap(({ row, id }) => {
        const state = recordState(id, this.#ledger.heads(id));
        return state && !state.deletedAt ? [{ row, state, links: linksOf(state) }] : [];
      });
      for (const { row, state, links } of visible) this.#search.putNames(row, state, links);
      for (const { row, state, links } of visible) this.#search.putText(row, state, links);
    });
    for (const { row } of stale) this.#statements.run('DELETE FROM search_stale WHERE row = ?', row);
    return stale.length;
  }

  /**
   * Indexes visible records into an empty index: all names first, for they are in the texts of what links to them.
   * Yields after each record the share that is done, 0 … 1.
   */
  *indexing(
    records: readonly { readonly row: number; readonly id: string }[],
  ): Generator<number, void, void> {
    let done = 0;
    for (const step of ['putNames', 'putText'] as const)
      for (const { row, id } of records) {
        const state = recordState(id, this.#ledger.heads(id));
        if (state && !state.deletedAt) this.#search[step](row, state, linksOf(state));
        done += 1;
        yield done / (2 * records.length);
      }
  }

  #insertRecord(state: RecordState): number {
    const { lastInsertRowid } = this.#statements.run(
      `INSERT INTO record (id, kind, visibility, confidence, remarks, sources, label, sort_japanese, sort_latin,
         date, fiscal_year, latitude, longitude,
         created_at, created_by, created_how, updated_at, updated_by, updated_how, deleted_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      state.id,
      state.kind,
      ...this.#recordColumns(state),
    );
    return Number(lastInsertRowid);
  }

  #updateRecord(row: number, state: RecordState) {
    this.#statements.run(
      `UPDATE record SET visibility = ?, confidence = ?, remarks = ?, sources = ?, label = ?,
         sort_japanese = ?, sort_latin = ?, date = ?, fiscal_year = ?, latitude = ?, longitude = ?,
         created_at = ?, created_by = ?, created_how = ?, updated_at = ?, updated_by = ?, updated_how = ?,
         deleted_at = ?
       WHERE row = ?`,
      ...this.#recordColumns(state),
      row,
    );
  }

  #recordColumns(state: RecordState): (string | number | null)[] {
    const { values } = state;
    const definition = definitionOf(state.kind);
    const label = labelOf(state);
    const stamps = this.#stamps(state.id);
    const reading = definition.reading ? (values[definition.reading] as string | undefined) : undefined;
    const plain = (field: string | undefined) =>
      field === undefined ? null : ((values[field] as string | number) ?? null);
    const { japanese, latin } = sortNamesOf(label, reading);
    const place = values.place as { lat?: number; lon?: number } | undefined;
    return [
      state.visibility,
      plain('confidence'),
      toColumn('json', values.remarks),
      toColumn('json', values.sources),
      JSON.stringify(label),
      japanese,
      latin,
      plain(definition.date),
      plain(definition.fiscalYear),
      (values.lat as number | undefined) ?? place?.lat ?? null,
      (values.lon as number | undefined) ?? place?.lon ?? null,
      stamps.created_at,
      stamps.created_by,
      stamps.created_how,
      stamps.updated_at,
      stamps.updated_by,
      stamps.updated_how,
      state.deletedAt ?? null,
    ];
  }

  #stamps(id: string): Stamps {
    // By their time, not by their arrival: devices that have the same operations show the same times.
    const touching = (direction: 'ASC' | 'DESC') =>
      this.#statements.get<{ at: string; actor: string; origin: string }>(
        `SELECT change.at, change.actor, change.origin FROM operation
         JOIN change ON change.sequence = operation.change
         WHERE operation.record_id = ? ORDER BY change.at ${direction}, change.id ${direction} LIMIT 1`,
        id,
      );
    const first = touching('ASC');
    const last = touching('DESC');
    if (!first || !last) throw new Error(`record ${id} has no operations`);
    return {
      created_at: first.at,
      created_by: first.actor,
      created_how: first.origin,
      updated_at: last.at,
      updated_by: last.actor,
      updated_how: last.origin,
    };
  }

  #writeKindRow(state: RecordState, exists: boolean) {
    const { table, columns } = tableOf(state.kind);
    const values = columns.map(({ field, stored }) => toColumn(stored, state.values[field]));
    if (exists) {
      const assignments = columns.map(({ column }) => `"${column}" = ?`).join(', ');
      this.#statements.run(`UPDATE ${table} SET ${assignments} WHERE id = ?`, ...values, state.id);
    } else {
      const names = columns.map(({ column }) => `"${column}"`).join(', ');
      this.#statements.run(
        `INSERT INTO ${table} (id, ${names}) VALUES (?${', ?'.repeat(columns.length)})`,
        state.id,
        ...values,
      );
    }
  }

  #writeLinks(id: string, links: readonly Link[], exists: boolean) {
    if (exists) this.#statements.run('DELETE FROM link WHERE from_id = ?', id);
    for (const link of links) {
      this.#statements.run(
        'INSERT OR IGNORE INTO link (from_id, field, to_id, role) VALUES (?, ?, ?, ?)',
        id,
        link.field,
        link.toId,
        link.role,
      );
    }
  }
}
