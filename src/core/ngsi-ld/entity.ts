import type { FieldDefinition, KindName } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';

/** Entity types that other users of an urban OS meet. */
const entityTypes: Readonly<Record<KindName, string>> = {
  country: 'Country',
  city: 'SmartCity',
  need: 'CityNeed',
  organisation: 'Organization',
  solution: 'SmartCitySolution',
  study: 'SmartCityStudy',
  followUp: 'FollowUp',
  project: 'Project',
  mou: 'Memorandum',
  event: 'Event',
  programme: 'SupportProgramme',
  precedent: 'Precedent',
  contact: 'ContactPoint',
  mission: 'Mission',
  missionNote: 'MissionNote',
  attachment: 'Attachment',
  measure: 'KeyPerformanceIndicator',
  concept: 'Concept',
  verdict: 'MatchVerdict',
  savedView: 'SavedView',
};

export function entityType(kind: KindName): string {
  return entityTypes[kind];
}

/** `type` means the entity's own type in NGSI-LD; the field of that name goes under another one. */
export function attributeName(kind: KindName, field: string): string {
  if (field !== 'type') return field;
  return 'category' in fieldsOf(kind) ? 'categoryType' : 'category';
}

export type Entity = Readonly<Record<string, unknown>>;

export function entityId(kind: KindName, id: string): string {
  return `urn:ngsi-ld:${entityTypes[kind]}:${id}`;
}

/**
 * A record as an NGSI-LD entity (ETSI GS CIM 009) in normalised form with default-context terms: names as
 * LanguageProperty, places as GeoProperty, links as Relationship, structured and free values as
 * JsonProperty, which passes characters that some brokers refuse in plain values.
 * @param kindOf the kind of a referenced record; a link to an unknown one is left out
 */
export function toEntity(record: RegistryRecord, kindOf: (id: string) => KindName | undefined): Entity {
  const entity: Record<string, unknown> = {
    id: entityId(record.kind, record.id),
    type: entityTypes[record.kind],
  };
  const { lat, lon } = record as { lat?: number; lon?: number };
  const isPlaced = typeof lat === 'number' && typeof lon === 'number';
  for (const [field, definition] of Object.entries(fieldsOf(record.kind))) {
    const value = record[field];
    if (value === undefined || value === null) continue;
    if (isPlaced && (field === 'lat' || field === 'lon')) continue;
    const attribute = toAttribute(definition, value, kindOf);
    if (attribute) entity[attributeName(record.kind, field)] = attribute;
  }
  if (isPlaced) {
    entity.location = { type: 'GeoProperty', value: { type: 'Point', coordinates: [lon, lat] } };
  }
  return entity;
}

function toAttribute(
  definition: FieldDefinition,
  value: unknown,
  kindOf: (id: string) => KindName | undefined,
): Record<string, unknown> | undefined {
  switch (definition.type) {
    case 'languageText':
      return { type: 'LanguageProperty', languageMap: value };
    case 'reference': {
      const kind = kindOf(value as string);
      return kind && { type: 'Relationship', object: entityId(kind, value as string) };
    }
    case 'references': {
      const objects = (value as string[]).flatMap((id) => {
        const kind = kindOf(id);
        return kind ? [entityId(kind, id)] : [];
      });
      return objects.length > 0 ? { type: 'Relationship', object: objects } : undefined;
    }
    case 'integer':
    case 'number':
    case 'boolean':
    case 'choice':
    case 'date':
      return { type: 'Property', value };
    default:
      return { type: 'JsonProperty', json: value };
  }
}
