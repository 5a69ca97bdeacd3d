import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { Statements } from '../statements.ts';
import { fieldValues } from './fieldValues.ts';

export type GroupValue = string | number | boolean | null;

export interface Group {
  /** null: not known. */
  readonly value: GroupValue;
  readonly count: number;
}

/** A whole list as the keys of its rows, in order; 400 kB for 100,000 records. */
export interface ListOrder {
  readonly rows: Int32Array;
  /** With a grouping: its groups in order, whose rows follow each other. */
  readonly groups?: readonly Group[];
}

/** Lists that are scrolled through at the same time: two windows, and the one before "back". */
const mostKept = 4;

/**
 * Orders of lists that are being scrolled through. Without them each page far down would sort or walk the whole
 * list again. An order is good until anything in the file changes, by whichever connection.
 */
export class ListOrders {
  readonly #statements: Statements;
  readonly #kept = new Map<string, ListOrder>();
  #version = '';

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  get(key: string, read: () => ListOrder): ListOrder {
    const version = this.#fileVersion();
    if (version !== this.#version) {
      this.#kept.clear();
      this.#version = version;
    }
    const order = this.#kept.get(key) ?? read();
    this.#kept.delete(key);
    this.#kept.set(key, order);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return order;
  }

  /** Changes with every write: `total_changes` with those of this connection, `data_version` with all others. */
  #fileVersion(): string {
    const own = this.#statements.get<{ n: number }>('SELECT total_changes() AS n')?.n;
    const others = this.#statements.get<{ data_version: number }>('PRAGMA data_version')?.data_version;
    return `${own} ${others}`;
  }
}

export interface OrderSql {
  /** FROM and WHERE. */
  readonly from: string;
  readonly where: string;
  readonly parameters: readonly unknown[];
  readonly order: string;
}

/** Reads the order of a list; `group` puts equal values together, each group in the list's own order. */
export function readOrder(
  statements: Statements,
  sql: OrderSql,
  grouping?: { kind: KindName; field: string; language: string; descending: boolean },
): ListOrder | undefined {
  if (!grouping) {
    const select = `SELECT record.row ${sql.from} WHERE ${sql.where} ORDER BY ${sql.order}`;
    const rows = statements
      .prepare(select)
      .pluck(true)
      .all(...sql.parameters) as number[];
    return { rows: Int32Array.from(rows) };
  }
  const values = fieldValues(grouping.kind, grouping.field, grouping.language);
  if (!values) return undefined;
  const select = `SELECT record.row, ${values.value} ${sql.from} ${values.join} WHERE ${sql.where} ORDER BY ${sql.order}`;
  const groups = new Map<string | number | null, number[]>();
  const found = statements
    .prepare(select)
    .raw(true)
    .all(...sql.parameters) as [number, string | number | null][];
  for (const [row, value] of found) {
    const own = groups.get(value);
    if (own) own.push(row);
    else groups.set(value, [row]);
  }
  const inOrder = orderOfGroups(statements, grouping, values.type, [...groups.keys()]);
  return {
    rows: Int32Array.from(inOrder.flatMap((value) => groups.get(value) ?? [])),
    groups: inOrder.map((value) => ({
      value: values.type === 'boolean' && value !== null ? value === 1 : value,
      count: groups.get(value)?.length ?? 0,
    })),
  };
}

/** Choices as declared, records by name, years from the latest; what is not known comes last. */
function orderOfGroups(
  statements: Statements,
  grouping: { kind: KindName; field: string; language: string; descending: boolean },
  type: 'reference' | 'boolean' | 'plain' | 'year',
  values: (string | number | null)[],
): (string | number | null)[] {
  const known = values.filter((value) => value !== null);
  const rank = ranks(statements, grouping, type, known);
  known.sort((a, b) => rank(a, b));
  if (grouping.descending) known.reverse();
  return values.length > known.length ? [...known, null] : known;
}

function ranks(
  statements: Statements,
  { kind, field, language }: { kind: KindName; field: string; language: string },
  type: 'reference' | 'boolean' | 'plain' | 'year',
  values: readonly (string | number)[],
): (a: string | number, b: string | number) => number {
  const definition = fieldsOf(kind)[field];
  const plain = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  if (type === 'year' || definition?.type === 'integer' || type === 'boolean') return (a, b) => plain(b, a);
  const choices = definition && 'choices' in definition ? definition.choices : undefined;
  if (choices && type === 'plain') {
    const places = new Map<string | number, number>(choices.map((choice, place) => [choice, place]));
    return (a, b) => (places.get(a) ?? choices.length) - (places.get(b) ?? choices.length) || plain(a, b);
  }
  if (type === 'reference') {
    const name = language === 'ja' ? 'sort_japanese' : 'sort_latin';
    const rows = statements.all<{ id: string; name: string }>(
      `SELECT record.id, record.${name} AS name FROM json_each(?) AS wanted JOIN record ON record.id = wanted.value`,
      JSON.stringify(values),
    );
    const names = new Map<string | number, string>(rows.map((row) => [row.id, row.name]));
    return (a, b) => plain(names.get(a) ?? '\u{10ffff}', names.get(b) ?? '\u{10ffff}') || plain(a, b);
  }
  return plain;
}
