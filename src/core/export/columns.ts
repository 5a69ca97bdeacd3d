import { readList } from '../import/values/readList.ts';
import type { FieldDefinition, KindName } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';

/** One column of a table made from records. */
export interface ExportColumn {
  /** `id`, a field, or a field and a key: `name.ja`, `levels` (JSON). */
  readonly field: string;
  readonly key?: string;
  /** `names` shows the names of referenced records beside the ids; it is for reading and is not read back. */
  readonly shows: 'value' | 'names';
  readonly type: FieldDefinition['type'];
}

export type Cell = string | number | boolean | null;

/** Between the members of a list in one cell. */
export const listSeparator = '; ';

const stampFields = ['createdAt', 'updatedAt'] as const;

/** The fields that an export can have columns for, besides the id that every one begins with. */
export function exportableFields(kind: KindName): string[] {
  return [...Object.keys(fieldsOf(kind)), ...stampFields];
}

/**
 * The columns that these records need: a language has a column only where somebody wrote in it. The id comes
 * first, whatever was chosen, so that what is corrected in the file finds its record again.
 * @param chosen fields in the order wanted, of `exportableFields`; all of them when absent
 */
export function columnsOf(
  kind: KindName,
  records: readonly RegistryRecord[],
  chosen: readonly string[] = exportableFields(kind),
): ExportColumn[] {
  const columns: ExportColumn[] = [{ field: 'id', shows: 'value', type: 'text' }];
  for (const field of new Set(chosen)) {
    const definition = fieldsOf(kind)[field];
    if (!definition) {
      if (field !== 'id') columns.push({ field, shows: 'value', type: 'text' });
      continue;
    }
    const values = records.map((record) => record[field]).filter((value) => value !== undefined);
    if (definition.type === 'languageText') {
      const used = new Set(values.flatMap((value) => Object.keys(value as object)));
      const languages = [...new Set(['ja', 'en', ...[...used].sort()])].filter(
        (key) => used.has(key) || values.length === 0,
      );
      for (const key of languages) columns.push({ field, key, shows: 'value', type: definition.type });
      continue;
    }
    columns.push({ field, shows: 'value', type: definition.type });
    if (values.length > 0 && (definition.type === 'reference' || definition.type === 'references')) {
      columns.push({ field, shows: 'names', type: definition.type });
    }
  }
  return columns;
}

/** @param nameOf the name of a referenced record in the reader's language */
export function cellOf(column: ExportColumn, record: RegistryRecord, nameOf: (id: string) => string): Cell {
  const value = record[column.field];
  if (value === undefined || value === null) return null;
  if (column.shows === 'names') {
    const ids = Array.isArray(value) ? (value as string[]) : [value as string];
    return ids
      .map(nameOf)
      .filter((name) => name !== '')
      .join(listSeparator);
  }
  if (column.key !== undefined) return (value as Record<string, string>)[column.key] ?? null;
  if (column.type === 'references' || column.type === 'texts') {
    const members = value as string[];
    const joined = members.join(listSeparator);
    // A name such as クアラ・ルンプール, or one with the separator itself, could come back as two.
    return canonicalJson(readList(joined)) === canonicalJson(members) ? joined : canonicalJson(members);
  }
  return typeof value === 'object' ? canonicalJson(value) : (value as Cell);
}

/**
 * Spreadsheets run a cell that begins with one of these as a formula; an apostrophe in front makes it text.
 * Source: OWASP, "CSV Injection".
 */
export function harmless(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The text that `harmless` made harmless. */
export function disarmed(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
