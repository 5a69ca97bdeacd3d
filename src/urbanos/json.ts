/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object with string keys. */
export interface JsonObject {
  [key: string]: Json;
}

/** Why a body was refused before its meaning was looked at. */
export class UnsafeJson extends Error {
  override readonly name = 'UnsafeJson';
}

/** Objects and arrays may stand this deep inside one another; real entities need fewer than ten. */
export const maximumJsonDepth = 64;

const openers = new Set(['{', '[']);
const closers = new Set(['}', ']']);

/**
 * Parses JSON from an untrusted sender.
 * The depth is measured on the text, before a recursive reader could exhaust the stack, and the key `__proto__` is
 * refused, because copying such an object would change the prototype of the copy. Numbers beyond the range of doubles
 * are refused too, because they would be stored as null.
 * @throws UnsafeJson when the text is not JSON, is too deep, or has a forbidden key or number.
 */
export function parseJson(text: string): Json {
  assertDepth(text);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new UnsafeJson('The body is not valid JSON.');
  }
  assertContent(value);
  return value;
}

/** True for a JSON object: neither an array nor null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member of an object, or undefined; inherited names such as `constructor` are never found. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Structural equality; the order of keys in objects does not matter. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => sameJson(left[key], member(right, key)))
    );
  }
  return false;
}

function assertDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (openers.has(character)) {
      depth += 1;
      if (depth > maximumJsonDepth)
        throw new UnsafeJson(`The body is nested deeper than ${maximumJsonDepth} levels.`);
    } else if (closers.has(character)) depth -= 1;
  }
}

function assertContent(value: Json): void {
  if (Array.isArray(value)) {
    for (const item of value) assertContent(item);
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new UnsafeJson('A number is too large.');
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__') throw new UnsafeJson('The key "__proto__" is not allowed.');
      assertContent(inner);
    }
  }
}
