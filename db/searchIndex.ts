import type { Visibility } from '#core/kinds/choices.ts';
import type { SearchRole } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { isNarrower, withoutHidden } from '#core/records/audience.ts';
import { fold } from '#core/search/fold.ts';
import type { Link } from './links.ts';
import type { RecordState } from './recordState.ts';
import { pairedIndexText } from './searchPairs.ts';
import { textsOf } from './searchText.ts';
import type { Statements } from './statements.ts';

/** Longest folded name kept for whole-field and prefix matches; a longer one is found by its words. */
const longestKey = 500;

/** FTS5 joins that many parts of its index at a time as it is written; its own default. */
const partsJoined = 4;

type Column = SearchRole | 'related';

/** Keeps the full-text index in step with the rows, inside the same transaction. */
export class SearchIndex {
  readonly #statements: Statements;
  #isPaused = false;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Goes through the steps while nothing is indexed; the index is to be made anew after them, in the same transaction. */
  *pausing<Step, Result>(steps: Generator<Step, Result, void>): Generator<Step, Result, void> {
    this.#isPaused = true;
    try {
      return yield* steps;
    } finally {
      this.#isPaused = false;
    }
  }

  /**
   * Runs `work`, which indexes many records, without joining the parts of the full-text index after each: the writes that
   * follow, and the next tidying, join them little by little.
   */
  gathering<Result>(work: () => Result): Result {
    const join = (parts: number) =>
      this.#statements.run(`INSERT INTO search_text (search_text, rank) VALUES ('automerge', ${parts})`);
    join(0);
    const result = work();
    join(partsJoined);
    return result;
  }

  remove(row: number) {
    if (this.#isPaused) return;
    this.#statements.run('DELETE FROM search_text WHERE rowid = ?', row);
    this.#statements.run('DELETE FROM search_key WHERE row = ?', row);
  }

  /** (Re)indexes one visible record. Names of linked records are found too, with less weight. */
  put(row: number, state: RecordState, links: readonly Link[], isNew: boolean) {
    if (this.#isPaused) return;
    if (!isNew) this.remove(row);
    this.putNames(row, state, links);
    this.putText(row, state, links);
  }

  /**
   * Its names now, for the texts of others show them, and its text before the next search: a record that changes many
   * times in a row, as when another device's edits arrive, is indexed once.
   */
  putTextLater(row: number, state: RecordState, links: readonly Link[], renamed: boolean) {
    if (this.#isPaused) return;
    if (renamed) {
      this.#statements.run('DELETE FROM search_key WHERE row = ?', row);
      this.putNames(row, state, links);
    }
    this.markTextStale(row);
  }

  /** The text of a record, and not its names, has changed: it is indexed again before the next search. */
  markTextStale(row: number) {
    if (this.#isPaused) return;
    this.#statements.run('INSERT OR IGNORE INTO search_stale (row) VALUES (?)', row);
  }

  /** First half for a record that is not in the index: its names, which the texts of others show. */
  putNames(row: number, state: RecordState, links: readonly Link[]) {
    if (definitionOf(state.kind).tool) return;
    const { values } = this.#shown(state, links);
    const keys = new Set<string>();
    for (const [field, definition] of Object.entries(fieldsOf(state.kind))) {
      if (definition.search !== 'title' && definition.search !== 'alias') continue;
      for (const text of textsOf(definition, values[field])) {
        const key = fold(text);
        if (key && key.length <= longestKey) keys.add(key);
      }
    }
    for (const key of keys)
      this.#statements.run('INSERT OR IGNORE INTO search_key (key, row) VALUES (?, ?)', key, row);
  }

  /** Second half: its text, with the names of what it links to. */
  putText(row: number, state: RecordState, links: readonly Link[]) {
    if (definitionOf(state.kind).tool) return;
    const columns: Record<Column, string[]> = { title: [], alias: [], place: [], body: [], related: [] };
    const fields = fieldsOf(state.kind);
    const { hidden, values } = this.#shown(state, links);
    for (const [field, definition] of Object.entries(fields)) {
      if (!definition.search) continue;
      columns[definition.search].push(...textsOf(definition, values[field]));
    }
    for (const link of links) {
      if (!hidden.has(link.toId))
        columns[fields[link.field]?.search ?? 'related'].push(...this.#namesOf(link.toId));
    }
    this.#statements.run(
      'INSERT INTO search_text (rowid, title, alias, place, body, related) VALUES (?, ?, ?, ?, ?, ?)',
      row,
      ...(['title', 'alias', 'place', 'body', 'related'] as const).map((column) =>
        pairedIndexText(columns[column].join(' \n ')),
      ),
    );
  }

  /** What names a record that fewer people may see stays out, or its name would find this one. */
  #shown(state: RecordState, links: readonly Link[]) {
    const hidden = new Set(links.filter((link) => this.#isHidden(link.toId, state)).map((link) => link.toId));
    const values =
      hidden.size > 0 ? withoutHidden(state.kind, state.values, (id) => hidden.has(id)) : state.values;
    return { hidden, values };
  }

  /** Records whose text shows the name of this one must be indexed again; done before the next search. */
  markLinkingStale(recordId: string) {
    if (this.#isPaused) return;
    const linking = this.#statements.all<{ row: number }>(
      `SELECT record.row FROM link JOIN record ON record.id = link.from_id
       WHERE link.to_id = ? AND record.deleted_at IS NULL`,
      recordId,
    );
    // Row by row: a statement that may write several rows opens a savepoint, at which the full-text index
    // would write out what it has gathered, once per record of an import.
    for (const { row } of linking)
      this.#statements.run('INSERT OR IGNORE INTO search_stale (row) VALUES (?)', row);
  }

  #isHidden(id: string, state: RecordState): boolean {
    const target = this.#statements.get<{ visibility: Visibility }>(
      'SELECT visibility FROM record WHERE id = ?',
      id,
    );
    return target !== undefined && isNarrower(target.visibility, state.visibility);
  }

  /** Names of a linked record, folded already. */
  #namesOf(id: string): string[] {
    return this.#statements
      .all<{ key: string }>(
        'SELECT search_key.key FROM record JOIN search_key ON search_key.row = record.row WHERE record.id = ?',
        id,
      )
      .map((found) => found.key);
  }
}

/** Fields whose change alters how other records are found. */
export function isNamingField(kind: RecordState['kind'], field: string): boolean {
  const definition = definitionOf(kind).fields[field];
  return definition?.search === 'title' || definition?.search === 'alias' || field === 'visibility';
}
