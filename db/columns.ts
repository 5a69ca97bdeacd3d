import { getTableColumns, getTableName } from 'drizzle-orm';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { kindTables } from './schema/kinds.ts';

/** How one field of a kind is kept in that kind's table. */
export interface FieldColumn {
  readonly field: string;
  readonly column: string;
  readonly stored: 'plain' | 'boolean' | 'json';
}

export interface KindTable {
  readonly kind: KindName;
  readonly table: string;
  readonly columns: readonly FieldColumn[];
}

const plainTypes = new Set<FieldDefinition['type']>([
  'text',
  'date',
  'url',
  'choice',
  'reference',
  'integer',
  'number',
]);
const tables = new Map<KindName, KindTable>();

/** The table of a kind, read from the drizzle schema so that names stand in one place. */
export function tableOf(kind: KindName): KindTable {
  let known = tables.get(kind);
  if (!known) {
    const table = kindTables[kind];
    const byField = getTableColumns(table) as Record<string, { name: string }>;
    const columns = Object.entries(definitionOf(kind).fields).map(([field, definition]): FieldColumn => {
      const column = byField[field]?.name;
      if (!column) throw new Error(`the schema of ${kind} has no column for ${field}`);
      const stored = plainTypes.has(definition.type)
        ? 'plain'
        : definition.type === 'boolean'
          ? 'boolean'
          : 'json';
      return { field, column, stored };
    });
    known = { kind, table: getTableName(table), columns };
    tables.set(kind, known);
  }
  return known;
}

export function toColumn(stored: FieldColumn['stored'], value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (stored === 'json') return JSON.stringify(value);
  if (stored === 'boolean') return value ? 1 : 0;
  return value as string | number;
}

export function fromColumn(stored: FieldColumn['stored'], value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (stored === 'json') return JSON.parse(value as string);
  if (stored === 'boolean') return value === 1;
  return value;
}
