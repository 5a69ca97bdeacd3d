import { isObject, type Json } from '#urbanos/json.ts';
import {
  type ApplyResult,
  findInstance,
  finish,
  newInstance,
  putInstance,
  removeInstance,
  setMembers,
  start,
} from '#urbanos/ld/apply.ts';
import { isUri } from '#urbanos/ld/context.ts';
import {
  type AttributeInstance,
  type AttributePatch,
  type EntityPatch,
  ngsiLdNull,
  type StoredEntity,
} from '#urbanos/ld/model.ts';
import { badData } from '#urbanos/ld/problem.ts';

/** Parameters of a merge request (clause 6.5.3.4). */
export interface MergeOptions {
  /** The body is in simplified form: the types of attributes that exist stay. */
  simplified: boolean;
  /** Language of texts that stand alone, for attributes that are LanguageProperties. */
  language?: string | undefined;
  /** New time for attributes that had one and get none from the body. */
  observedAt?: string | undefined;
}

/** Merge Entity (clauses 5.5.12 and 5.6.17): JSON Merge Patch with the NGSI-LD Null in the place of null. */
export function mergeEntity(
  existing: StoredEntity,
  patch: EntityPatch,
  options: MergeOptions,
  now: string,
): ApplyResult {
  const result = start(existing, patch, now);
  if (patch.scope === null) delete result.entity.scope;
  else if (patch.scope) result.entity.scope = patch.scope;
  for (const [name, instances] of Object.entries(patch.attributes)) {
    for (const instance of instances) {
      mergeInto(result.entity.attributes, name, instance, options, now);
      result.updated.push(name);
    }
  }
  return finish(result);
}

function mergeInto(
  attributes: Record<string, AttributeInstance[]>,
  name: string,
  patch: AttributePatch,
  options: MergeOptions,
  now: string,
): void {
  if (patch.erase) {
    removeInstance(attributes, name, patch.datasetId);
    return;
  }
  const found = findInstance(attributes, name, patch.datasetId);
  if (found === undefined) {
    if (patch.value === undefined) throw badData(`The attribute ${name} is new and has no value.`);
    putInstance(attributes, name, newInstance({ ...patch, value: withoutNulls(patch.value) }, now));
  } else putInstance(attributes, name, mergeInstance(name, found, patch, options, now));
}

function mergeInstance(
  name: string,
  found: AttributeInstance,
  patch: AttributePatch,
  options: MergeOptions,
  now: string,
): AttributeInstance {
  const bare = patch.bare ? bareValue(name, found, patch, options) : undefined;
  if (bare === undefined && patch.type !== undefined && patch.type !== found.type) {
    return newInstance({ ...patch, value: withoutNulls(patch.value ?? null) }, now, found.createdAt);
  }
  const merged = structuredClone(found);
  const value = bare ?? patch.value;
  if (value !== undefined) merged.value = mergeJson(found.value, value);
  setMembers(merged, patch);
  if (
    options.observedAt !== undefined &&
    found.observedAt !== undefined &&
    patch.members.observedAt === undefined
  ) {
    merged.observedAt = options.observedAt;
  }
  for (const [subName, instances] of Object.entries(patch.attributes)) {
    merged.attributes ??= {};
    for (const instance of instances)
      mergeInto(merged.attributes, subName, instance, { simplified: false }, now);
    if (Object.keys(merged.attributes).length === 0) delete merged.attributes;
  }
  merged.modifiedAt = now;
  return merged;
}

/** A value without a type around it, understood in the type that the attribute already has; undefined if it is not. */
function bareValue(
  name: string,
  found: AttributeInstance,
  patch: AttributePatch,
  options: MergeOptions,
): Json | undefined {
  const value = patch.value as Json;
  if (found.type === 'LanguageProperty' && options.language !== undefined && isText(value))
    return { [options.language]: value };
  if (!options.simplified || found.type === patch.type) return undefined;
  switch (found.type) {
    case 'Property':
    case 'JsonProperty':
      return value;
    case 'ListProperty':
      if (Array.isArray(value)) return value;
      break;
    case 'Relationship': {
      const uris = Array.isArray(value) ? value : [value];
      if (uris.every((uri) => typeof uri === 'string' && isUri(uri))) return value;
      break;
    }
    case 'ListRelationship':
      if (Array.isArray(value) && value.every((uri) => typeof uri === 'string' && isUri(uri))) return value;
      break;
    case 'LanguageProperty':
    case 'VocabProperty':
    case 'GeoProperty':
      break;
  }
  throw badData(`The value for ${name} does not fit its type ${found.type}, which a merge does not change.`);
}

function isText(value: Json): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

/** JSON Merge Patch (RFC 7396) in which "urn:ngsi-ld:null" removes a member. */
export function mergeJson(target: Json, patch: Json): Json {
  if (!isObject(patch)) return withoutNulls(patch);
  const merged = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === ngsiLdNull) delete merged[key];
    else merged[key] = mergeJson(Object.hasOwn(merged, key) ? (merged[key] as Json) : null, value);
  }
  return merged;
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== ngsiLdNull).map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== ngsiLdNull)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}
