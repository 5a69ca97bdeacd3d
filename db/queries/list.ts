import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { tableOf } from '../columns.ts';
import type { Statements } from '../statements.ts';
import { conditionSql, type ListCondition, type SqlPart } from './conditions.ts';
import { assembleRecord, type RecordRow, recordColumns } from './records.ts';

export interface ListQuery {
  readonly kind: KindName;
  readonly where: readonly ListCondition[];
  readonly sort?: { readonly field: string; readonly direction: 'ascending' | 'descending' };
  readonly limit: number;
  readonly offset: number;
  readonly visibilities: readonly Visibility[];
  readonly language: string;
  readonly ids?: readonly string[];
}

/** Thrown for a filter or sort field that the kind does not have; the host names the nearest one. */
export class UnknownListField extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`no field ${field}`);
    this.field = field;
  }
}

export function listRecords(
  statements: Statements,
  query: ListQuery,
): { total: number; items: RegistryRecord[] } {
  const { table } = tableOf(query.kind);
  const where = whereSql(query);
  const total = statements.get<{ total: number }>(
    `SELECT count(*) AS total FROM record ${joinIfNeeded(where.sql, table)} WHERE ${where.sql}`,
    ...where.parameters,
  );
  // The page is picked from an index first; only its rows are then read whole.
  const order = orderSql(query);
  const page = statements
    .all<{ row: number }>(
      `SELECT record.row FROM record ${joinIfNeeded(`${where.sql} ${order}`, table)}
       WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
      ...where.parameters,
      query.limit,
      query.offset,
    )
    .map(({ row }) => row);
  const rows = statements.all<RecordRow>(
    `SELECT ${recordColumns}, kind.* FROM json_each(?) AS page
     CROSS JOIN record ON record.row = page.value CROSS JOIN ${table} AS kind ON kind.id = record.id
     ORDER BY page.key`,
    JSON.stringify(page),
  );
  return { total: total?.total ?? 0, items: rows.map((row) => assembleRecord(query.kind, row)) };
}

/** How often each value of a field occurs in the filtered list, the field's own filters aside. */
export function countValues(
  statements: Statements,
  query: ListQuery,
  field: string,
): { value: string | number | boolean; count: number }[] {
  const definition = fieldsOf(query.kind)[field];
  const where = whereSql({ ...query, where: query.where.filter((condition) => condition.field !== field) });
  const { table, columns } = tableOf(query.kind);
  const from = `FROM record JOIN ${table} AS kind ON kind.id = record.id`;
  const tail = `GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500`;
  if (!definition) throw new UnknownListField(field);
  if (definition.type === 'reference' || definition.type === 'references') {
    return statements.all(
      `SELECT link.to_id AS value, count(*) AS count ${from}
       JOIN link ON link.from_id = record.id AND link.field = ?
       WHERE ${where.sql} ${tail}`,
      field,
      ...where.parameters,
    );
  }
  const column = columns.find((candidate) => candidate.field === field)?.column;
  const name = column ? `kind."${column}"` : `record.${field}`;
  if (definition.type === 'texts') {
    return statements.all(
      `SELECT own.value AS value, count(*) AS count ${from}, json_each(${name}) AS own WHERE ${where.sql} ${tail}`,
      ...where.parameters,
    );
  }
  const rows = statements.all<{ value: string | number; count: number }>(
    `SELECT ${name} AS value, count(*) AS count ${from} WHERE ${where.sql} AND ${name} IS NOT NULL ${tail}`,
    ...where.parameters,
  );
  return definition.type === 'boolean' ? rows.map((row) => ({ ...row, value: row.value === 1 })) : rows;
}

function whereSql(query: Pick<ListQuery, 'kind' | 'where' | 'visibilities' | 'ids'>): SqlPart {
  const parts: SqlPart[] = [
    // The literal kind lets SQLite use the partial indexes of visible records.
    { sql: `record.kind = '${definitionOf(query.kind).kind}' AND record.deleted_at IS NULL`, parameters: [] },
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
  for (const condition of query.where) {
    const part = conditionSql(query.kind, condition);
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
  return sql.includes('kind."') ? `JOIN ${table} AS kind ON kind.id = record.id` : '';
}

function orderSql(query: ListQuery): string {
  const name = query.language === 'ja' ? 'record.sort_japanese' : 'record.sort_latin';
  const definition = definitionOf(query.kind);
  const sort =
    query.sort ??
    (definition.date
      ? ({ field: definition.date, direction: 'descending' } as const)
      : definition.fiscalYear
        ? ({ field: definition.fiscalYear, direction: 'descending' } as const)
        : ({ field: definition.label, direction: 'ascending' } as const));
  const direction = sort.direction === 'descending' ? 'DESC' : 'ASC';
  if (sort.field === definition.label || sort.field === 'label')
    return `${name} ${direction}, record.id ${direction}`;
  const expression = sortExpression(query.kind, sort.field, name.slice('record.'.length));
  if (!expression) throw new UnknownListField(sort.field);
  // Nothing is smaller than null in SQLite: descending it comes last anyway, and without being told so an
  // index can be followed.
  const nullsLast = sort.direction === 'descending' ? 'DESC' : 'ASC NULLS LAST';
  return `${expression} ${nullsLast}, ${name}, record.id`;
}

function sortExpression(kind: KindName, field: string, nameColumn: string): string | undefined {
  const definition = definitionOf(kind);
  if (field === definition.date) return 'record.date';
  if (field === definition.fiscalYear) return 'record.fiscal_year';
  const own: Readonly<Record<string, string>> = {
    id: 'record.id',
    createdAt: 'record.created_at',
    updatedAt: 'record.updated_at',
    visibility: 'record.visibility',
    confidence: 'record.confidence',
  };
  if (own[field]) return own[field];
  const column = tableOf(kind).columns.find((candidate) => candidate.field === field)?.column;
  const type = Object.hasOwn(definition.fields, field) ? definition.fields[field]?.type : undefined;
  if (!column || !type) return undefined;
  const name = `kind."${column}"`;
  const nameOf = (id: string) => `(SELECT ${nameColumn} FROM record AS target WHERE target.id = ${id})`;
  switch (type) {
    case 'reference':
      return nameOf(name);
    case 'references':
      return nameOf(`json_extract(${name}, '$[0]')`);
    case 'languageText':
      return `coalesce(json_extract(${name}, '$.ja'), json_extract(${name}, '$.en'), ${name})`;
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
