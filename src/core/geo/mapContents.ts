import type { GeoPoint } from './geoPoint.ts';

/** Another shape than the dot: SVG path data in a 20 × 20 box, filled by the even-odd rule, and its CSS colour. */
export type MapGlyph = { readonly path: string; readonly colour: string };

/** A marker. `number` is drawn beside it in figures that need no font; `lang` is the BCP 47 tag of `label`. */
export type MapPoint = GeoPoint & {
  readonly label?: string | undefined;
  readonly lang?: string | undefined;
  readonly number?: number | undefined;
  readonly emphasis?: boolean | undefined;
  readonly glyph?: MapGlyph | undefined;
};

/**
 * A quiet name on a country of the base map (`code`: ISO 3166-1 alpha-2), set at its label point; left out where it does
 * not fit on the country or finds no free room. `lang` is the BCP 47 tag of `text`.
 */
export type MapCountryLabel = {
  readonly code: string;
  readonly text: string;
  readonly lang?: string | undefined;
};

/** A line along the shortest way between two places. */
export type MapArc = {
  readonly from: GeoPoint;
  readonly to: GeoPoint;
  readonly emphasis?: boolean | undefined;
};

/** Whether a place can be drawn at all. */
export function isPlace(point: GeoPoint): boolean {
  return Number.isFinite(point.lon) && Number.isFinite(point.lat);
}

/** Radius of a marker's dot in pixels; an emphasised one has a ring of `emphasisRing` more around it. */
export function markerRadius(point: MapPoint): number {
  if (point.glyph) return 6;
  return point.emphasis ? 4 : 3;
}

export const emphasisRing = 4;
