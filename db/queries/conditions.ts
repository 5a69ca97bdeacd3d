import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { parseQuery } from '#core/search/query.ts';
import { tableOf } from '../columns.ts';
import { toPairedMatch } from '../searchPairs.ts';
import { type ComputedField, computedFieldSql, isComputedField } from './computedFields.ts';

/** A filter as the contract states it. */
export interface ListCondition {
  readonly field: string;
  readonly operator: 'is' | 'isNot' | 'contains' | 'atLeast' | 'atMost' | 'isKnown' | 'isUnknown';
  readonly values: readonly (string | number | boolean)[];
}

export interface SqlPart {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const nothing: SqlPart = { sql: '0', parameters: [] };
const everything: SqlPart = { sql: '1', parameters: [] };

/** Columns of the record itself that can be filtered and sorted by, whatever the kind. */
const recordFields: Readonly<Record<string, string>> = {
  id: 'record.id',
  visibility: 'record.visibility',
  confidence: 'record.confidence',
  createdAt: 'record.created_at',
  updatedAt: 'record.updated_at',
  remarks: 'record.remarks',
  sources: 'record.sources',
};

/** The SQL of one filter; undefined when the kind has no such field. */
export function conditionSql(kind: KindName, condition: ListCondition): SqlPart | undefined {
  if (condition.field === 'text') return textSql(condition);
  const definition = Object.hasOwn(fieldsOf(kind), condition.field)
    ? fieldsOf(kind)[condition.field]
    : undefined;
  if (!definition && condition.field === 'country') return negatable(condition, anyCountrySql(condition));
  if (isComputedField(condition.field)) return computedConditionSql(kind, condition);
  const column = Object.hasOwn(recordFields, condition.field)
    ? recordFields[condition.field]
    : columnOf(kind, condition.field);
  if (column === undefined) return undefined;
  if (condition.operator === 'isKnown') return { sql: `${column} IS NOT NULL`, parameters: [] };
  if (condition.operator === 'isUnknown') return { sql: `${column} IS NULL`, parameters: [] };
  if (condition.operator === 'contains') return containsSql(column, condition, definition);
  if (condition.operator === 'atLeast' || condition.operator === 'atMost')
    return rangeSql(column, condition, definition);
  return negatable(condition, equalsSql(column, condition, definition));
}

/** A computed number is always known. */
function computedConditionSql(kind: KindName, condition: ListCondition): SqlPart {
  const expression = computedFieldSql(kind, condition.field as ComputedField);
  const numbers = condition.values.map(Number);
  switch (condition.operator) {
    case 'isKnown':
      return everything;
    case 'isUnknown':
      return nothing;
    case 'atLeast':
    case 'atMost': {
      const compare = condition.operator === 'atLeast' ? '>=' : '<=';
      return numbers.length === 0
        ? everything
        : { sql: `${expression} ${compare} ?`, parameters: [numbers[0]] };
    }
    default:
      return negatable(condition, {
        sql: `${expression} IN (SELECT value FROM json_each(?))`,
        parameters: [JSON.stringify(numbers)],
      });
  }
}

function columnOf(kind: KindName, field: string): string | undefined {
  const column = tableOf(kind).columns.find((candidate) => candidate.field === field)?.column;
  return column && `kind."${column}"`;
}

function negatable(condition: ListCondition, positive: SqlPart): SqlPart {
  return condition.operator === 'isNot'
    ? { sql: `NOT coalesce((${positive.sql}), 0)`, parameters: positive.parameters }
    : positive;
}

function textSql(condition: ListCondition): SqlPart {
  const match = toPairedMatch(parseQuery(condition.values.join(' ')));
  if (match === null) return everything;
  return {
    sql: 'record.row IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)',
    parameters: [match],
  };
}

function equalsSql(
  column: string,
  condition: ListCondition,
  definition: FieldDefinition | undefined,
): SqlPart {
  if (condition.values.length === 0) return nothing;
  const values = JSON.stringify(condition.values);
  const isInstant = condition.field === 'updatedAt' || condition.field === 'createdAt';
  switch (isInstant ? 'date' : definition?.type) {
    case 'reference':
    case 'references':
    case 'objects':
    case 'choiceMap':
      return {
        sql: `record.id IN (SELECT from_id FROM link WHERE field = ? AND to_id IN (SELECT value FROM json_each(?)))`,
        parameters: [condition.field, values],
      };
    case 'texts':
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(${column}) AS own WHERE own.value IN (SELECT value FROM json_each(?)))`,
        parameters: [values],
      };
    case 'boolean':
      return {
        sql: `${column} IN (SELECT value FROM json_each(?))`,
        parameters: [
          JSON.stringify(condition.values.map((value) => (value === true || value === 'true' ? 1 : 0))),
        ],
      };
    case 'integer':
    case 'number':
      return {
        sql: `${column} IN (SELECT value FROM json_each(?))`,
        parameters: [JSON.stringify(condition.values.map(Number))],
      };
    case 'languageText':
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(${column}) AS own WHERE own.value IN (SELECT value FROM json_each(?)))`,
        parameters: [values],
      };
    case 'date':
      // A date is in a year or month that it begins with.
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(?) AS own WHERE ${column} = own.value
          OR (${column} > own.value AND ${column} < own.value || '.'))`,
        parameters: [JSON.stringify(condition.values.map(String))],
      };
    default:
      return {
        sql: `${column} IN (SELECT value FROM json_each(?))`,
        parameters: [JSON.stringify(condition.values.map(String))],
      };
  }
}

function containsSql(
  column: string,
  condition: ListCondition,
  definition: FieldDefinition | undefined,
): SqlPart {
  // Of a language map only the texts count, not the keys that it is kept with.
  const isMap = definition?.type === 'languageText';
  const parts = condition.values.map((value) => ({
    sql: isMap
      ? `EXISTS (SELECT 1 FROM json_each(${column}) AS own WHERE instr(lower(own.value), lower(?)) > 0)`
      : `instr(lower(${column}), lower(?)) > 0`,
    parameters: [String(value)],
  }));
  if (parts.length === 0) return nothing;
  return {
    sql: `(${parts.map((part) => part.sql).join(' OR ')})`,
    parameters: parts.flatMap((part) => part.parameters),
  };
}

function rangeSql(
  column: string,
  condition: ListCondition,
  definition: FieldDefinition | undefined,
): SqlPart {
  const value = condition.values[0];
  if (value === undefined) return everything;
  const compare = condition.operator === 'atLeast' ? '>=' : '<=';
  if (definition?.type === 'integer' || definition?.type === 'number') {
    return { sql: `${column} ${compare} ?`, parameters: [Number(value)] };
  }
  if (definition?.type === 'object') {
    return { sql: `json_extract(${column}, '$.value') ${compare} ?`, parameters: [Number(value)] };
  }
  // A date known to the year or month only lies somewhere in it: "at most 2025" takes in 2025-04-01.
  const bound = condition.operator === 'atMost' ? `${value}~` : String(value);
  return { sql: `${column} ${compare} ?`, parameters: [bound] };
}

/** A kind without a country of its own is in the countries that it, or its cities, point to. */
function anyCountrySql(condition: ListCondition): SqlPart {
  const values = JSON.stringify(condition.values);
  return {
    sql: `record.id IN (
      SELECT from_id FROM link WHERE to_id IN (SELECT value FROM json_each(?))
      UNION
      SELECT own.from_id FROM link AS own JOIN link AS place ON place.from_id = own.to_id AND place.field = 'country'
      WHERE place.to_id IN (SELECT value FROM json_each(?)))`,
    parameters: [values, values],
  };
}
