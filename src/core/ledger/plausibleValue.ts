import type { FieldDefinition, PartType, Shape } from '../kinds/fieldTypes.ts';

/**
 * Whether an operation's value has the shape that its field is stored and read in. What a newer version
 * or a faulty device wrote otherwise stays in the log and is not shown.
 * @param path the operation's field: `name/ja`
 */
export function isPlausibleValue(definition: FieldDefinition, path: string, value: unknown): boolean {
  if (value === null) return true;
  switch (definition.type) {
    case 'languageText':
    case 'choiceMap':
    case 'languageTextLists':
      return path.includes('/') && typeof value === 'string';
    case 'text':
    case 'date':
    case 'url':
    case 'choice':
    case 'reference':
    case 'references':
    case 'texts':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'languageTexts':
      return isLanguageMap(value);
    case 'object':
    case 'objects':
      return isObject(value) && hasShape(definition.shape, value);
  }
}

function hasShape(shape: Shape, value: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(shape).every(([name, part]) => value[name] == null || isPart(part, value[name]));
}

function isPart(part: PartType, value: unknown): boolean {
  switch (part.type) {
    case 'languageText':
      return isLanguageMap(value);
    case 'integer':
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'references':
      return Array.isArray(value) && value.every((member) => typeof member === 'string');
    case 'json':
      return true;
    default:
      return typeof value === 'string';
  }
}

function isLanguageMap(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
