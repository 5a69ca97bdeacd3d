import type { BaseMap, Position } from './baseMap.ts';
import type { GeoPoint } from './geoPoint.ts';
import { fitBounds, kilometresPerPixel, type MapView, type PixelSize } from './projection.ts';

/** Islands below this share of a country's largest part do not widen the view. */
const countsFrom = 0.08;
/** The shorter side of a locator map shows at least this much ground, so that small countries keep their neighbours. */
const leastGroundKm = 1100;

/**
 * The view of a locator map: all points and the main parts of the given countries (ISO alpha-2) with some of their
 * neighbours. Countries the base map does not know are passed over.
 */
export function locatorView(
  baseMap: BaseMap,
  points: readonly GeoPoint[],
  countryCodes: readonly string[],
  size: PixelSize,
  padding: number,
): MapView {
  const corners = countryCodes.flatMap((code) => mainCorners(baseMap, code));
  const fitted = fitBounds([...points, ...corners], size, padding);
  const lat = points[0]?.lat ?? corners[0]?.lat ?? 0;
  const shorter = Math.min(size.width, size.height);
  const ground = kilometresPerPixel(fitted, lat) * shorter;
  return ground >= leastGroundKm
    ? fitted
    : { ...fitted, worldWidth: (fitted.worldWidth * ground) / leastGroundKm };
}

function mainCorners(baseMap: BaseMap, code: string): GeoPoint[] {
  const feature = baseMap.countries.features.find((each) => each.properties.code === code);
  const parts = (feature?.geometry.coordinates ?? []).map((polygon) => polygon[0] ?? []);
  const areas = parts.map(squareDegrees);
  const largest = Math.max(0, ...areas);
  return parts
    .filter((_, index) => (areas[index] ?? 0) >= largest * countsFrom)
    .flatMap((ring) => {
      const lons = ring.map((position) => position[0] ?? 0);
      const lats = ring.map((position) => position[1] ?? 0);
      return [
        { lon: Math.min(...lons), lat: Math.min(...lats) },
        { lon: Math.max(...lons), lat: Math.max(...lats) },
      ];
    });
}

function squareDegrees(ring: readonly Position[]): number {
  let sum = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [ax = 0, ay = 0] = ring[index - 1] ?? [];
    const [bx = 0, by = 0] = ring[index] ?? [];
    sum += ax * by - bx * ay;
  }
  return Math.abs(sum) / 2;
}
