import { looksLikeGeometry, readShape } from '#urbanos/geo/geojson.ts';
import { isObject, type Json } from '#urbanos/json.ts';
import { isUri, type LdContext } from '#urbanos/ld/context.ts';
import { type AttributeType, ngsiLdNull, valueMembers } from '#urbanos/ld/model.ts';
import { badData } from '#urbanos/ld/problem.ts';

/** Where the NGSI-LD Null may stand: nowhere, as a whole value, or also inside values (clause 5.5.4). */
export type NullRule = 'none' | 'whole' | 'inside';

/** True when a value as a whole is the NGSI-LD Null, in the form that fits the attribute type. */
export function isNullValue(type: AttributeType, value: Json): boolean {
  if (value === ngsiLdNull) return true;
  if (type === 'LanguageProperty')
    return isObject(value) && Object.keys(value).length === 1 && value['@none'] === ngsiLdNull;
  if (type === 'ListProperty' || type === 'ListRelationship') {
    return Array.isArray(value) && value.length === 1 && value[0] === ngsiLdNull;
  }
  return false;
}

/**
 * Checks the value of an attribute and brings it into its stored form (names expanded, objects of a ListRelationship
 * as plain URIs).
 * @throws Problem BadRequestData that names the attribute.
 */
export function readValue(
  type: AttributeType,
  name: string,
  value: Json,
  context: LdContext,
  nulls: NullRule,
): Json {
  const label = `"${valueMembers[type]}" of "${name}"`;
  if (value === null && type !== 'JsonProperty') throw badData(`${label} must not be null.`);
  switch (type) {
    case 'Property':
      if (nulls !== 'inside' && containsNull(value))
        throw badData(`${label} must not contain "${ngsiLdNull}".`);
      return withoutJsonNulls(value);
    case 'GeoProperty':
      if (!looksLikeGeometry(value) || readShape(value) === undefined)
        throw badData(`${label} is not a valid GeoJSON geometry.`);
      return value;
    case 'LanguageProperty':
      return readLanguageMap(label, value, nulls);
    case 'JsonProperty':
      return value;
    case 'VocabProperty':
      return readVocabulary(label, value, context);
    case 'ListProperty':
      if (!Array.isArray(value)) throw badData(`${label} has to be an array.`);
      return value;
    case 'Relationship':
      return readObject(label, value);
    case 'ListRelationship':
      return readObjectList(label, value);
  }
}

function readLanguageMap(label: string, value: Json, nulls: NullRule): Json {
  if (!isObject(value)) throw badData(`${label} has to be an object of language tags.`);
  for (const [tag, text] of Object.entries(value)) {
    if (tag !== '@none' && !/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/u.test(tag)) {
      throw badData(`${label} has "${tag}", which is not a language tag.`);
    }
    const texts = Array.isArray(text) ? text : [text];
    if (!texts.every((part) => typeof part === 'string'))
      throw badData(`${label} has a text that is not a string ("${tag}").`);
    if (nulls !== 'inside' && texts.includes(ngsiLdNull))
      throw badData(`${label} must not contain "${ngsiLdNull}".`);
  }
  return value;
}

function readVocabulary(label: string, value: Json, context: LdContext): Json {
  const expand = (item: Json): string => {
    if (typeof item !== 'string' || item === '')
      throw badData(`${label} has to be a string or an array of strings.`);
    return context.expand(item);
  };
  return Array.isArray(value) ? value.map(expand) : expand(value);
}

function readObject(label: string, value: Json): Json {
  const check = (item: Json): string => {
    if (typeof item !== 'string' || !isUri(item))
      throw badData(`${label} has to be a URI or an array of URIs.`);
    return item;
  };
  return Array.isArray(value) ? value.map(check) : check(value);
}

function readObjectList(label: string, value: Json): Json {
  if (!Array.isArray(value)) throw badData(`${label} has to be an array.`);
  return value.map((item) => {
    const object = isObject(item) ? item.object : item;
    if (typeof object !== 'string' || !isUri(object)) throw badData(`${label} has to hold URIs.`);
    return object;
  });
}

function containsNull(value: Json): boolean {
  if (value === ngsiLdNull) return true;
  if (Array.isArray(value)) return value.some(containsNull);
  return isObject(value) && Object.values(value).some(containsNull);
}

/** JSON-LD expansion drops null members and items (JSON-LD 1.1 API, expansion), so they are not stored either. */
function withoutJsonNulls(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutJsonNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutJsonNulls(inner)]),
  );
}
