import type { BaseMap, FeatureCollection, LineFeature, NoProperties, Position } from './baseMap.ts';

/** The antimeridian, with room for rounding: polygons are cut there, and the cut is not a coast. */
const antimeridian = 179.9995;

/** The coasts of the base map as lines to stroke: the outlines of land but for the cuts along the antimeridian. */
export function coastLines(land: BaseMap['land']): FeatureCollection<LineFeature<NoProperties>> {
  const coordinates = land.features.flatMap((feature) =>
    feature.geometry.coordinates.flat().flatMap((ring) => withoutCutEdges(ring)),
  );
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates } }],
  };
}

/** A ring as lines, without the edges that only exist because polygons are cut at the antimeridian. */
export function withoutCutEdges(ring: readonly Position[]): Position[][] {
  const onCut = (position: Position): boolean => Math.abs(position[0] ?? 0) >= antimeridian;
  const lines: Position[][] = [];
  let line: Position[] = [];
  for (const position of ring) {
    const before = line.at(-1);
    if (before && onCut(before) && onCut(position)) {
      lines.push(line);
      line = [];
    }
    line.push(position);
  }
  lines.push(line);
  return lines.filter((points) => points.length > 1);
}
