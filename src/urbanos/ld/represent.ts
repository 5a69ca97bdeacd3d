import { looksLikeGeometry } from '#urbanos/geo/geojson.ts';
import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';
import type { LdContext } from '#urbanos/ld/context.ts';
import { ngsiLdNamespace } from '#urbanos/ld/core-terms.ts';
import { chooseText } from '#urbanos/ld/language-filter.ts';
import {
  type AttributeInstance,
  type Attributes,
  plainMembers,
  type StoredEntity,
  valueMembers,
} from '#urbanos/ld/model.ts';

export type Representation = 'normalized' | 'concise' | 'simplified';

/** How entities are to be shown. Names in `attributes`, `pick` and `omit` are full names, or id, type, scope. */
export interface RepresentOptions {
  context: LdContext;
  representation: Representation;
  systemAttributes: boolean;
  attributes?: ReadonlySet<string> | undefined;
  pick?: ReadonlySet<string> | undefined;
  omit?: ReadonlySet<string> | undefined;
  datasetIds?: ReadonlySet<string> | undefined;
  languages?: readonly string[] | undefined;
}

/** Answers with the entity as JSON, without @context (clauses 4.5.1 to 4.5.4). */
export function representEntity(entity: StoredEntity, options: RepresentOptions): JsonObject {
  const result: JsonObject = {};
  const shown = (name: string): boolean => (options.pick?.has(name) ?? true) && !options.omit?.has(name);
  if (shown('id')) result.id = entity.id;
  if (shown('type')) result.type = oneOrMany(entity.types.map((type) => options.context.compact(type)));
  if (entity.scope !== undefined && shown('scope')) result.scope = oneOrMany(entity.scope);
  if (entity.expiresAt !== undefined && shown('expiresAt')) result.expiresAt = entity.expiresAt;
  if (options.systemAttributes) {
    result.createdAt = entity.createdAt;
    result.modifiedAt = entity.modifiedAt;
  }
  for (const [name, all] of Object.entries(entity.attributes)) {
    if (!shown(name) || options.attributes?.has(name) === false) continue;
    const instances = selectInstances(all, options.datasetIds);
    if (instances.length > 0) result[options.context.compact(name)] = representAttribute(instances, options);
  }
  return result;
}

/** A GeoJSON Feature (clause 4.5.16); the geometry is null when the property is not there. */
export function representFeature(
  entity: StoredEntity,
  geometryProperty: string,
  options: RepresentOptions,
): JsonObject {
  const { id: _id, ...properties } = representEntity(entity, options);
  const instances = selectInstances(entity.attributes[geometryProperty] ?? [], options.datasetIds);
  const chosen =
    instances.find(({ datasetId }) => datasetId === undefined) ??
    (options.datasetIds ? instances[0] : undefined);
  const geometry = chosen?.type === 'GeoProperty' ? chosen.value : null;
  return { id: entity.id, type: 'Feature', geometry, properties };
}

/** The attribute that holds the geometry when a request does not say (clause 4.7). */
export const defaultGeometryProperty = `${ngsiLdNamespace}location`;

function selectInstances(
  all: AttributeInstance[],
  datasetIds: ReadonlySet<string> | undefined,
): AttributeInstance[] {
  return datasetIds === undefined ? all : all.filter(({ datasetId }) => datasetIds.has(datasetId ?? '@none'));
}

function representAttribute(instances: AttributeInstance[], options: RepresentOptions): Json {
  if (options.representation === 'simplified') return simplified(instances, options);
  return oneOrMany(instances.map((instance) => representInstance(instance, options)));
}

function simplified(instances: AttributeInstance[], options: RepresentOptions): Json {
  const [first] = instances;
  if (instances.length === 1 && first !== undefined && first.datasetId === undefined)
    return simpleValue(first, options);
  return {
    dataset: Object.fromEntries(
      instances.map((instance) => [instance.datasetId ?? '@none', simpleValue(instance, options)]),
    ),
  };
}

function simpleValue(instance: AttributeInstance, options: RepresentOptions): Json {
  switch (instance.type) {
    case 'LanguageProperty':
      return options.languages
        ? chooseText(instance.value, options.languages).value
        : { languageMap: instance.value };
    case 'JsonProperty':
      return { json: instance.value };
    case 'VocabProperty':
      return { vocab: compactAll(instance.value, options.context) };
    default:
      return instance.value;
  }
}

function representInstance(instance: AttributeInstance, options: RepresentOptions): Json {
  const body: JsonObject = {};
  const concise = options.representation === 'concise';
  if (instance.type === 'LanguageProperty' && options.languages !== undefined) {
    const { value, language } = chooseText(instance.value, options.languages);
    Object.assign(body, concise ? {} : { type: 'Property' }, { value, lang: language });
  } else {
    if (!concise) body.type = instance.type;
    body[valueMembers[instance.type]] = outputValue(instance, options.context);
  }
  if (instance.datasetId !== undefined) body.datasetId = instance.datasetId;
  for (const key of plainMembers) {
    const value = instance[key];
    if (value === undefined) continue;
    body[key] = key === 'objectType' || key === 'valueType' ? options.context.compact(value) : value;
  }
  if (options.systemAttributes) {
    body.createdAt = instance.createdAt;
    body.modifiedAt = instance.modifiedAt;
  }
  addSubAttributes(body, instance.attributes, options);
  return concise ? shorten(body, instance) : body;
}

function addSubAttributes(
  body: JsonObject,
  attributes: Attributes | undefined,
  options: RepresentOptions,
): void {
  for (const [name, instances] of Object.entries(attributes ?? {})) {
    body[options.context.compact(name)] = oneOrMany(
      instances.map((instance) => representInstance(instance, options)),
    );
  }
}

/** A value alone stands for itself in concise form, unless reading it back would take it for something else. */
function shorten(body: JsonObject, instance: AttributeInstance): Json {
  const keys = Object.keys(body);
  if (keys.length !== 1 || keys[0] !== 'value') return body;
  const value = body.value as Json;
  if (instance.type === 'GeoProperty') return value;
  if (looksLikeGeometry(value) || isObject(value) || Array.isArray(value)) return body;
  return value;
}

function outputValue(instance: AttributeInstance, context: LdContext): Json {
  if (instance.type === 'VocabProperty') return compactAll(instance.value, context);
  if (instance.type === 'ListRelationship' && Array.isArray(instance.value)) {
    return instance.value.map((object) => ({ object }));
  }
  return instance.value;
}

function compactAll(value: Json, context: LdContext): Json {
  const compact = (item: Json): Json => (typeof item === 'string' ? context.compact(item) : item);
  return Array.isArray(value) ? value.map(compact) : compact(value);
}

function oneOrMany(items: Json[]): Json {
  return items.length === 1 ? (items[0] as Json) : items;
}
