import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { isRecordId } from '#core/records/validateRecord.ts';
import type { Search } from '../filters/address.ts';
import type { Values } from './buildPatch.ts';

/**
 * A new record as its address begins it, for instance `/new/followUp?study=smart-jamp-2023-x&city=jakarta`. Only values that
 * the field can hold are taken.
 */
export function prefillValues(kind: KindName, search: Search): Values {
  const values: Record<string, unknown> = {
    visibility: definitionOf(kind).defaultVisibility,
    confidence: 'own',
  };
  for (const [name, definition] of Object.entries(fieldsOf(kind))) {
    if (!Object.hasOwn(search, name)) continue;
    const value = readValue(definition, String(search[name]));
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function readValue(definition: FieldDefinition, text: string): unknown {
  switch (definition.type) {
    case 'reference':
      return isRecordId(text) ? text : undefined;
    case 'references': {
      const ids = text.split(',').filter(isRecordId);
      return ids.length > 0 ? ids : undefined;
    }
    case 'choice':
      return definition.choices.includes(text) ? text : undefined;
    case 'texts': {
      const { choices } = definition;
      return choices ? text.split(',').filter((value) => choices.includes(value)) : undefined;
    }
    case 'integer': {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : undefined;
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'date':
      return /^\d{4}(-\d{2}){0,2}$/.test(text) ? text : undefined;
    default:
      return undefined;
  }
}
