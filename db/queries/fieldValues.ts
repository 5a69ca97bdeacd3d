import { isComputedField } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { tableOf } from '../columns.ts';
import { bandSql, type Reading } from './computedFields.ts';
import { seenColumn } from './seenValues.ts';

/** How the values of a field are counted and grouped by. */
export interface FieldValues {
  /** SQL of one value; NULL where nothing is known. */
  readonly value: string;
  /** What has to be joined first, for a field with several values. `record` and `kind` are there. */
  readonly join: string;
  readonly type: 'reference' | 'boolean' | 'plain' | 'year';
}

/**
 * The values by which records of a kind can be counted and grouped: a choice, a reference, a number, a text, each
 * member of a list, and of a date its year.
 * @returns undefined for what has no values to choose from: structured values, and lists of them
 */
export function fieldValues(
  kind: KindName,
  field: string,
  reading: Reading & { readonly language: string },
): FieldValues | undefined {
  const { language } = reading;
  if (isComputedField(kind, field)) return { value: bandSql(kind, field, reading), join: '', type: 'plain' };
  if (field === 'updatedAt' || field === 'createdAt') {
    const column = field === 'updatedAt' ? 'updated_at' : 'created_at';
    return { value: `substr(record.${column}, 1, 4)`, join: '', type: 'year' };
  }
  const definition = Object.hasOwn(fieldsOf(kind), field) ? fieldsOf(kind)[field] : undefined;
  if (!definition) return undefined;
  const isOwn = Object.hasOwn(definitionOf(kind).fields, field);
  const own = tableOf(kind).columns.find((candidate) => candidate.field === field)?.column;
  const column = seenColumn(isOwn ? `kind."${own}"` : `record.${field}`, definition, reading.visibilities);
  switch (definition.type) {
    case 'reference':
      return { value: column, join: '', type: 'reference' };
    case 'references':
      return { value: 'own.value', join: `LEFT JOIN json_each(${column}) AS own`, type: 'reference' };
    case 'choiceMap':
      return { value: 'own.key', join: `LEFT JOIN json_each(${column}) AS own`, type: 'reference' };
    case 'texts':
      return { value: 'own.value', join: `LEFT JOIN json_each(${column}) AS own`, type: 'plain' };
    case 'date':
      return { value: `substr(${column}, 1, 4)`, join: '', type: 'year' };
    case 'languageText':
      return { value: textIn(column, language), join: '', type: 'plain' };
    case 'boolean':
      return { value: column, join: '', type: 'boolean' };
    case 'choice':
    case 'integer':
    case 'number':
    case 'text':
    case 'url':
      return { value: column, join: '', type: 'plain' };
    default:
      return undefined;
  }
}

/** The text of a language map that a reader of `language` is shown. */
export function textIn(column: string, language: string): string {
  const own = /^[a-z]{2,3}$/.test(language) ? `json_extract(${column}, '$.${language}'), ` : '';
  return `coalesce(${own}json_extract(${column}, '$.en'), json_extract(${column}, '$.ja'),
    (SELECT value FROM json_each(${column}) LIMIT 1))`;
}
