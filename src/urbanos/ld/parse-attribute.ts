import { looksLikeGeometry } from '#urbanos/geo/geojson.ts';
import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';
import { isUri, type LdContext } from '#urbanos/ld/context.ts';
import { isDateTime } from '#urbanos/ld/date-time.ts';
import {
  type AttributePatch,
  type AttributeType,
  ngsiLdNull,
  type PlainMember,
  plainMembers,
  valueMembers,
} from '#urbanos/ld/model.ts';
import { isNullValue, type NullRule, readValue } from '#urbanos/ld/parse-value.ts';
import { badData } from '#urbanos/ld/problem.ts';

/** How a request body is to be read. */
export interface ParseRules {
  context: LdContext;
  nulls: NullRule;
  /** Every attribute has to say its value (everything but merge and partial update). */
  complete: boolean;
}

const attributeTypes = new Set<string>(Object.keys(valueMembers));
const typeByMember = new Map<string, AttributeType>([
  ['value', 'Property'],
  ['object', 'Relationship'],
  ['languageMap', 'LanguageProperty'],
  ['json', 'JsonProperty'],
  ['vocab', 'VocabProperty'],
  ['valueList', 'ListProperty'],
  ['objectList', 'ListRelationship'],
]);

/** System generated and output-only members: ignored when a client sends them back (clause 4.5.2.2). */
const ignoredMembers = new Set(
  `createdAt modifiedAt deletedAt instanceId lang entity entityList previousValue previousObject previousLanguageMap
  previousJson previousVocab previousValueList previousObjectList`.split(/\s+/u),
);

/** Reads one attribute in normalized or concise form: one instance, or several with different datasetIds. */
export function parseAttribute(name: string, raw: Json, rules: ParseRules): AttributePatch[] {
  if (!Array.isArray(raw) || raw.length === 0 || !raw.every((item) => isObject(item) && isReified(item))) {
    return [parseInstance(name, raw, rules)];
  }
  const instances = raw.map((item) => parseInstance(name, item, rules));
  const datasets = new Set(instances.map((instance) => instance.datasetId ?? '@none'));
  if (datasets.size !== instances.length)
    throw badData(`"${name}" has two instances with the same datasetId.`);
  return instances;
}

/** Reads one attribute instance. `partial` bodies may consist of members alone. */
export function parseInstance(name: string, raw: Json, rules: ParseRules, partial = false): AttributePatch {
  if (!isObject(raw) || (!partial && !isReified(raw))) return parseBare(name, raw, rules);
  const type = readType(name, raw, rules);
  const patch: AttributePatch = {
    type,
    value: undefined,
    erase: false,
    bare: false,
    members: {},
    attributes: {},
  };
  if (type !== undefined) readTypedValue(name, raw, type, patch, rules);
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'type' || key === '@type' || typeByMember.has(key) || ignoredMembers.has(key)) continue;
    if (key === '@context') throw badData(`"${name}" has an @context inside, which is not allowed.`);
    if (key === 'datasetId') patch.datasetId = readDatasetId(name, value);
    else if (isPlainMember(key)) readPlainMember(name, key, value, patch, rules);
    else if (value !== null)
      patch.attributes[rules.context.expand(key)] = parseAttribute(`${name}.${key}`, value, rules);
  }
  return patch;
}

/** True when an object is an attribute with members, not a value that happens to be an object. */
function isReified(raw: JsonObject): boolean {
  if (looksLikeGeometry(raw)) return false;
  if (Object.hasOwn(raw, 'type')) return true;
  return Object.keys(raw).some((key) => typeByMember.has(key) || key === 'datasetId' || isPlainMember(key));
}

function parseBare(name: string, raw: Json, rules: ParseRules): AttributePatch {
  if (raw === ngsiLdNull) {
    if (rules.nulls === 'none') throw badData(`"${name}" must not be "${ngsiLdNull}" here.`);
    return { type: undefined, value: undefined, erase: true, bare: true, members: {}, attributes: {} };
  }
  const type = looksLikeGeometry(raw) ? 'GeoProperty' : 'Property';
  const value = readValue(type, name, raw, rules.context, rules.nulls);
  return { type, value, erase: false, bare: true, members: {}, attributes: {} };
}

function readType(name: string, raw: JsonObject, rules: ParseRules): AttributeType | undefined {
  const said = raw.type;
  const present = [...typeByMember.keys()].filter((key) => Object.hasOwn(raw, key));
  if (said !== undefined) {
    if (typeof said !== 'string' || !attributeTypes.has(said))
      throw badData(`"${name}" has an unknown attribute type.`);
    const expected = valueMembers[said as AttributeType];
    const other = present.find((key) => key !== expected);
    if (other !== undefined) throw badData(`"${name}" is a ${said} and must not have "${other}".`);
    return said as AttributeType;
  }
  if (present.length > 1) throw badData(`"${name}" has more than one value (${present.join(', ')}).`);
  const key = present[0];
  if (key === undefined) {
    if (rules.complete) throw badData(`"${name}" has no value.`);
    return undefined;
  }
  return key === 'value' && looksLikeGeometry(raw.value) ? 'GeoProperty' : typeByMember.get(key);
}

function readTypedValue(
  name: string,
  raw: JsonObject,
  type: AttributeType,
  patch: AttributePatch,
  rules: ParseRules,
): void {
  const key = valueMembers[type];
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
  if (value === undefined) {
    if (rules.complete) throw badData(`"${name}" is a ${type} and has to have "${key}".`);
  } else if (isNullValue(type, value)) {
    if (rules.nulls === 'none') throw badData(`"${key}" of "${name}" must not be "${ngsiLdNull}" here.`);
    patch.erase = true;
  } else patch.value = readValue(type, name, value, rules.context, rules.nulls);
}

function isPlainMember(key: string): key is PlainMember {
  return (plainMembers as readonly string[]).includes(key);
}

function readDatasetId(name: string, value: Json): string {
  if (typeof value !== 'string' || !isUri(value) || value === ngsiLdNull)
    throw badData(`"datasetId" of "${name}" is not a URI.`);
  return value;
}

function readPlainMember(
  name: string,
  key: PlainMember,
  value: Json,
  patch: AttributePatch,
  rules: ParseRules,
): void {
  if (value === null) return;
  if (value === ngsiLdNull) {
    if (rules.nulls === 'none') throw badData(`"${key}" of "${name}" must not be "${ngsiLdNull}" here.`);
    patch.members[key] = null;
    return;
  }
  if (typeof value !== 'string') throw badData(`"${key}" of "${name}" has to be a string.`);
  if ((key === 'observedAt' || key === 'expiresAt') && !isDateTime(value)) {
    throw badData(`"${key}" of "${name}" is not a UTC date and time such as 2024-04-01T00:00:00Z.`);
  }
  patch.members[key] = key === 'objectType' || key === 'valueType' ? rules.context.expand(value) : value;
}
