import { isComputedField, listFieldsOf } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { Statements } from '../statements.ts';
import type { Reading } from './computedFields.ts';
import { fieldValues } from './fieldValues.ts';
import {
  type Bucket,
  highest,
  type NameColumn,
  type NamedRows,
  placeIn,
  readBuckets,
  readNamedRows,
  readSortBuckets,
} from './listRows.ts';

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

/** Up to so many rows, the wide rows themselves are read and sorted; more are sorted by what stands apart from them. */
const fewRows = 2_000;

/**
 * Orders of lists that are being scrolled through. Without them each page far down would sort or walk the whole
 * list again. An order is good until anything in the file changes, by whichever connection.
 */
export class ListOrders {
  readonly fewRows: number;
  readonly #statements: Statements;
  readonly #orders = new Map<string, ListOrder>();
  readonly #names = new Map<string, NamedRows>();
  readonly #matching = new Map<string, Int32Array>();
  #version = '';

  constructor(statements: Statements, few = fewRows) {
    this.#statements = statements;
    this.fewRows = few;
  }

  get(key: string, read: () => ListOrder): ListOrder {
    return this.#kept(this.#orders, key, read);
  }

  names(kind: KindName, name: NameColumn): NamedRows {
    return this.#kept(this.#names, `${kind} ${name}`, () => readNamedRows(this.#statements, kind, name));
  }

  /** The rows that pass a filter; for every count beside the list, which all ask the same. */
  matching(key: string, read: () => Int32Array): Int32Array {
    return this.#kept(this.#matching, key, read);
  }

  #kept<Value>(kept: Map<string, Value>, key: string, read: () => Value): Value {
    const version = this.#fileVersion();
    if (version !== this.#version) {
      this.#orders.clear();
      this.#names.clear();
      this.#matching.clear();
      this.#version = version;
    }
    const value = kept.get(key) ?? read();
    kept.delete(key);
    kept.set(key, value);
    const oldest = kept.keys().next().value;
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return value;
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

/** How the groups of a list follow each other. */
export interface Grouping extends Reading {
  readonly kind: KindName;
  readonly field: string;
  readonly language: string;
  readonly descending: boolean;
}

/** Reads the order of a list from the rows themselves. */
export function readOrder(statements: Statements, sql: OrderSql): ListOrder {
  const select = `SELECT record.row ${sql.from} WHERE ${sql.where} ORDER BY ${sql.order}`;
  const rows = statements
    .prepare(select)
    .pluck(true)
    .all(...sql.parameters) as number[];
  return { rows: Int32Array.from(rows) };
}

/** The same with equal values together, each group in the list's own order. */
export function readGroupedOrder(
  statements: Statements,
  sql: OrderSql,
  grouping: Grouping,
): ListOrder | undefined {
  const values = fieldValues(grouping.kind, grouping.field, grouping);
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
  return inGroups(statements, grouping, groups);
}

interface RowSort {
  readonly kind: KindName;
  readonly field: string;
  readonly descending: boolean;
  readonly name: NameColumn;
  readonly reading: Reading;
}

/**
 * Sorts rows without reading them: by what is kept apart of the field, then by name.
 * @param rows a list's rows in any order, all of them in `names`
 * @returns undefined for a field of which nothing is kept apart
 */
export function sortRows(
  statements: Statements,
  rows: Int32Array,
  names: NamedRows,
  sort: RowSort & { isName: boolean },
): Int32Array | undefined {
  const count = names.rows.length;
  const inNames = rows.map((row) => placeIn(names.placeOf, row)).sort();
  if (sort.isName) {
    if (sort.descending) inNames.reverse();
    return inNames.map((place) => names.rows[place] as number);
  }
  const ranks = ranksOf(statements, names, sort);
  if (!ranks) return undefined;
  // Value first, then name: as one number, which typed arrays sort fastest.
  const keys = new Float64Array(inNames).map((place) => (ranks[place] as number) * count + place).sort();
  return inNames.map((_place, index) => names.rows[(keys[index] as number) % count] as number);
}

/** By place in `names`, the place of the row's value among all values; what is not known comes last. */
function ranksOf(
  statements: Statements,
  names: NamedRows,
  { kind, field, descending, name, reading }: RowSort,
): Int32Array | undefined {
  const definition = listFieldsOf(kind)[field];
  const buckets = readSortBuckets(statements, kind, field, definition?.type, name, reading);
  if (!buckets) return undefined;
  const known = buckets.filter((bucket): bucket is Bucket => bucket.value !== null);
  const isRecordsOwn = field === 'visibility' || field === 'confidence';
  if (definition?.type === 'choice' && !isRecordsOwn && !isComputedField(kind, field)) {
    const places = new Map<string | number, number>(
      definition.choices.map((choice, place) => [choice, place]),
    );
    const placeOf = ({ value }: Bucket) => places.get(value) ?? definition.choices.length;
    return ranksBy(names, known, placeOf, definition.choices.length, descending);
  }
  let rank = -1;
  let last: string | number | undefined;
  const next = ({ value }: Bucket) => {
    if (value !== last) rank += 1;
    last = value;
    return rank;
  };
  return ranksBy(names, known, next, known.length, descending);
}

function ranksBy(
  names: NamedRows,
  buckets: readonly Bucket[],
  rankOf: (bucket: Bucket) => number,
  most: number,
  descending: boolean,
): Int32Array {
  const ranks = new Int32Array(names.rows.length).fill(most + 1);
  for (const bucket of buckets) {
    const rank = rankOf(bucket);
    for (const row of bucket.rows) {
      const place = placeIn(names.placeOf, row);
      if (place >= 0) ranks[place] = descending ? most - rank : rank;
    }
  }
  return ranks;
}

/**
 * Puts equal values of a sorted list together without reading its rows.
 * @returns undefined for a field of which nothing is kept apart
 */
export function groupRows(
  statements: Statements,
  rows: Int32Array,
  grouping: Grouping,
): ListOrder | undefined {
  const { kind, field } = grouping;
  const buckets = readBuckets(
    statements,
    kind,
    field,
    fieldValues(kind, field, grouping)?.type === 'year',
    grouping,
  );
  if (!buckets) return undefined;
  // The values of each row as a chain, so that one walk along the list fills all groups in its order.
  const size = buckets.reduce((sum, bucket) => sum + bucket.rows.length, 0);
  const first = new Int32Array(highest(rows) + 1).fill(-1);
  const next = new Int32Array(size);
  const bucketOf = new Int32Array(size);
  let line = 0;
  for (const [index, bucket] of buckets.entries())
    for (const row of bucket.rows) {
      next[line] = first[row] ?? -1;
      bucketOf[line] = index;
      first[row] = line;
      line += 1;
    }
  const members = buckets.map((): number[] => []);
  const unknown: number[] = [];
  for (const row of rows) {
    let at = first[row] ?? -1;
    if (at < 0) unknown.push(row);
    for (; at >= 0; at = next[at] as number) members[bucketOf[at] as number]?.push(row);
  }
  const groups = new Map<string | number | null, number[]>();
  for (const [index, { value }] of buckets.entries()) {
    const own = members[index] ?? [];
    if (own.length > 0) groups.set(value, own);
  }
  if (unknown.length > 0) groups.set(null, unknown);
  return inGroups(statements, grouping, groups);
}

function inGroups(
  statements: Statements,
  grouping: Grouping,
  groups: ReadonlyMap<string | number | null, ArrayLike<number>>,
): ListOrder {
  const type = fieldValues(grouping.kind, grouping.field, grouping)?.type ?? 'plain';
  const inOrder = orderOfGroups(statements, grouping, type, [...groups.keys()]);
  const sizes = inOrder.map((value) => groups.get(value)?.length ?? 0);
  const rows = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  for (const value of inOrder) {
    const own = groups.get(value) ?? [];
    rows.set(own, end);
    end += own.length;
  }
  return {
    rows,
    groups: inOrder.map((value, index) => ({
      value: type === 'boolean' && value !== null ? value === 1 : value,
      count: sizes[index] ?? 0,
    })),
  };
}

/** Choices as declared, records by name, years from the latest; what is not known comes last. */
function orderOfGroups(
  statements: Statements,
  grouping: Grouping,
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
  const definition = listFieldsOf(kind)[field];
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
