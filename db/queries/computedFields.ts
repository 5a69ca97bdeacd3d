import type { KindName } from '#core/kinds/fieldTypes.ts';
import { tableOf } from '../columns.ts';
import type { Statements } from '../statements.ts';
import { completenessSql } from './completenessSql.ts';

/** What a list can be filtered and sorted by although no record states it: it follows from the other fields. */
export const computedFields = ['completeness'] as const;
export type ComputedField = (typeof computedFields)[number];

export function isComputedField(field: string): field is ComputedField {
  return (computedFields as readonly string[]).includes(field);
}

const expressions = new Map<string, string>();

/** The SQL of a computed field over `record` and the kind's table as `kind`; built once. */
export function computedFieldSql(kind: KindName, field: ComputedField): string {
  const key = `${kind} ${field}`;
  let expression = expressions.get(key);
  if (expression === undefined) {
    expression = completenessSql(kind);
    expressions.set(key, expression);
  }
  return expression;
}

/** A computed field of records, by their ids. */
export function readComputed(
  statements: Statements,
  kind: KindName,
  field: ComputedField,
  ids: readonly string[],
): Record<string, number> {
  const rows = statements.all<{ id: string; value: number }>(
    `SELECT record.id, ${computedFieldSql(kind, field)} AS value
     FROM json_each(?) AS wanted JOIN record ON record.id = wanted.value
     JOIN ${tableOf(kind).table} AS kind ON kind.id = record.id`,
    JSON.stringify(ids),
  );
  return Object.fromEntries(rows.map(({ id, value }) => [id, value]));
}
