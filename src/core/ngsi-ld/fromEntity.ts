import { type KindName, kindNames } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { attributeName, entityType } from './entity.ts';

const kindsOfTypes = new Map<string, KindName>(kindNames.map((kind) => [entityType(kind), kind]));

/**
 * The record that `toEntity` made an entity of, without what only the registry keeps (times of change).
 * @returns undefined for anything that is no entity of this registry
 */
export function fromEntity(entity: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const kind = kindsOfTypes.get(String(entity.type));
  const id = recordId(entity.id);
  if (!kind || id === undefined) return undefined;
  const record: Record<string, unknown> = { id, kind };
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    const attribute = entity[attributeName(kind, field)];
    if (!isObject(attribute)) continue;
    const value = fromAttribute(attribute);
    if (value === undefined) continue;
    const isSingle = definition.type === 'references' && typeof value === 'string';
    record[field] = isSingle ? [value] : value;
  }
  const location = isObject(entity.location) ? entity.location.value : undefined;
  const coordinates = isObject(location) ? location.coordinates : undefined;
  if (Array.isArray(coordinates) && 'lat' in fieldsOf(kind)) {
    [record.lon, record.lat] = coordinates;
  }
  return record;
}

function fromAttribute(attribute: Readonly<Record<string, unknown>>): unknown {
  switch (attribute.type) {
    case 'LanguageProperty':
      return attribute.languageMap;
    case 'JsonProperty':
      return attribute.json;
    case 'Relationship':
      return Array.isArray(attribute.object) ? attribute.object.map(recordId) : recordId(attribute.object);
    default:
      return attribute.value;
  }
}

/** `urn:ngsi-ld:SmartCity:jakarta` → `jakarta`. */
function recordId(urn: unknown): string | undefined {
  return typeof urn === 'string' ? /^urn:ngsi-ld:[^:]+:(.+)$/.exec(urn)?.[1] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
