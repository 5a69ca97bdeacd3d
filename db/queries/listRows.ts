import { isComputedField } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { listedField } from '../listValues.ts';
import type { Statements } from '../statements.ts';
import { type KeptField, keptComputed, type Reading } from './computedFields.ts';
import { isSeenSql, isSeenValue } from './seenValues.ts';

/** Which column of `record` a reader's names are sorted by. */
export type NameColumn = 'sort_japanese' | 'sort_latin';

/** All visible records of a kind in the order of their names. */
export interface NamedRows {
  readonly rows: Int32Array;
  /** By row: its place in `rows`; -1 for a row that is not there. */
  readonly placeOf: Int32Array;
}

/** Rows that share a value. */
export interface Bucket<Value = string | number> {
  readonly value: Value;
  readonly rows: readonly number[];
}

export function readNamedRows(statements: Statements, kind: KindName, name: NameColumn): NamedRows {
  // One text instead of a hundred thousand results: a third of the time.
  const text = statements.get<{ rows: string | null }>(
    `SELECT group_concat(row) AS rows FROM (
       SELECT row FROM record WHERE kind = '${kind}' AND deleted_at IS NULL ORDER BY ${name}, id)`,
  );
  const rows = Int32Array.from(rowsIn(text?.rows ?? ''));
  const placeOf = new Int32Array(highest(rows) + 1).fill(-1);
  for (let place = 0; place < rows.length; place += 1) placeOf[rows[place] as number] = place;
  return { rows, placeOf };
}

/** The greatest row of a list: what an array by row must hold. */
export function highest(rows: Int32Array): number {
  return rows.reduce((most, row) => Math.max(most, row), 0);
}

export function placeIn(placeOf: Int32Array, row: number): number {
  return placeOf[row] ?? -1;
}

/**
 * The values of a field with the rows that have them, in the order of the values; a list counts with each member,
 * a date with its year when `years` is asked for. Of the whole kind, whoever may see it, but without values that stand
 * for a record which the reader may not see.
 * @returns undefined for a field whose values stand in the rows only
 */
export function readBuckets(
  statements: Statements,
  kind: KindName,
  field: string,
  years: boolean,
  reading: Reading,
): Bucket[] | undefined {
  if (isComputedField(kind, field)) {
    const kept = keptComputed(kind, field, reading);
    return (
      kept &&
      bucketsOf(statements, `SELECT band, group_concat(row) FROM (${bandLines(kind, kept)}) GROUP BY 1`)
    );
  }
  const number = listedField(kind, field);
  if (number === undefined) return undefined;
  const value = years ? 'substr(value, 1, 4)' : 'value';
  return bucketsOf(
    statements,
    `SELECT ${value}, group_concat(row) FROM list_value
     WHERE field = ${number} AND place >= 0 ${andSeen(kind, field, reading)} GROUP BY 1 ORDER BY 1`,
  );
}

/** Further condition on the lines of a field. */
function andSeen(kind: KindName, field: string, { visibilities }: Pick<Reading, 'visibilities'>): string {
  const isSeen = isSeenSql(visibilities);
  const seen = isSeen === undefined ? '1' : isSeenValue('list_value.value', fieldsOf(kind)[field], isSeen);
  return seen === '1' ? '' : `AND ${seen}`;
}

/** `row` and `band` of every record of a kind. */
function bandLines(kind: KindName, { number, band, otherwise }: KeptField): string {
  const lines = `SELECT row, ${band} AS band FROM list_value WHERE field = ${number}`;
  if (otherwise === undefined) return lines;
  return `${lines} UNION ALL SELECT row, '${otherwise}' FROM record WHERE kind = '${kind}' AND deleted_at IS NULL
    AND row NOT IN (SELECT row FROM list_value WHERE field = ${number})`;
}

/** The rows that say nothing but that they know: their list is empty, and is so without anything being hidden. */
export function readEmptyLists(
  statements: Statements,
  kind: KindName,
  field: string,
  reading: Pick<Reading, 'visibilities'>,
): readonly number[] {
  const number = listedField(kind, field);
  return number === undefined || andSeen(kind, field, reading) !== ''
    ? []
    : (statements
        .prepare(`SELECT row FROM list_value WHERE field = ${number} AND place < 0`)
        .pluck(true)
        .all() as number[]);
}

/** What a list is sorted by: the value of a field, of several the first, and of a record its name. */
export function readSortBuckets(
  statements: Statements,
  kind: KindName,
  field: string,
  type: string | undefined,
  name: NameColumn,
  reading: Reading,
): Bucket<string | number | null>[] | undefined {
  if (isComputedField(kind, field)) {
    const kept = keptComputed(kind, field, reading);
    return (
      kept &&
      bucketsOf(
        statements,
        `SELECT ${kept.sort}, group_concat(row) FROM list_value WHERE field = ${kept.number} GROUP BY 1 ORDER BY 1`,
      )
    );
  }
  if (field === 'updatedAt' || field === 'createdAt') {
    const column = field === 'updatedAt' ? 'updated_at' : 'created_at';
    return bucketsOf(
      statements,
      `SELECT ${column}, group_concat(row) FROM record WHERE kind = '${kind}' AND deleted_at IS NULL
       GROUP BY 1 ORDER BY 1`,
    );
  }
  const number = listedField(kind, field);
  if (number === undefined) return undefined;
  const seen = andSeen(kind, field, reading);
  // Of a list whose first members are hidden, the first that is not.
  const lines =
    seen === ''
      ? `list_value WHERE field = ${number} AND place = 0`
      : `(SELECT row, value, min(place) FROM list_value WHERE field = ${number} AND place >= 0 ${seen} GROUP BY row)`;
  const firsts = `SELECT value, group_concat(row) AS rows FROM ${lines} GROUP BY value`;
  switch (type) {
    case 'reference':
    case 'references':
      return bucketsOf(
        statements,
        `SELECT target.${name}, own.rows FROM (${firsts}) AS own
         LEFT JOIN record AS target ON target.id = own.value ORDER BY target.${name}`,
      );
    case 'choice':
    case 'boolean':
    case 'integer':
    case 'number':
    case 'date':
      return bucketsOf(statements, `${firsts} ORDER BY value`);
    default:
      return undefined;
  }
}

/** How many rows of the whole kind have each value, most frequent first, and how many say anything. */
export function countAllValues(
  statements: Statements,
  kind: KindName,
  field: string,
  years: boolean,
  limit: number,
  reading: Reading,
): { values: { value: string | number; count: number }[]; known: number } | undefined {
  if (isComputedField(kind, field)) {
    const kept = keptComputed(kind, field, reading);
    if (!kept) return undefined;
    const values = statements.all<{ value: string; count: number }>(
      `SELECT band AS value, count(*) AS count FROM (${bandLines(kind, kept)}) GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
    return { values, known: values.reduce((sum, { count }) => sum + count, 0) };
  }
  const number = listedField(kind, field);
  const value = years ? 'substr(value, 1, 4)' : 'value';
  // A map has no first member: only its rows told apart say how many there are.
  const isMap = fieldsOf(kind)[field]?.type === 'choiceMap';
  const known = isMap ? 'count(DISTINCT row)' : 'count(*) FILTER (WHERE place <= 0)';
  return {
    values: statements.all(
      `SELECT ${value} AS value, count(*) AS count FROM list_value
       WHERE field = ${number} AND place >= 0 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`,
    ),
    known:
      statements.get<{ n: number }>(`SELECT ${known} AS n FROM list_value WHERE field = ${number}`)?.n ?? 0,
  };
}

function bucketsOf<Value extends string | number | null>(
  statements: Statements,
  sql: string,
): Bucket<Value>[] {
  const found = statements.prepare(sql).raw(true).all() as [Value, string][];
  return found.map(([value, rows]) => ({ value, rows: rowsIn(rows) }));
}

function rowsIn(text: string): number[] {
  return JSON.parse(`[${text}]`) as number[];
}
