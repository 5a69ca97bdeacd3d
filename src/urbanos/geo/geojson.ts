import { isObject, type Json, type JsonObject, member } from '#urbanos/json.ts';

/** Longitude and latitude in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** A GeoJSON geometry taken apart: loose points, open lines, and polygons as lists of closed rings. */
export interface Shape {
  points: Position[];
  lines: Position[][];
  polygons: Position[][][];
}

const geometryTypes = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/** True when an object calls itself a GeoJSON geometry; `readShape` says whether it is a valid one. */
export function looksLikeGeometry(value: Json | undefined): value is JsonObject {
  const type = member(value, 'type');
  return (
    typeof type === 'string' &&
    geometryTypes.has(type) &&
    (member(value, 'coordinates') !== undefined || member(value, 'geometries') !== undefined)
  );
}

/** The shape of a GeoJSON geometry (RFC 7946 section 3.1), or undefined when it is not a valid one. */
export function readShape(value: Json | undefined): Shape | undefined {
  const shape: Shape = { points: [], lines: [], polygons: [] };
  return addGeometry(value, shape, 0) ? shape : undefined;
}

function addGeometry(value: Json | undefined, shape: Shape, depth: number): boolean {
  if (!isObject(value) || depth > 4) return false;
  const coordinates = member(value, 'coordinates');
  switch (member(value, 'type')) {
    case 'Point':
      return addAll(shape.points, [readPosition(coordinates)]);
    case 'MultiPoint':
      return addAll(shape.points, readList(coordinates, readPosition));
    case 'LineString':
      return addAll(shape.lines, [readLine(coordinates)]);
    case 'MultiLineString':
      return addAll(shape.lines, readList(coordinates, readLine));
    case 'Polygon':
      return addAll(shape.polygons, [readPolygon(coordinates)]);
    case 'MultiPolygon':
      return addAll(shape.polygons, readList(coordinates, readPolygon));
    case 'GeometryCollection': {
      const geometries = member(value, 'geometries');
      return Array.isArray(geometries) && geometries.every((inner) => addGeometry(inner, shape, depth + 1));
    }
    default:
      return false;
  }
}

function addAll<T>(target: T[], items: ReadonlyArray<T | undefined> | undefined): boolean {
  if (items === undefined) return false;
  for (const item of items) {
    if (item === undefined) return false;
    target.push(item);
  }
  return true;
}

function readList<T>(
  value: Json | undefined,
  read: (item: Json) => T | undefined,
): Array<T | undefined> | undefined {
  return Array.isArray(value) ? value.map(read) : undefined;
}

function readPosition(value: Json | undefined): Position | undefined {
  if (!Array.isArray(value) || value.length < 2 || value.length > 4) return undefined;
  if (!value.every((part) => typeof part === 'number' && Number.isFinite(part))) return undefined;
  return [value[0] as number, value[1] as number];
}

function readLine(value: Json | undefined): Position[] | undefined {
  const positions = readList(value, readPosition);
  if (positions === undefined || positions.length < 2 || positions.includes(undefined)) return undefined;
  return positions as Position[];
}

function readPolygon(value: Json | undefined): Position[][] | undefined {
  const rings = readList(value, readLine);
  if (rings === undefined || rings.length === 0) return undefined;
  for (const ring of rings) {
    const first = ring?.[0];
    const last = ring?.at(-1);
    if (ring === undefined || ring.length < 4 || first === undefined || last === undefined) return undefined;
    if (first[0] !== last[0] || first[1] !== last[1]) return undefined;
  }
  return rings as Position[][];
}
