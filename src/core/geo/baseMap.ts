/**
 * The offline base map as three GeoJSON collections (resources/basemap). Plain structural types, so that core needs no
 * library for them; they may be given as they are to what takes GeoJSON, such as MapLibre's sources (whose types want
 * arrays that are not readonly). Nobody changes them: they are shared.
 */

/** [longitude, latitude] in degrees. */
export type Position = number[];

export type PolygonFeature<Properties> = {
  readonly type: 'Feature';
  readonly properties: Properties;
  readonly geometry: {
    readonly type: 'MultiPolygon';
    readonly coordinates: Position[][][];
  };
};

export type LineFeature<Properties> = {
  readonly type: 'Feature';
  readonly properties: Properties;
  readonly geometry: {
    readonly type: 'MultiLineString';
    readonly coordinates: Position[][];
  };
};

export type FeatureCollection<Feature> = {
  readonly type: 'FeatureCollection';
  readonly features: Feature[];
};

/** `code` is ISO 3166-1 alpha-2, or null where the standard has none; the label point lies inside the largest part. */
export type CountryProperties = {
  readonly code: string | null;
  readonly labelLon: number;
  readonly labelLat: number;
};

export type NoProperties = Readonly<Record<string, never>>;

export type BaseMap = {
  readonly land: FeatureCollection<PolygonFeature<NoProperties>>;
  readonly borders: FeatureCollection<LineFeature<NoProperties>>;
  readonly countries: FeatureCollection<PolygonFeature<CountryProperties>>;
};

/** The file of each part, inside the base map folder. */
export const baseMapFiles: Readonly<Record<keyof BaseMap, string>> = {
  land: 'land.geojson',
  borders: 'borders.geojson',
  countries: 'countries.geojson',
};

/** A rectangle in degrees that does not cross the antimeridian. */
export type Extent = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

/** Where the base map is detailed (scripts/make-base-map.mjs); coarse elsewhere. */
export const asiaExtent: Extent = { west: 60, south: -25, east: 180, north: 60 };
