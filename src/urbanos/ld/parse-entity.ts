import { isObject, type Json } from '#urbanos/json.ts';
import { isUri, type LdContext } from '#urbanos/ld/context.ts';
import { ngsiLdNamespace } from '#urbanos/ld/core-terms.ts';
import { isDateTime } from '#urbanos/ld/date-time.ts';
import { type EntityPatch, ngsiLdNull } from '#urbanos/ld/model.ts';
import { type ParseRules, parseAttribute } from '#urbanos/ld/parse-attribute.ts';
import { badData } from '#urbanos/ld/problem.ts';

/** The default geospatial properties have a fixed type (clause 4.7). */
const geoOnly = new Set(
  ['location', 'observationSpace', 'operationSpace'].map((term) => ngsiLdNamespace + term),
);
const ignored = new Set(['@context', 'createdAt', 'modifiedAt', 'deletedAt']);

/**
 * Reads an entity or an entity fragment.
 * @throws Problem BadRequestData with the member that is wrong.
 */
export function parseEntity(body: Json, rules: ParseRules): EntityPatch {
  if (!isObject(body)) throw badData('An entity has to be a JSON object.');
  const patch: EntityPatch = { types: [], attributes: {} };
  for (const [key, value] of Object.entries(body)) {
    if (ignored.has(key)) continue;
    if (key === 'id' || key === '@id') patch.id = readId(value);
    else if (key === 'type' || key === '@type') patch.types = readTypes(value, rules.context);
    else if (key === 'scope') patch.scope = readScope(value, rules);
    else if (key === 'expiresAt') patch.expiresAt = readExpiry(value, rules);
    else if (value !== null) readAttribute(key, value, patch, rules);
  }
  return patch;
}

/** As `parseEntity`, for operations that need a whole entity: id and type have to be there. */
export function parseWholeEntity(body: Json, context: LdContext): EntityPatch & { id: string } {
  const patch = parseEntity(body, { context, nulls: 'none', complete: true });
  if (patch.id === undefined) throw badData('The entity has no id.');
  if (patch.types.length === 0) throw badData('The entity has no type.');
  return { ...patch, id: patch.id };
}

/** @throws Problem BadRequestData unless the text is a URI that can identify an entity. */
export function readId(value: Json | undefined): string {
  if (typeof value !== 'string' || !isUri(value)) throw badData('The entity id is missing or is not a URI.');
  return value;
}

function readTypes(value: Json, context: LdContext): string[] {
  const names = Array.isArray(value) ? value : [value];
  if (names.length === 0) throw badData('The entity type is empty.');
  const types = names.map((name) => {
    if (typeof name !== 'string' || name === '' || name === ngsiLdNull)
      throw badData('The entity type is not a name.');
    return context.expand(name);
  });
  return [...new Set(types)];
}

function readAttribute(key: string, value: Json, patch: EntityPatch, rules: ParseRules): void {
  const name = rules.context.expand(key);
  if (Object.hasOwn(patch.attributes, name))
    throw badData(`"${key}" names an attribute that is already there.`);
  const instances = parseAttribute(key, value, rules);
  if (geoOnly.has(name) && instances.some(({ type }) => type !== undefined && type !== 'GeoProperty')) {
    throw badData(`"${key}" has to be a GeoProperty.`);
  }
  patch.attributes[name] = instances;
}

const scopePattern = /^\/?[\p{L}][\p{L}\p{N}\p{M}_-]*(\/[\p{L}][\p{L}\p{N}\p{M}_-]*)*$/u;

function readScope(value: Json, rules: ParseRules): string[] | null {
  if (value === ngsiLdNull && rules.nulls !== 'none') return null;
  const scopes = Array.isArray(value) ? value : [value];
  const texts = scopes.map((scope) => {
    if (typeof scope !== 'string' || !scopePattern.test(scope))
      throw badData('"scope" is not a valid scope.');
    return scope;
  });
  if (texts.length === 0) throw badData('"scope" is empty.');
  return [...new Set(texts)];
}

function readExpiry(value: Json, rules: ParseRules): string | null {
  if (value === ngsiLdNull && rules.nulls !== 'none') return null;
  if (typeof value !== 'string' || !isDateTime(value))
    throw badData('"expiresAt" is not a UTC date and time.');
  return value;
}
