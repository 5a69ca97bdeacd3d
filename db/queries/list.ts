import { isComputedField, listFieldsOf } from '#core/completeness/computedFields.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { tableOf } from '../columns.ts';
import { listedField } from '../listValues.ts';
import type { Statements } from '../statements.ts';
import { computedSortSql, keptComputed } from './computedFields.ts';
import { conditionSql, type ListCondition, type SqlPart } from './conditions.ts';
import { type FieldValues, fieldValues, textIn } from './fieldValues.ts';
import {
  type Group,
  type Grouping,
  groupRows,
  type ListOrder,
  ListOrders,
  readGroupedOrder,
  readOrder,
  sortRows,
} from './listOrder.ts';
import { countAllValues, highest, type NameColumn, readBuckets, readEmptyLists } from './listRows.ts';
import { assembleRecord, type RecordRow, recordColumns } from './records.ts';
import { seenColumn } from './seenValues.ts';

export interface ListQuery {
  readonly kind: KindName;
  readonly where: readonly ListCondition[];
  readonly sort?: { readonly field: string; readonly direction: 'ascending' | 'descending' };
  readonly limit: number;
  readonly offset: number;
  readonly visibilities: readonly Visibility[];
  readonly language: string;
  /** `YYYY-MM-DD`, the day in Japan: how old a profile is depends on it. */
  readonly today: string;
  readonly ids?: readonly string[];
  /** Records that are left out although they match. */
  readonly except?: readonly string[] | undefined;
  /** Puts records with the same value of this field together, with headings. */
  readonly group?: string;
  /** The records that were removed, instead of those that are there. */
  readonly removed?: boolean;
}

const mostFacetValues = 500;

/** Thrown for a filter or sort field that the kind does not have; the host names the nearest one. */
export class UnknownListField extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`no field ${field}`);
    this.field = field;
  }
}

export interface ListPage {
  /** Records, each counted once. */
  readonly total: number;
  readonly items: RegistryRecord[];
  /** With a grouping: the groups of the whole list, in order. `offset` and `limit` count their rows. */
  readonly groups?: Group[];
}

/** @param orders keeps the order of a list for whoever reads on in it */
export function listRecords(
  statements: Statements,
  query: ListQuery,
  orders = new ListOrders(statements),
): ListPage {
  const { table } = tableOf(query.kind);
  const where = whereSql(query);
  const page = pageOf(statements, query, where, orders);
  const { rows, groups } = page;
  // Who reads on in an order has its length already.
  const total = page.total ?? countRecords(statements, query, where);
  const found = statements.all<RecordRow>(
    `SELECT ${recordColumns}, kind.* FROM json_each(?) AS page
     CROSS JOIN record ON record.row = page.value CROSS JOIN ${table} AS kind ON kind.id = record.id
     ORDER BY page.key`,
    JSON.stringify(rows),
  );
  return {
    total,
    items: found.map((row) => assembleRecord(query.kind, row)),
    ...(groups ? { groups: [...groups] } : {}),
  };
}

function countRecords(statements: Statements, { kind }: ListQuery, where: SqlPart): number {
  const found = statements.get<{ total: number }>(
    `SELECT count(*) AS total FROM record ${joinIfNeeded(where.sql, tableOf(kind).table)} WHERE ${where.sql}`,
    ...where.parameters,
  );
  return found?.total ?? 0;
}

/** Ids of a stretch of the list, in its order. */
export function listIds(statements: Statements, query: ListQuery, orders: ListOrders): string[] {
  const { rows } = pageOf(statements, query, whereSql(query), orders);
  return statements
    .prepare(
      'SELECT record.id FROM json_each(?) AS page CROSS JOIN record ON record.row = page.value ORDER BY page.key',
    )
    .pluck(true)
    .all(JSON.stringify(rows)) as string[];
}

/** The page is picked from an index first; only its rows are then read whole. */
function pageOf(
  statements: Statements,
  query: ListQuery,
  where: SqlPart,
  orders: ListOrders,
): { rows: number[]; groups?: readonly Group[]; total?: number } {
  const { kind, offset, limit, group, language, today } = query;
  const order = orderSql(query);
  // The first page comes straight from an index; who reads on has the whole order made once.
  if (group === undefined && offset === 0 && isIndexed(kind, sortOf(query).field)) {
    const rows = statements
      .prepare(
        `SELECT record.row FROM record ${joinIfNeeded(`${where.sql} ${order}`, tableOf(kind).table)}
         WHERE ${where.sql} ORDER BY ${order} LIMIT ?`,
      )
      .pluck(true)
      .all(...where.parameters, limit) as number[];
    return { rows };
  }
  const key = JSON.stringify([
    kind,
    where.sql,
    where.parameters,
    order,
    group,
    group !== undefined && language,
    group !== undefined && isComputedField(kind, group) && today,
  ]);
  const whole = orders.get(key, () => {
    if (group !== undefined && !fieldValues(kind, group, query)) throw new UnknownListField(group);
    return readWhole(statements, query, where, orders);
  });
  const rows = [...whole.rows.subarray(offset, offset + limit)];
  // With headings a record may stand in several places; each counts once.
  return whole.groups ? { rows, groups: whole.groups } : { rows, total: whole.rows.length };
}

/** The order of a whole list: of few rows from the rows, of many from what is kept apart of them. */
function readWhole(statements: Statements, query: ListQuery, where: SqlPart, orders: ListOrders): ListOrder {
  const { kind, group } = query;
  const grouping = group === undefined ? undefined : groupingOf(query, group);
  const plain = (rows?: Int32Array): ListOrder => {
    const order = orderSql(query);
    const narrowed: SqlPart = rows
      ? { sql: 'record.row IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify([...rows])] }
      : where;
    const join = grouping
      ? joinOf(tableOf(kind).table)
      : joinIfNeeded(`${narrowed.sql} ${order}`, tableOf(kind).table);
    const sql = { from: `FROM record ${join}`, where: narrowed.sql, parameters: narrowed.parameters, order };
    const read = grouping ? readGroupedOrder(statements, sql, grouping) : readOrder(statements, sql);
    if (!read) throw new UnknownListField(group ?? '');
    return read;
  };
  // Of removed records nothing is kept apart.
  if (query.removed) return plain();
  const rows = matchingRows(statements, query, where, orders);
  if (rows.length <= orders.fewRows) return plain(rows);
  const sorted = sortRows(statements, rows, orders.names(kind, nameColumn(query)), {
    kind,
    ...sortOf(query),
    name: nameColumn(query),
    reading: query,
  });
  if (!grouping) return sorted ? { rows: sorted } : plain();
  return groupRows(statements, sorted ?? readUngrouped(statements, query, where), grouping) ?? plain();
}

function readUngrouped(statements: Statements, query: ListQuery, where: SqlPart): Int32Array {
  const order = orderSql(query);
  const from = `FROM record ${joinIfNeeded(`${where.sql} ${order}`, tableOf(query.kind).table)}`;
  return readOrder(statements, { from, where: where.sql, parameters: where.parameters, order }).rows;
}

/** The rows of a list in no order that anybody may count on. */
function matchingRows(
  statements: Statements,
  query: ListQuery,
  where: SqlPart,
  orders: ListOrders,
): Int32Array {
  if (isWholeKind(query)) return orders.names(query.kind, nameColumn(query)).rows;
  return orders.matching(JSON.stringify([where.sql, where.parameters]), () => {
    const join = joinIfNeeded(where.sql, tableOf(query.kind).table);
    const select = `SELECT record.row FROM record ${join} WHERE ${where.sql}`;
    const rows = statements
      .prepare(select)
      .pluck(true)
      .all(...where.parameters) as number[];
    return Int32Array.from(rows);
  });
}

function isWholeKind({ where, visibilities, ids, except, removed }: ListQuery): boolean {
  return where.length === 0 && visibilities.length === 4 && !ids && !except?.length && !removed;
}

function groupingOf(query: ListQuery, field: string): Grouping {
  const { kind, language, sort, visibilities, today } = query;
  // Sorting by the heading itself turns the order of the headings; their usual one counts as ascending.
  const usual = fieldValues(kind, field, query)?.type === 'year' || fieldsOf(kind)[field]?.type === 'integer';
  const own = sort?.field === field ? sort.direction : usual ? 'descending' : 'ascending';
  return {
    kind,
    field,
    language,
    visibilities,
    today,
    descending: (own === 'descending') !== usual,
  };
}

export interface ValueCounts {
  /** Most frequent first. */
  readonly values: { value: string | number | boolean; count: number }[];
  /** Records that say nothing about the field. */
  readonly unknown: number;
}

/** How often each value of a field occurs in the filtered list, the field's own filters aside. */
export function countValues(
  statements: Statements,
  query: ListQuery,
  field: string,
  orders = new ListOrders(statements),
): ValueCounts {
  const values = fieldValues(query.kind, field, query);
  if (!values && !Object.hasOwn(listFieldsOf(query.kind), field)) throw new UnknownListField(field);
  const others = { ...query, where: query.where.filter((condition) => condition.field !== field) };
  const counts = countApart(statements, others, field, orders) ?? {
    values: values ? countPlainly(statements, others, values) : [],
    // Every record is in some band.
    unknown: isComputedField(query.kind, field) ? 0 : countUnknown(statements, others, field),
  };
  if (values?.type !== 'boolean') return counts;
  return { ...counts, values: counts.values.map((row) => ({ ...row, value: row.value === 1 })) };
}

function isKeptApart(query: ListQuery, field: string): boolean {
  return isComputedField(query.kind, field)
    ? keptComputed(query.kind, field, query) !== undefined
    : listedField(query.kind, field) !== undefined;
}

/** Counts from what is kept apart of the rows, where there is enough to count. */
function countApart(
  statements: Statements,
  query: ListQuery,
  field: string,
  orders: ListOrders,
): ValueCounts | undefined {
  const { kind } = query;
  const years = fieldValues(kind, field, query)?.type === 'year';
  if (query.removed || !isKeptApart(query, field)) return undefined;
  if (isWholeKind(query)) {
    const all = countAllValues(statements, kind, field, years, mostFacetValues, query);
    if (!all) return undefined;
    const total = countRecords(statements, query, whereSql(query));
    return { values: all.values, unknown: total - all.known };
  }
  const rows = matchingRows(statements, query, whereSql(query), orders);
  if (rows.length <= orders.fewRows) return undefined;
  const isUnknown = new Uint8Array(highest(rows) + 1);
  const isMatching = new Uint8Array(isUnknown.length);
  for (const row of rows) {
    isUnknown[row] = 1;
    isMatching[row] = 1;
  }
  for (const row of readEmptyLists(statements, kind, field, query)) isUnknown[row] = 0;
  const counts: { value: string | number; count: number }[] = [];
  for (const { value, rows: own } of readBuckets(statements, kind, field, years, query) ?? []) {
    let count = 0;
    for (const row of own) {
      count += isMatching[row] ?? 0;
      isUnknown[row] = 0;
    }
    if (count > 0) counts.push({ value, count });
  }
  // The values come in their order, which those that are as frequent keep.
  counts.sort((a, b) => b.count - a.count);
  const unknown = isUnknown.reduce((sum, one) => sum + one, 0);
  return { values: counts.slice(0, mostFacetValues), unknown };
}

function countPlainly(statements: Statements, query: ListQuery, values: FieldValues) {
  const where = whereSql(query);
  return statements.all<{ value: string | number; count: number }>(
    `SELECT ${values.value} AS value, count(DISTINCT record.row) AS count
     FROM record ${joinOf(tableOf(query.kind).table)} ${values.join}
     WHERE ${where.sql} AND ${values.value} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostFacetValues}`,
    ...where.parameters,
  );
}

function countUnknown(statements: Statements, query: ListQuery, field: string): number {
  const unknown = { field, operator: 'isUnknown', values: [] } as const;
  const narrowed = { ...query, where: [...query.where, unknown] };
  return countRecords(statements, narrowed, whereSql(narrowed));
}

function whereSql(
  query: Pick<ListQuery, 'kind' | 'where' | 'visibilities' | 'today' | 'ids' | 'except' | 'removed'>,
): SqlPart {
  const parts: SqlPart[] = [
    // The literal kind lets SQLite use the partial indexes of visible records.
    {
      sql: `record.kind = '${definitionOf(query.kind).kind}' AND record.deleted_at IS ${query.removed ? 'NOT NULL' : 'NULL'}`,
      parameters: [],
    },
  ];
  if (query.visibilities.length < 4) {
    parts.push({
      sql: `record.visibility IN (${query.visibilities.map(() => '?').join(', ')})`,
      parameters: query.visibilities,
    });
  }
  if (query.ids) {
    parts.push({
      sql: 'record.id IN (SELECT value FROM json_each(?))',
      parameters: [JSON.stringify(query.ids)],
    });
  }
  if (query.except && query.except.length > 0) {
    parts.push({
      sql: 'record.id NOT IN (SELECT value FROM json_each(?))',
      parameters: [JSON.stringify(query.except)],
    });
  }
  for (const condition of query.where) {
    const part = conditionSql(query.kind, condition, query);
    if (!part) throw new UnknownListField(condition.field);
    parts.push(part);
  }
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' AND '),
    parameters: parts.flatMap((part) => part.parameters),
  };
}

/** The kind's own table, where the conditions or the order ask for one of its columns. */
function joinIfNeeded(sql: string, table: string): string {
  return sql.includes('kind."') ? joinOf(table) : '';
}

function joinOf(table: string): string {
  return `JOIN ${table} AS kind ON kind.id = record.id`;
}

function nameColumn({ language }: ListQuery): NameColumn {
  return language === 'ja' ? 'sort_japanese' : 'sort_latin';
}

/** What a list is sorted by: as asked for, else its latest first, else by name. */
function sortOf({ kind, sort }: ListQuery): { field: string; descending: boolean; isName: boolean } {
  const { date, fiscalYear, label } = definitionOf(kind);
  const field = sort?.field ?? date ?? fiscalYear ?? label;
  return {
    field,
    descending: sort ? sort.direction === 'descending' : field !== label,
    isName: field === label || field === 'label',
  };
}

/** Whether an index gives the first rows of a list in this order without reading the others. */
function isIndexed(kind: KindName, field: string): boolean {
  const { date, fiscalYear, label, reading } = definitionOf(kind);
  return [date, fiscalYear, label, reading, 'label', 'reading', 'updatedAt', 'id'].includes(field);
}

function orderSql(query: ListQuery): string {
  const name = `record.${nameColumn(query)}`;
  const sort = sortOf(query);
  const direction = sort.descending ? 'DESC' : 'ASC';
  if (sort.isName) return `${name} ${direction}, record.id ${direction}`;
  const expression = sortExpression(query, sort.field);
  if (!expression) throw new UnknownListField(sort.field);
  // Nothing is smaller than null in SQLite: descending it comes last anyway, and without being told so an
  // index can be followed.
  const nullsLast = sort.descending ? 'DESC' : 'ASC NULLS LAST';
  return `${expression} ${nullsLast}, ${name}, record.id`;
}

function sortExpression(query: ListQuery, field: string): string | undefined {
  const { kind } = query;
  const definition = definitionOf(kind);
  if (field === definition.date) return 'record.date';
  if (field === definition.fiscalYear) return 'record.fiscal_year';
  // よみ, folded as names are; where a kind has none, what it is sorted by in Japanese.
  if (field === 'reading' || field === definition.reading) return 'record.sort_japanese';
  const own: Readonly<Record<string, string>> = {
    id: 'record.id',
    createdAt: 'record.created_at',
    updatedAt: 'record.updated_at',
    deletedAt: 'record.deleted_at',
    visibility: 'record.visibility',
    confidence: 'record.confidence',
  };
  if (Object.hasOwn(own, field)) return own[field];
  if (isComputedField(kind, field)) return computedSortSql(kind, field, query);
  const column = tableOf(kind).columns.find((candidate) => candidate.field === field)?.column;
  const type = Object.hasOwn(definition.fields, field) ? definition.fields[field]?.type : undefined;
  if (!column || !type) return undefined;
  const name = seenColumn(`kind."${column}"`, definition.fields[field], query.visibilities);
  const nameOf = (id: string) =>
    `(SELECT ${nameColumn(query)} FROM record AS target WHERE target.id = ${id})`;
  switch (type) {
    case 'reference':
      return nameOf(name);
    case 'references':
      return nameOf(`json_extract(${name}, '$[0]')`);
    case 'languageText':
      return textIn(name, nameColumn(query) === 'sort_japanese' ? 'ja' : 'en');
    case 'choice':
      return choiceOrder(name, definition.fields[field]);
    case 'object':
      return `coalesce(json_extract(${name}, '$.value'), json_extract(${name}, '$.start'), json_extract(${name}, '$.startFy'), ${name})`;
    case 'texts':
    case 'languageTexts':
    case 'objects':
      return `json_array_length(${name})`;
    default:
      return name;
  }
}

/** Choices sort as they are declared: stages in their course, not by their letters. */
function choiceOrder(name: string, definition: FieldDefinition | undefined): string {
  if (definition?.type !== 'choice') return name;
  const whens = definition.choices.map(
    (choice, place) => `WHEN '${choice.replaceAll("'", "''")}' THEN ${place}`,
  );
  return `CASE ${name} ${whens.join(' ')} ELSE CASE WHEN ${name} IS NULL THEN NULL ELSE ${definition.choices.length} END END`;
}
