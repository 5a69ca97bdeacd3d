import type { KindDefinition } from '#core/kinds/defineKind.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { baseField, fieldValue } from '#core/ledger/fieldState.ts';
import { deletedField } from '#core/ledger/operation.ts';
import { isPlausibleValue } from '#core/ledger/plausibleValue.ts';
import { tableOf, toColumn } from './columns.ts';
import type { Ledger } from './ledger.ts';
import { type Link, linksOfField } from './links.ts';
import { answersOthers, bearsOnCompleteness, refreshCompleteness, refreshFieldValues } from './listValues.ts';
import type { SearchIndex } from './searchIndex.ts';
import type { Statements } from './statements.ts';

/** What the log has learnt of a record since its row was made. */
export interface Learnt {
  /** Paths of fields: `name/ja`. */
  readonly fields: ReadonlySet<string>;
  /** Sequences of the changes that the new operations belong to; none where values were only taken away. */
  readonly changes: ReadonlySet<number>;
}

interface KnownRow {
  readonly row: number;
  readonly kind: KindName;
  readonly created_at: string;
  readonly updated_at: string;
}

interface ChangedField {
  readonly name: string;
  readonly definition: FieldDefinition;
  readonly value: unknown;
  /** Undefined where they are what they were. */
  readonly links: { readonly before: readonly Link[]; readonly after: readonly Link[] } | undefined;
}

/** With more fields than this the whole row is made anew, which then costs no more. */
const mostFields = 6;

/**
 * Brings the few fields of a row in step that the log has learnt something about: what the whole row would become, at
 * a tenth of the cost. Fields that more follows from than their own column (class, name, place, removal) are not for it.
 */
export class FieldRefresh {
  readonly #statements: Statements;
  readonly #ledger: Ledger;
  readonly #search: SearchIndex;

  constructor(statements: Statements, ledger: Ledger, search: SearchIndex) {
    this.#statements = statements;
    this.#ledger = ledger;
    this.#search = search;
  }

  /**
   * @param isTextLater whether its text may wait for the next search
   * @returns false when the whole row has to be made anew; then nothing was written
   */
  refresh(id: string, { fields, changes }: Learnt, isTextLater: boolean): boolean {
    const names = new Set([...fields].map(baseField));
    if (names.size > mostFields) return false;
    // A removal says which operations it saw: whether the record shows follows from all heads then.
    const known = this.#statements.get<KnownRow>(
      `SELECT row, kind, created_at, updated_at FROM record WHERE id = ? AND deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM head WHERE record_id = record.id AND field = '${deletedField}')`,
      id,
    );
    if (!known) return false;
    const definition = definitionOf(known.kind);
    if ([...names].some((name) => isFarReaching(definition, name))) return false;
    const stamps = this.#stamps(known, changes);
    if (!stamps) return false;
    const changed = [...names].flatMap((name) => this.#read(id, known.kind, name) ?? []);
    const isTextChanged = changed.some((field) => field.definition.search !== undefined || field.links);
    if (isTextChanged && !isTextLater) return false;
    for (const field of changed) this.#write(id, known, definition, field);
    if (changed.some(({ name }) => bearsOnCompleteness(known.kind, name)))
      refreshCompleteness(this.#statements, id);
    for (const [sql, ...values] of stamps) this.#statements.run(sql, ...values, known.row);
    if (isTextChanged) this.#search.markTextStale(known.row);
    return true;
  }

  /** @returns undefined for a field that only a newer version knows */
  #read(id: string, kind: KindName, name: string): ChangedField | undefined {
    const definition = fieldsOf(kind)[name];
    if (!definition) return undefined;
    const heads = this.#ledger
      .baseFieldHeads(id, name)
      .filter((head) => isPlausibleValue(definition, head.field, head.value));
    const value = heads.length > 0 ? (fieldValue(definition, heads) ?? undefined) : undefined;
    const after = linksOfField(id, name, definition, value);
    const before = this.#statements.all<Link>(
      'SELECT field, to_id AS toId, role FROM link WHERE from_id = ? AND field = ?',
      id,
      name,
    );
    return { name, definition, value, links: isSame(before, after) ? undefined : { before, after } };
  }

  #write(id: string, { row, kind }: KnownRow, definition: KindDefinition, field: ChangedField) {
    const { table, columns } = tableOf(kind);
    const { name, value, links } = field;
    const own = columns.find((column) => column.field === name);
    if (own) {
      this.#statements.run(
        `UPDATE ${table} SET "${own.column}" = ? WHERE id = ?`,
        toColumn(own.stored, value),
        id,
      );
    }
    for (const [column, stored] of recordColumns(definition, name))
      this.#statements.run(`UPDATE record SET ${column} = ? WHERE row = ?`, toColumn(stored, value), row);
    refreshFieldValues(this.#statements, kind, row, name);
    if (!links) return;
    this.#statements.run('DELETE FROM link WHERE from_id = ? AND field = ?', id, name);
    for (const link of links.after) {
      this.#statements.run(
        'INSERT OR IGNORE INTO link (from_id, field, to_id, role) VALUES (?, ?, ?, ?)',
        id,
        name,
        link.toId,
        link.role,
      );
    }
    if (!answersOthers(kind, name)) return;
    for (const other of new Set([...links.before, ...links.after].map(({ toId }) => toId)))
      refreshCompleteness(this.#statements, other);
  }

  /**
   * What the times of the record become, as statements that lack the row.
   * @returns undefined where two changes have the same time, so that all of them must be looked at
   */
  #stamps(known: KnownRow, changes: ReadonlySet<number>): [string, ...unknown[]][] | undefined {
    const touching = [...changes].flatMap(
      (sequence) =>
        this.#statements.get<{ at: string; actor: string; origin: string }>(
          'SELECT at, actor, origin FROM change WHERE sequence = ?',
          sequence,
        ) ?? [],
    );
    const times = [known.created_at, known.updated_at, ...touching.map(({ at }) => at)];
    if (new Set(times).size < touching.length + new Set(times.slice(0, 2)).size) return undefined;
    const statements: [string, ...unknown[]][] = [];
    const sorted = touching.sort((a, b) => (a.at < b.at ? -1 : 1));
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (first && first.at < known.created_at) {
      statements.push([
        'UPDATE record SET created_at = ?, created_by = ?, created_how = ? WHERE row = ?',
        first.at,
        first.actor,
        first.origin,
      ]);
    }
    if (last && last.at > known.updated_at) {
      statements.push([
        'UPDATE record SET updated_at = ?, updated_by = ?, updated_how = ? WHERE row = ?',
        last.at,
        last.actor,
        last.origin,
      ]);
    }
    return statements;
  }
}

/** More than its own column follows from it: who sees the record, its name in every list, or its place on the map. */
function isFarReaching(definition: KindDefinition, name: string): boolean {
  const { label, reading, fields } = definition;
  const search = fields[name]?.search;
  return (
    name.startsWith('__') ||
    ['visibility', 'fileName', 'place', 'lat', 'lon', label, reading].includes(name) ||
    search === 'title' ||
    search === 'alias'
  );
}

/** The columns of `record` that say a field. */
function recordColumns(definition: KindDefinition, name: string): [string, 'plain' | 'json'][] {
  const columns: [string, 'plain' | 'json'][] = [];
  if (name === 'confidence') columns.push(['confidence', 'plain']);
  if (name === 'remarks' || name === 'sources') columns.push([name, 'json']);
  if (name === definition.date) columns.push(['date', 'plain']);
  if (name === definition.fiscalYear) columns.push(['fiscal_year', 'plain']);
  return columns;
}

function isSame(before: readonly Link[], after: readonly Link[]): boolean {
  const keys = (links: readonly Link[]) => links.map(({ toId, role }) => `${toId}\u0000${role}`).sort();
  const [left, right] = [keys(before), keys(after)];
  return left.length === right.length && left.every((key, index) => key === right[index]);
}
