import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';

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

/**
 * The table of a kind. Its names follow from those of the kind's definition: `followUp.nextAction` is
 * `next_action` in `follow_up`. The drizzle schema says the same, as a test holds, but is not asked here:
 * building its tables took a tenth of the time to the first list.
 */
export function tableOf(kind: KindName): KindTable {
  let known = tables.get(kind);
  if (!known) {
    const columns = Object.entries(definitionOf(kind).fields).map(([field, definition]): FieldColumn => {
      const stored = plainTypes.has(definition.type)
        ? 'plain'
        : definition.type === 'boolean'
          ? 'boolean'
          : 'json';
      return { field, column: snakeCase(field), stored };
    });
    known = { kind, table: snakeCase(kind), columns };
    tables.set(kind, known);
  }
  return known;
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
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
