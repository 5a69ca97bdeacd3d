import { readShape, type Shape } from '#urbanos/geo/geojson.ts';
import { distance, equals, intersects, within } from '#urbanos/geo/relations.ts';
import { isObject, type Json, member } from '#urbanos/json.ts';
import { badRequest } from '#urbanos/v2/v2-error.ts';
import type { V2Entity } from '#urbanos/v2/v2-model.ts';

/** A condition of the Simple Query Language that is ready to be asked about entities. */
export type V2Condition = (entity: V2Entity) => boolean;

/** Compiles `q` of NGSIv2: statements joined by ";", all of which have to hold. */
export function compileV2Query(text: string): V2Condition {
  if (text.length > 8192) throw badRequest('the query is too long');
  const conditions = splitOutsideQuotes(text, ';').map(compileStatement);
  return (entity) => conditions.every((condition) => condition(entity));
}

function compileStatement(statement: string): V2Condition {
  const match = /^((?:'[^']*'|[^=!<>~:'])+)(==|!=|>=|<=|~=|>|<|:|=)(.*)$/su.exec(statement);
  if (match === null) {
    const negated = statement.startsWith('!');
    const path = parsePath(negated ? statement.slice(1) : statement);
    return (entity) => (valueAt(entity, path) === undefined) === negated;
  }
  const [, left = '', operator = '', right = ''] = match;
  if (operator === '=' || right === '') throw badRequest('invalid query expression');
  const path = parsePath(left);
  const test = compileTest(operator, right);
  return (entity) => {
    const value = valueAt(entity, path);
    return value !== undefined && test(value);
  };
}

function compileTest(operator: string, right: string): (value: Json) => boolean {
  if (operator === '~=') {
    let pattern: RegExp;
    try {
      pattern = new RegExp(right, 'u');
    } catch {
      throw badRequest('invalid regular expression in query');
    }
    return (value) => typeof value === 'string' && pattern.test(value);
  }
  if (operator === '==' || operator === ':' || operator === '!=') {
    const equal = compileEquality(right);
    const wanted = operator !== '!=';
    return (value) => (Array.isArray(value) ? value.some(equal) : equal(value)) === wanted;
  }
  const bound = parseOperand(right);
  return (value) => {
    const order = compare(value, bound);
    if (order === undefined) return false;
    if (operator === '>') return order > 0;
    if (operator === '<') return order < 0;
    return operator === '>=' ? order >= 0 : order <= 0;
  };
}

function compileEquality(right: string): (value: Json) => boolean {
  const range = /^([^',]+?)\.\.([^',]+)$/u.exec(right);
  if (range !== null) {
    const [from, to] = [parseOperand(range[1] as string), parseOperand(range[2] as string)];
    return (value) => (compare(value, from) ?? -1) >= 0 && (compare(value, to) ?? 1) <= 0;
  }
  const operands = splitOutsideQuotes(right, ',').map(parseOperand);
  return (value) => operands.some((operand) => compare(value, operand) === 0);
}

type Operand =
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number; text: string }
  | { kind: 'truth'; truth: boolean | null };

function parseOperand(text: string): Operand {
  if (/^'.*'$/su.test(text)) return { kind: 'text', text: text.slice(1, -1) };
  if (text === 'true' || text === 'false') return { kind: 'truth', truth: text === 'true' };
  if (text === 'null') return { kind: 'truth', truth: null };
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/u.test(text)) return { kind: 'number', number: Number(text), text };
  return { kind: 'text', text };
}

function compare(value: Json, operand: Operand): number | undefined {
  if (operand.kind === 'truth') return value === operand.truth ? 0 : undefined;
  if (operand.kind === 'number') return typeof value === 'number' ? value - operand.number : undefined;
  if (typeof value !== 'string') return undefined;
  const times = [value, operand.text].map((text) =>
    /^\d{4}-\d{2}-\d{2}/u.test(text) ? Date.parse(text) : Number.NaN,
  );
  if (times.every((time) => !Number.isNaN(time))) return (times[0] as number) - (times[1] as number);
  if (value === operand.text) return 0;
  return value < operand.text ? -1 : 1;
}

function parsePath(text: string): string[] {
  const parts = splitOutsideQuotes(text, '.').map((part) => part.replace(/^'(.*)'$/su, '$1'));
  if (parts.includes('')) throw badRequest('invalid query expression');
  return parts;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const character of text) {
    if (character === "'") quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  if (quoted) throw badRequest('invalid query expression');
  return parts;
}

function valueAt(entity: V2Entity, [name = '', ...rest]: string[]): Json | undefined {
  if (name === 'dateCreated') return entity.createdAt;
  if (name === 'dateModified') return entity.modifiedAt;
  let value: Json | undefined = Object.hasOwn(entity.attributes, name)
    ? entity.attributes[name]?.value
    : undefined;
  for (const key of rest) value = member(value, key);
  return value;
}

/** Compiles georel, geometry and coords; undefined when there is no geographical condition. */
export function compileV2Geo(
  georel: string | undefined,
  geometry: string | undefined,
  coords: string | undefined,
): V2Condition | undefined {
  if (georel === undefined && geometry === undefined && coords === undefined) return undefined;
  if (georel === undefined || geometry === undefined || coords === undefined) {
    throw badRequest('georel, geometry and coords have to be used together');
  }
  const reference = readSimple(`geo:${geometry}`, coords.split(';'));
  if (reference === undefined) throw badRequest('error parsing coords');
  const test = compileRelation(georel, reference);
  return (entity) =>
    Object.values(entity.attributes).some(({ type, value }) => {
      const shape = type === 'geo:json' ? readShape(value) : readSimple(type, value);
      return shape !== undefined && test(shape);
    });
}

function compileRelation(georel: string, reference: Shape): (target: Shape) => boolean {
  const [name = '', ...modifiers] = georel.split(';');
  if (name === 'near' && modifiers.length > 0) {
    const limits = modifiers.map((modifier) => /^(maxDistance|minDistance):(\d+(?:\.\d+)?)$/u.exec(modifier));
    if (limits.includes(null)) throw badRequest('invalid modifier of georel');
    return (target) =>
      limits.every((limit) => {
        const metres = distance(target, reference);
        return limit?.[1] === 'maxDistance' ? metres <= Number(limit[2]) : metres >= Number(limit?.[2]);
      });
  }
  if (name === 'coveredBy') return (target) => within(target, reference);
  if (name === 'intersects') return (target) => intersects(target, reference);
  if (name === 'disjoint') return (target) => !intersects(target, reference);
  if (name === 'equals') return (target) => equals(target, reference);
  throw badRequest('invalid or missing georel');
}

/** Simple Location Format: latitude before longitude, as text. */
function readSimple(type: string, value: Json): Shape | undefined {
  const texts = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(texts) || isObject(value)) return undefined;
  const positions = texts.map((text) => {
    const match = typeof text === 'string' ? /^\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*$/u.exec(text) : null;
    return match === null ? null : [Number(match[2]), Number(match[1])];
  });
  if (positions.includes(null)) return undefined;
  const [first, second] = positions as number[][];
  if (type === 'geo:point')
    return positions.length === 1 ? readShape({ type: 'Point', coordinates: first as Json }) : undefined;
  if (type === 'geo:line') return readShape({ type: 'LineString', coordinates: positions });
  if (type === 'geo:polygon') return readShape({ type: 'Polygon', coordinates: [positions] });
  if (type !== 'geo:box' || first === undefined || second === undefined) return undefined;
  const [[west = 0, south = 0], [east = 0, north = 0]] = [first, second];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return readShape({ type: 'Polygon', coordinates: [ring] });
}
