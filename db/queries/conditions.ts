import { type ComputedField, isComputedField } from '#core/completeness/computedFields.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { parseQuery } from '#core/search/query.ts';
import { tableOf } from '../columns.ts';
import { toPairedMatch } from '../searchPairs.ts';
import { bandSql, computedSortSql, keptComputed, type Reading } from './computedFields.ts';
import { isKnownSql, isSeenSql, isThere, pointsToRecords, seenColumn } from './seenValues.ts';

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

/** `removed`: of removed records nothing is kept apart of the rows. */
export type ListReading = Reading & { readonly removed?: boolean };

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
export function conditionSql(
  kind: KindName,
  condition: ListCondition,
  reading: ListReading,
): SqlPart | undefined {
  if (condition.field === 'text') return textSql(condition);
  const definition = Object.hasOwn(fieldsOf(kind), condition.field)
    ? fieldsOf(kind)[condition.field]
    : undefined;
  if (!definition && condition.field === 'country')
    return negatable(condition, anyCountrySql(condition, isSeenSql(reading.visibilities)));
  if (isComputedField(kind, condition.field))
    return computedConditionSql(kind, condition.field, condition, reading);
  const stored = Object.hasOwn(recordFields, condition.field)
    ? recordFields[condition.field]
    : columnOf(kind, condition.field);
  if (stored === undefined) return undefined;
  const isSeen = isSeenSql(reading.visibilities);
  const isKnown = isKnownSql(stored, definition, isSeen);
  if (condition.operator === 'isKnown') return { sql: isKnown, parameters: [] };
  if (condition.operator === 'isUnknown') return { sql: `NOT (${isKnown})`, parameters: [] };
  const column = seenColumn(stored, definition, reading.visibilities);
  if (condition.operator === 'contains') return containsSql(column, condition, definition);
  if (condition.operator === 'atLeast' || condition.operator === 'atMost')
    return rangeSql(column, condition, definition);
  const isHidingSome = isSeen !== undefined && definition !== undefined && pointsToRecords(definition);
  return negatable(
    condition,
    isHidingSome && definition.type !== 'choice'
      ? pointsToSql(column, condition, definition)
      : equalsSql(column, condition, definition),
  );
}

/**
 * By the bands of a computed field, completeness also by its per cent. Where lines are kept apart of the rows they
 * answer for all of them. What is computed is always known, but for the day of a review that nobody noted.
 */
function computedConditionSql(
  kind: KindName,
  field: ComputedField,
  condition: ListCondition,
  reading: ListReading,
): SqlPart {
  const kept = reading.removed ? undefined : keptComputed(kind, field, reading);
  const { operator, values } = condition;
  const ofRows = (compare: (expression: string) => string, parameters: readonly unknown[]): SqlPart =>
    kept
      ? {
          sql: `record.row IN (SELECT row FROM list_value WHERE field = ${kept.number} AND ${compare(kept.sort)})`,
          parameters,
        }
      : { sql: compare(computedSortSql(kind, field, reading)), parameters };
  switch (operator) {
    case 'isKnown':
      return field === 'review' ? { sql: 'kind."review_date" IS NOT NULL', parameters: [] } : everything;
    case 'isUnknown':
      return field === 'review' ? { sql: 'kind."review_date" IS NULL', parameters: [] } : nothing;
    case 'atLeast':
    case 'atMost': {
      const [value] = values;
      if (value === undefined) return everything;
      const compare = operator === 'atLeast' ? '>=' : '<=';
      return ofRows(
        (expression) => `${expression} ${compare} ?`,
        [field === 'review' ? String(value) : Number(value)],
      );
    }
    default:
      return negatable(condition, inBands(kind, field, values, reading, kept));
  }
}

function inBands(
  kind: KindName,
  field: ComputedField,
  values: ListCondition['values'],
  reading: Reading,
  kept: ReturnType<typeof keptComputed>,
): SqlPart {
  const texts = JSON.stringify(values.map(String));
  // A band by its name, a completeness also as the number that it is.
  const among = (band: string, sort: string) =>
    `${band} IN (SELECT value FROM json_each(?))${field === 'completeness' ? ` OR CAST(${sort} AS TEXT) IN (SELECT value FROM json_each(?))` : ''}`;
  const parameters = field === 'completeness' ? [texts, texts] : [texts];
  if (!kept) {
    return {
      sql: among(bandSql(kind, field, reading), computedSortSql(kind, field, reading)),
      parameters,
    };
  }
  const lines = `record.row IN (SELECT row FROM list_value WHERE field = ${kept.number} AND (${among(kept.band, kept.sort)}))`;
  if (kept.otherwise === undefined || !values.map(String).includes(kept.otherwise))
    return { sql: lines, parameters };
  return {
    sql: `${lines} OR record.row NOT IN (SELECT row FROM list_value WHERE field = ${kept.number})`,
    parameters,
  };
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

/** As `equalsSql` does it by the links, from what is left of the column. */
function pointsToSql(column: string, condition: ListCondition, definition: FieldDefinition): SqlPart {
  if (condition.values.length === 0) return nothing;
  const values = JSON.stringify(condition.values);
  if (definition.type === 'reference')
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [values] };
  const members = `SELECT 1 FROM json_each(${column}) AS own WHERE`;
  if (definition.type === 'references' || definition.type === 'choiceMap') {
    const member = definition.type === 'choiceMap' ? 'own.key' : 'own.value';
    return { sql: `EXISTS (${members} ${member} IN (SELECT value FROM json_each(?)))`, parameters: [values] };
  }
  if (definition.type !== 'object' && definition.type !== 'objects') return nothing;
  const json = definition.type === 'object' ? column : 'own.value';
  const parts = Object.entries(definition.shape).flatMap(([name, { type }]) => {
    if (type === 'reference') return `${json} ->> '$.${name}' IN (SELECT value FROM json_each(?))`;
    if (type !== 'references') return [];
    return `EXISTS (SELECT 1 FROM json_each(${json} -> '$.${name}') AS part
      WHERE part.value IN (SELECT value FROM json_each(?)))`;
  });
  const any = parts.join(' OR ');
  return {
    sql: definition.type === 'object' ? `(${any})` : `EXISTS (${members} (${any}))`,
    parameters: parts.map(() => values),
  };
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
function anyCountrySql(condition: ListCondition, isSeen: string | undefined): SqlPart {
  const values = JSON.stringify(condition.values);
  const andSeen = (id: string) => (isSeen === undefined ? '' : `AND ${isThere(id, isSeen)}`);
  return {
    sql: `record.id IN (
      SELECT from_id FROM link WHERE to_id IN (SELECT value FROM json_each(?)) ${andSeen('link.to_id')}
      UNION
      SELECT own.from_id FROM link AS own JOIN link AS place ON place.from_id = own.to_id AND place.field = 'country'
      WHERE place.to_id IN (SELECT value FROM json_each(?)) ${andSeen('own.to_id')} ${andSeen('place.to_id')})`,
    parameters: [values, values],
  };
}
