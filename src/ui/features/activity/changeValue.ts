import { type FieldDefinition, type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { Format } from '../../i18n/format.ts';

/** Names of records that values refer to, by id. */
export type NamesOfRecords = Readonly<Record<string, string>>;

/** The words of a value in a change. `field` is as in the ledger: `name/ja`, `levels/ch.flood`, `cities`. */
export function changeValue(
  kind: KindName | undefined,
  field: string,
  value: unknown,
  names: NamesOfRecords,
  format: Format,
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const [root = field] = field.split('/');
  const definition = kind ? fieldsOf(kind)[root] : undefined;
  if (kind && definition) return wordsOf(kind, root, definition, value, names, format);
  return plainWords(value, names, format);
}

function wordsOf(
  kind: KindName,
  field: string,
  definition: FieldDefinition,
  value: unknown,
  names: NamesOfRecords,
  format: Format,
): string {
  switch (definition.type) {
    case 'date':
      return typeof value === 'string' ? format.date(value) : plainWords(value, names, format);
    case 'choice':
    case 'boolean':
      return typeof value === 'string' || typeof value === 'boolean'
        ? format.choice(kind, field, value)
        : plainWords(value, names, format);
    case 'texts':
    case 'choiceMap':
      return typeof value === 'string' && definition.choices
        ? format.choice(kind, field, value)
        : plainWords(value, names, format);
    case 'integer':
      // A fiscal year is a number that is never grouped.
      return field.endsWith('Year') && typeof value === 'number'
        ? format.shortFiscalYear(value)
        : plainWords(value, names, format);
    default:
      return plainWords(value, names, format);
  }
}

function plainWords(value: unknown, names: NamesOfRecords, format: Format): string {
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'string') return names[value] ?? value;
  if (Array.isArray(value)) return format.list(value.map((member) => plainWords(member, names, format)));
  if (value !== null && typeof value === 'object') {
    const parts = Object.values(value).filter((part) => part !== null && part !== '');
    return format.list(parts.map((part) => plainWords(part, names, format)));
  }
  return String(value);
}

/** Ids among a value that may be records; the host says which of them are. */
export function possibleReferences(kind: KindName | undefined, field: string, value: unknown): string[] {
  const [root = field] = field.split('/');
  const definition = kind ? fieldsOf(kind)[root] : undefined;
  const refers = definition?.type === 'reference' || definition?.type === 'references';
  const structured = definition?.type === 'object' || definition?.type === 'objects';
  if (!refers && !structured) return [];
  return textsIn(value).filter(
    (text) => /^[A-Za-z0-9][A-Za-z0-9._-]{1,127}$/.test(text) && !isKindName(text),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

function isKindName(text: string): boolean {
  return (kindNames as readonly string[]).includes(text);
}
