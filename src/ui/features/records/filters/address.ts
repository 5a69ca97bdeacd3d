import type { Condition, Sort } from '#contract/schemas.ts';
import { listFieldsOf } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { type Operator, takesValues } from './operators.ts';

/** The search parameters of an address, as the router parses them. */
export type Search = Readonly<Record<string, unknown>>;

const operators: readonly Operator[] = [
  'is',
  'isNot',
  'contains',
  'atLeast',
  'atMost',
  'isKnown',
  'isUnknown',
];

/**
 * Filters as a person may read and write them in an address, one parameter per field:
 * `country=ID,VN`, `fiscalYear=atLeast:2022;atMost:2024`, `challenges=isUnknown:`, `text=flood warning`.
 * A kind without a country of its own may still be filtered by `country`. What is not a filter is passed over.
 */
export function readConditions(kind: KindName, search: Search): Condition[] {
  const fields = listFieldsOf(kind);
  return Object.entries(search).flatMap(([field, value]) => {
    if (value === undefined || value === null || value === '') return [];
    const text = String(value);
    if (field === 'text') return [{ field, operator: 'contains', values: [text] } satisfies Condition];
    if (!Object.hasOwn(fields, field) && field !== 'country') return [];
    return text.split(';').flatMap((part) => readPart(field, part));
  });
}

function readPart(field: string, part: string): Condition[] {
  const colon = part.indexOf(':');
  const named = operators.find((operator) => operator === part.slice(0, Math.max(colon, 0)));
  const operator = named ?? 'is';
  const rest = named ? part.slice(colon + 1) : part;
  if (!takesValues(operator)) return [{ field, operator, values: [] }];
  const values = operator === 'contains' ? [decodeText(rest)] : rest.split(',');
  const kept = values.filter((value) => value !== '');
  return kept.length > 0 ? [{ field, operator, values: kept }] : [];
}

/** The inverse of `readConditions`: parameters to put into the address. */
export function writeConditions(conditions: readonly Condition[]): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const { field, operator, values } of conditions) {
    const text = writePart(field, operator, values);
    const before = parts[field];
    parts[field] = before === undefined ? text : `${before};${text}`;
  }
  return parts;
}

function writePart(field: string, operator: Operator, values: Condition['values']): string {
  if (field === 'text') return values.map(String).join(' ');
  if (!takesValues(operator)) return `${operator}:`;
  const list = values.map(String);
  if (operator === 'contains') return `contains:${encodeText(list.join(' '))}`;
  return operator === 'is' ? list.join(',') : `${operator}:${list.join(',')}`;
}

const encodeText = (text: string) => text.replaceAll('%', '%25').replaceAll(';', '%3B');
const decodeText = (text: string) => text.replaceAll('%3B', ';').replaceAll('%25', '%');

/** `sort=name` or `sort=-due`. */
export function readSort(kind: KindName, search: Search): Sort | undefined {
  if (typeof search.sort !== 'string' || search.sort === '') return undefined;
  const descending = search.sort.startsWith('-');
  const field = descending ? search.sort.slice(1) : search.sort;
  const known =
    Object.hasOwn(listFieldsOf(kind), field) || field === 'updatedAt' || field === definitionOf(kind).label;
  return known ? { field, direction: descending ? 'descending' : 'ascending' } : undefined;
}

export function writeSort(sort: Sort | undefined): string | undefined {
  return sort && (sort.direction === 'descending' ? `-${sort.field}` : sort.field);
}
