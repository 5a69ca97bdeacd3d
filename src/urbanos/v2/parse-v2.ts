import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';
import { badRequest } from '#urbanos/v2/v2-error.ts';
import type { V2Input, V2Metadata } from '#urbanos/v2/v2-model.ts';

/**
 * Reading of NGSIv2 bodies, with the restrictions that brokers of this dialect have in the field: the characters
 * < > " ' = ; ( ) are refused everywhere but in values of type TextUnrestricted.
 */

const forbidden = /[<>"'=;()]/u;

/** Checks a name (entity id or type, attribute name or type, metadata name or type). */
export function checkField(value: Json | undefined, what: string): string {
  if (typeof value !== 'string') throw badRequest(`JSON Type Error: ${what} is not a string`);
  if (value.length === 0) throw badRequest(`${what} length: 0, min length supported: 1`);
  if (value.length > 256) throw badRequest(`${what} length: ${value.length}, max length supported: 256`);
  if (forbidden.test(value) || /[\s&?/#\p{Cc}]/u.test(value) || !value.isWellFormed())
    throw badRequest(`Invalid characters in ${what}`);
  return value;
}

/** Reads the attributes of an entity or of an attrs body; id and type are for the caller. */
export function parseAttributes(body: Json, keyValues: boolean): V2Input {
  if (!isObject(body)) throw badRequest('the body has to be a JSON object');
  const input: V2Input = {};
  for (const [name, raw] of Object.entries(body)) {
    if (name === 'id' || name === 'type' || builtinNames.has(name)) continue;
    checkField(name, 'attribute name');
    input[name] = keyValues ? fromValue(raw) : parseAttribute(raw);
  }
  return input;
}

/** Attributes that the broker makes itself; ignored in input. */
export const builtinNames: ReadonlySet<string> = new Set(['dateCreated', 'dateModified', 'servicePath']);

/** Reads one attribute in its full form: {"value", "type", "metadata"}. */
export function parseAttribute(raw: Json): V2Input[string] {
  if (!isObject(raw)) throw badRequest('attribute must be a JSON object, unless keyValues option is used');
  const unknown = Object.keys(raw).find((key) => key !== 'value' && key !== 'type' && key !== 'metadata');
  if (unknown !== undefined)
    throw badRequest(`unrecognized property for context attribute: ${unknown.replace(forbidden, '')}`);
  const value = Object.hasOwn(raw, 'value') ? (raw.value as Json) : null;
  const type = raw.type === undefined ? defaultType(value) : checkField(raw.type, 'attribute type');
  return { type, value: checkValue(value, type), metadata: parseMetadata(raw.metadata) };
}

/** An attribute from a value alone, with the type that the value suggests. */
export function fromValue(value: Json): V2Input[string] {
  const type = defaultType(value);
  return { type, value: checkValue(value, type), metadata: {} };
}

/** Checks a value by the type of its attribute; DateTime is brought into its canonical form. */
export function checkValue(value: Json, type: string): Json {
  if (type !== 'TextUnrestricted' && hasForbidden(value))
    throw badRequest('Invalid characters in attribute value');
  if ((type === 'DateTime' || type === 'ISO8601') && value !== null) {
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) throw badRequest('date has invalid format');
    return new Date(time).toISOString();
  }
  return value;
}

function parseMetadata(raw: Json | undefined): Record<string, V2Metadata> {
  if (raw === undefined) return {};
  if (!isObject(raw)) throw badRequest('metadata must be a JSON object');
  const metadata: Record<string, V2Metadata> = {};
  for (const [name, item] of Object.entries(raw)) {
    checkField(name, 'metadata name');
    if (!isObject(item)) throw badRequest('metadata must be a JSON object');
    const value = (item as JsonObject).value ?? null;
    if (hasForbidden(value)) throw badRequest('Invalid characters in metadata value');
    metadata[name] = {
      type: item.type === undefined ? defaultType(value) : checkField(item.type, 'metadata type'),
      value,
    };
  }
  return metadata;
}

function defaultType(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return 'Text';
  if (typeof value === 'number') return 'Number';
  return typeof value === 'boolean' ? 'Boolean' : 'StructuredValue';
}

function hasForbidden(value: Json): boolean {
  if (typeof value === 'string') return forbidden.test(value);
  if (Array.isArray(value)) return value.some(hasForbidden);
  return (
    isObject(value) &&
    Object.entries(value).some(([key, inner]) => forbidden.test(key) || hasForbidden(inner))
  );
}
