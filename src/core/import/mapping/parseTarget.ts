import type { KindName } from '../../kinds/fieldTypes.ts';
import { fieldsOf } from '../../kinds/index.ts';
import type { ColumnTarget } from '../importTypes.ts';
import { partsOf } from './columnNames.ts';

/** Reads `id`, `name`, `name.ja`, `period.start`; undefined when the kind has no such column. */
export function parseTarget(kind: KindName, text: string): ColumnTarget | undefined {
  const [field = '', key, ...rest] = text.trim().split('.');
  if (rest.length > 0) return undefined;
  if (field === 'id') return key === undefined ? { field } : undefined;
  const fields = fieldsOf(kind);
  const definition = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!definition) return undefined;
  if (key === undefined) return { field };
  if (definition.type === 'languageText') {
    return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(key) ? { field, key } : undefined;
  }
  return partsOf(definition).includes(key) ? { field, key } : undefined;
}
