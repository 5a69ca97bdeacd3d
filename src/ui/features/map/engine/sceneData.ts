import type { FeatureCollection, LineString, Point } from 'geojson';
import type { BaseMap } from '#core/geo/baseMap.ts';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import { greatCircleArc } from '#core/geo/greatCircle.ts';
import type { MarkLook } from '../symbols/markImage.ts';
import { spotImageSize } from '../symbols/spotImage.ts';
import type { MapScene, SceneArc, SceneSpot } from './mapEngine.ts';

/** Properties that map layers read, flat because they travel to a worker and come back from a query. */
export interface SpotProperties {
  /** Index of the spot; in a cluster, the indexes of all its spots, with commas between. */
  readonly spots: string;
  readonly records: number;
  readonly importance: number;
  /** Its name is written even over other signs. */
  readonly isFirst: boolean;
  readonly isRanked: boolean;
  readonly image: string;
  readonly label: string;
  readonly local: string;
  /** Half the picture's width in pixels. */
  readonly half: number;
  /** The picture's height in pixels. */
  readonly height: number;
}

export interface ArcProperties {
  readonly key: string;
  readonly organisations: number;
}

const arcPoints = 64;

export function spotData(spots: readonly SceneSpot[]): FeatureCollection<Point, SpotProperties> {
  return {
    type: 'FeatureCollection',
    features: spots.map((spot) => {
      const { width, height } = spotImageSize(spot.look);
      return {
        type: 'Feature',
        properties: {
          spots: String(spot.index),
          records: spot.records,
          importance: spot.importance ?? spot.records,
          isFirst: spot.isFirst ?? false,
          isRanked: spot.look.rank !== undefined,
          image: spot.look.key,
          label: spot.label?.text ?? '',
          local: spot.localLabel?.text ?? '',
          half: width / 2,
          height,
        },
        geometry: pointOf(spot),
      };
    }),
  };
}

export function arcData(arcs: readonly SceneArc[]): FeatureCollection<LineString, ArcProperties> {
  return {
    type: 'FeatureCollection',
    features: arcs.map((arc) => ({
      type: 'Feature',
      properties: { key: arc.key, organisations: arc.organisations },
      geometry: {
        type: 'LineString',
        coordinates: greatCircleArc(arc.from, arc.to, arcPoints).map(({ lon, lat }) => [lon, lat]),
      },
    })),
  };
}

/** One point per named country, in the middle of its main part. */
export function countryNameData(
  countries: BaseMap['countries'],
  names: MapScene['countryNames'],
): FeatureCollection<Point, { name: string }> {
  return {
    type: 'FeatureCollection',
    features: countries.features.flatMap(({ properties }) => {
      const name = properties.code === null ? undefined : names.get(properties.code);
      if (!name) return [];
      const geometry = pointOf({ lon: properties.labelLon, lat: properties.labelLat });
      return [{ type: 'Feature' as const, properties: { name: name.text }, geometry }];
    }),
  };
}

export interface Mark extends GeoPoint {
  readonly look: MarkLook;
}

export function markData(marks: readonly Mark[]): FeatureCollection<Point, { image: string }> {
  return {
    type: 'FeatureCollection',
    features: marks.map((mark) => ({
      type: 'Feature',
      properties: { image: mark.look.key },
      geometry: pointOf(mark),
    })),
  };
}

export const noData: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** All characters that the scene writes, for loading fonts. */
export function textOf(scene: MapScene): string {
  const texts = scene.spots.flatMap((spot) => [spot.label?.text ?? '', spot.localLabel?.text ?? '']);
  for (const name of scene.countryNames.values()) texts.push(name.text);
  return [...new Set(`${texts.join('')}0123456789+`)].join('');
}

function pointOf({ lon, lat }: GeoPoint): Point {
  return { type: 'Point', coordinates: [lon, lat] };
}
