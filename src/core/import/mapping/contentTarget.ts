import type { FieldDefinition, KindName } from '../../kinds/fieldTypes.ts';
import { fieldsOf } from '../../kinds/index.ts';
import { isDate } from '../../records/validateRecord.ts';
import type { ColumnTarget } from '../importTypes.ts';
import { type CellValue, cellText } from '../sourceTable.ts';
import { type ReadingContext, readValue } from '../values/readValue.ts';

const fewest = 2;
const share = 0.8;

/**
 * The field that a column with an unknown header fits by what stands in it. Only where the content leaves no
 * choice: addresses of web pages or mail, choices, names of records, of which one free field takes them all.
 * @param taken targets that have a column already
 */
export function targetOfContent(
  kind: KindName,
  cells: readonly CellValue[],
  taken: ReadonlySet<string>,
  context: ReadingContext,
): ColumnTarget | undefined {
  if (cells.length < fewest) return undefined;
  const texts = cells.map(cellText);
  if (mostly(texts, (text) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text.trim()))) {
    return 'email' in fieldsOf(kind) && !taken.has('email') ? { field: 'email' } : undefined;
  }
  const fitting = Object.entries(fieldsOf(kind)).filter(
    ([field, definition]) =>
      !taken.has(field) &&
      isTelling(definition) &&
      mostly(texts, (text) => fits(field, definition, text, context)),
  );
  const [only, ...others] = fitting;
  return only && others.length === 0 ? { field: only[0] } : undefined;
}

/** Types whose values cannot be mistaken for any text. */
function isTelling(definition: FieldDefinition): boolean {
  switch (definition.type) {
    case 'url':
    case 'choice':
    case 'reference':
    case 'references':
      return true;
    case 'texts':
      return definition.choices !== undefined;
    default:
      return false;
  }
}

function fits(field: string, definition: FieldDefinition, text: string, context: ReadingContext): boolean {
  if (definition.type === 'url') return /^https?:\/\/\S+$/i.test(text.trim());
  if (isDate(text) || /^[\d.,\s]*$/.test(text)) return false;
  const reading = readValue(field, definition, text, context);
  return 'value' in reading && (!Array.isArray(reading.value) || reading.value.length > 0);
}

function mostly(texts: readonly string[], test: (text: string) => boolean): boolean {
  return texts.filter(test).length >= texts.length * share;
}
