import type { GeoPoint, PlanePoint } from './geoPoint.ts';

/**
 * Spherical Web Mercator (EPSG:3857) in world units: the whole world is the square 0…1, x eastwards from 180°W, y
 * southwards from 85.05°N. Formula: Snyder, Map Projections, USGS Professional Paper 1395 (1987), eq. 7-1 and 7-2.
 */

/** The latitude where the Mercator square ends: atan(sinh(π)). */
export const mercatorLatitudeLimit = (Math.atan(Math.sinh(Math.PI)) * 180) / Math.PI;

export type PixelSize = { readonly width: number; readonly height: number };

/** A map window: the world-unit point in its middle, and how many pixels the whole world would be wide. */
export type MapView = {
  readonly centre: PlanePoint;
  readonly worldWidth: number;
  readonly size: PixelSize;
};

/** World units of a place. Latitudes beyond the Mercator square are held at its edge. */
export function project(point: GeoPoint): PlanePoint {
  const lat = Math.max(-mercatorLatitudeLimit, Math.min(mercatorLatitudeLimit, point.lat));
  const sine = Math.sin((lat * Math.PI) / 180);
  return {
    x: point.lon / 360 + 0.5,
    y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
  };
}

/** The place at world units; the longitude is brought home to [-180, 180]. */
export function unproject(plane: PlanePoint): GeoPoint {
  const turns = plane.x < 0 || plane.x > 1 ? plane.x - Math.floor(plane.x) : plane.x;
  return {
    lon: (turns - 0.5) * 360,
    lat: (Math.atan(Math.sinh((0.5 - plane.y) * 2 * Math.PI)) * 180) / Math.PI,
  };
}

/** Pixel of a place in a view; of the copies of the place around the globe, the one nearest to the middle. */
export function toPixel(view: MapView, point: GeoPoint): PlanePoint {
  const plane = project(point);
  const turn = Math.round(view.centre.x - plane.x);
  return {
    x: (plane.x + turn - view.centre.x) * view.worldWidth + view.size.width / 2,
    y: (plane.y - view.centre.y) * view.worldWidth + view.size.height / 2,
  };
}

/** The place under a pixel of a view. */
export function fromPixel(view: MapView, pixel: PlanePoint): GeoPoint {
  return unproject({
    x: view.centre.x + (pixel.x - view.size.width / 2) / view.worldWidth,
    y: view.centre.y + (pixel.y - view.size.height / 2) / view.worldWidth,
  });
}

/** Kilometres of ground under one pixel at a latitude (equatorial radius 6378.137 km, true at the point only). */
export function kilometresPerPixel(view: MapView, lat: number): number {
  return (2 * Math.PI * 6378.137 * Math.cos((lat * Math.PI) / 180)) / view.worldWidth;
}

/** How wide the world may become when a view is fitted: about zoom 6, where one place still shows its surroundings. */
const defaultLargestWorld = 512 * 2 ** 5;

/**
 * The closest view that contains all points with `padding` pixels free on each side. Takes the shorter way round the
 * globe, so points on both sides of the antimeridian stay together. No points: the whole world. `largestWorld` (pixels
 * for the world's width) keeps a single point from filling the view.
 */
export function fitBounds(
  points: readonly GeoPoint[],
  size: PixelSize,
  padding: number,
  largestWorld: number = defaultLargestWorld,
): MapView {
  if (points.length === 0) return { centre: { x: 0.5, y: 0.5 }, worldWidth: size.width, size };
  const planes = points.map(project);
  const { west, width } = narrowestSpan(planes.map((plane) => plane.x));
  const top = Math.min(...planes.map((plane) => plane.y));
  const height = Math.max(...planes.map((plane) => plane.y)) - top;
  const freeWidth = Math.max(1, size.width - 2 * padding);
  const freeHeight = Math.max(1, size.height - 2 * padding);
  const worldWidth = Math.min(
    largestWorld,
    width > 0 ? freeWidth / width : largestWorld,
    height > 0 ? freeHeight / height : largestWorld,
  );
  return { centre: { x: west + width / 2, y: top + height / 2 }, worldWidth, size };
}

/** The shortest stretch of the circle 0…1 that holds all values; it starts at `west` and may run past 1. */
function narrowestSpan(values: readonly number[]): { west: number; width: number } {
  const sorted = values.map((value) => value - Math.floor(value)).sort((a, b) => a - b);
  const first = sorted[0] ?? 0;
  let west = first;
  let widestGap = first + 1 - (sorted.at(-1) ?? 0);
  for (let index = 1; index < sorted.length; index += 1) {
    const here = sorted[index] ?? 0;
    const gap = here - (sorted[index - 1] ?? 0);
    if (gap > widestGap) {
      widestGap = gap;
      west = here;
    }
  }
  return { west, width: 1 - widestGap };
}
