import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { fromColumn, tableOf } from '../columns.ts';
import type { Statements } from '../statements.ts';

/** Columns of `record` that every reading of a record needs. */
export const recordColumns = `record.id AS "record.id", record.kind AS "record.kind",
  record.visibility AS "record.visibility", record.confidence AS "record.confidence",
  record.remarks AS "record.remarks", record.sources AS "record.sources",
  record.created_at AS "record.created_at", record.updated_at AS "record.updated_at",
  record.deleted_at AS "record.deleted_at"`;

export type RecordRow = Readonly<Record<string, unknown>>;

export function assembleRecord(kind: KindName, row: RecordRow): RegistryRecord {
  const fields: Record<string, unknown> = {};
  for (const { field, column, stored } of tableOf(kind).columns) {
    const value = fromColumn(stored, row[column]);
    if (value !== undefined) fields[field] = value;
  }
  const text = (column: string) => row[`record.${column}`] as string | null;
  const json = (column: string) => JSON.parse(text(column) ?? 'null');
  return {
    id: text('id') ?? '',
    kind,
    visibility: text('visibility') as Visibility,
    ...(text('confidence') ? { confidence: text('confidence') as RegistryRecord['confidence'] } : {}),
    ...fields,
    ...(text('remarks') ? { remarks: json('remarks') } : {}),
    sources: json('sources') ?? [],
    createdAt: text('created_at') ?? '',
    updatedAt: text('updated_at') ?? '',
    ...(text('deleted_at') ? { deletedAt: text('deleted_at') as string } : {}),
  };
}

export interface RecordHead {
  readonly row: number;
  readonly id: string;
  readonly kind: KindName;
  readonly visibility: Visibility;
  readonly deletedAt: string | null;
}

export function findRecord(statements: Statements, id: string): RecordHead | undefined {
  return statements.get<RecordHead>(
    'SELECT row, id, kind, visibility, deleted_at AS deletedAt FROM record WHERE id = ?',
    id,
  );
}

/** A record with all its fields, removed ones included. */
export function readRecord(statements: Statements, id: string): RegistryRecord | undefined {
  const head = findRecord(statements, id);
  if (!head) return undefined;
  const { table } = tableOf(head.kind);
  const row = statements.get<RecordRow>(
    `SELECT ${recordColumns}, kind.* FROM record JOIN ${table} AS kind ON kind.id = record.id WHERE record.row = ?`,
    head.row,
  );
  return row && assembleRecord(head.kind, row);
}

export interface LabelRow {
  readonly id: string;
  readonly kind: KindName;
  readonly visibility: Visibility;
  readonly label: LanguageMap;
}

/** Names of records, by id; unknown and removed ones are left out. */
export function readLabels(statements: Statements, ids: Iterable<string>): Map<string, LabelRow> {
  return labelRows(statements, ids, 'IS NULL');
}

/** The last names of records that were removed, by id; unknown ones and those that are there are left out. */
export function readRemovedLabels(statements: Statements, ids: Iterable<string>): Map<string, LabelRow> {
  return labelRows(statements, ids, 'IS NOT NULL');
}

function labelRows(
  statements: Statements,
  ids: Iterable<string>,
  deletedAt: 'IS NULL' | 'IS NOT NULL',
): Map<string, LabelRow> {
  const wanted = JSON.stringify([...new Set(ids)]);
  const rows = statements.all<{ id: string; kind: KindName; visibility: Visibility; label: string }>(
    `SELECT record.id, record.kind, record.visibility, record.label
     FROM json_each(?) AS wanted JOIN record ON record.id = wanted.value
     WHERE record.deleted_at ${deletedAt}`,
    wanted,
  );
  return new Map(rows.map((row) => [row.id, { ...row, label: JSON.parse(row.label) as LanguageMap }]));
}
