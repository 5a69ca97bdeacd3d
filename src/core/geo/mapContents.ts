import type { GeoPoint } from './geoPoint.ts';

/** A marker. `number` is drawn beside it in figures that need no font; `lang` is the BCP 47 tag of `label`. */
export type MapPoint = GeoPoint & {
  readonly label?: string | undefined;
  readonly lang?: string | undefined;
  readonly number?: number | undefined;
  readonly emphasis?: boolean | undefined;
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
  return point.emphasis ? 4 : 3;
}

export const emphasisRing = 4;
