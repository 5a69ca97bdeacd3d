import { readShape, type Shape } from '#urbanos/geo/geojson.ts';
import { distance, equals, intersects, overlaps, within } from '#urbanos/geo/relations.ts';
import { type Json, parseJson, UnsafeJson } from '#urbanos/json.ts';
import type { LdContext } from '#urbanos/ld/context.ts';
import type { StoredEntity } from '#urbanos/ld/model.ts';
import { badData } from '#urbanos/ld/problem.ts';
import { defaultGeometryProperty } from '#urbanos/ld/represent.ts';

/** A geoquery that is ready to be asked about entities (clause 4.10). */
export interface GeoQuery {
  property: string;
  matches: (target: Shape) => boolean;
}

/** The four parameters as they came; `coordinates` is JSON or text that holds JSON. */
export interface GeoParameters {
  georel?: string | undefined;
  geometry?: string | undefined;
  coordinates?: Json | undefined;
  geoproperty?: string | undefined;
}

const geometries = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
]);

const relations: Record<string, (target: Shape, reference: Shape) => boolean> = {
  within,
  contains: (target, reference) => within(reference, target),
  intersects,
  disjoint: (target, reference) => !intersects(target, reference),
  equals,
  overlaps,
};

/** Reads a geoquery; undefined when there is none. @throws Problem BadRequestData when it is incomplete or wrong. */
export function parseGeoQuery(parameters: GeoParameters, context: LdContext): GeoQuery | undefined {
  const { georel, geometry, coordinates, geoproperty } = parameters;
  if (georel === undefined && geometry === undefined && coordinates === undefined) return undefined;
  if (georel === undefined || geometry === undefined || coordinates === undefined) {
    throw badData('A geoquery needs georel, geometry and coordinates together.');
  }
  if (!geometries.has(geometry)) throw badData(`"${geometry}" is not a geometry for a geoquery.`);
  const reference = readShape({ type: geometry, coordinates: readCoordinates(coordinates) });
  if (reference === undefined) throw badData(`"coordinates" do not make a ${geometry}.`);
  const property = geoproperty === undefined ? defaultGeometryProperty : context.expand(geoproperty);
  return { property, matches: relation(georel, reference) };
}

/** True when the geospatial property of the entity stands in the relation; entities without it never match. */
export function matchesGeoQuery(entity: StoredEntity, query: GeoQuery): boolean {
  return (entity.attributes[query.property] ?? []).some((instance) => {
    const shape = instance.type === 'GeoProperty' ? readShape(instance.value) : undefined;
    return shape !== undefined && query.matches(shape);
  });
}

function readCoordinates(coordinates: Json): Json {
  if (typeof coordinates !== 'string') return coordinates;
  try {
    return parseJson(coordinates);
  } catch (error) {
    if (error instanceof UnsafeJson) throw badData('"coordinates" is not valid JSON.');
    throw error;
  }
}

function relation(georel: string, reference: Shape): (target: Shape) => boolean {
  const near = /^near;(max|min)Distance==((?:\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/u.exec(georel);
  if (near !== null) {
    const metres = Number(near[2]);
    if (!(metres > 0)) throw badData('The distance of "near" has to be greater than 0.');
    if (near[1] === 'max') return (target) => distance(target, reference) <= metres;
    return (target) => distance(target, reference) > metres;
  }
  const found = Object.hasOwn(relations, georel) ? relations[georel] : undefined;
  if (found === undefined) throw badData(`"${georel}" is not a geospatial relation.`);
  return (target) => found(target, reference);
}
