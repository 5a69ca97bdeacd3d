import type { GeoPoint, PlanePoint } from '#core/geo/geoPoint.ts';
import type { MapView } from '#core/geo/projection.ts';
import type { SpotLook } from '../symbols/spotImage.ts';

/** A text on the map with its BCP 47 language. */
export interface SceneText {
  readonly text: string;
  readonly lang: string;
}

export interface SceneSpot extends GeoPoint {
  readonly index: number;
  readonly look: SpotLook;
  /** How many records stand there. */
  readonly records: number;
  /** Whose name and sign come first where there is no room for all: the greater; without it who stands for more. */
  readonly importance?: number;
  /** Whether its name is written even over other signs. */
  readonly isFirst?: boolean;
  readonly label: SceneText | null;
  /** The name in the place's own script, under the label. */
  readonly localLabel: SceneText | null;
}

export interface SceneArc {
  readonly key: string;
  readonly from: GeoPoint;
  readonly to: GeoPoint;
  /** How many organisations it stands for. */
  readonly organisations: number;
}

/** Everything that is drawn over the base map. */
export interface MapScene {
  readonly spots: readonly SceneSpot[];
  readonly arcs: readonly SceneArc[];
  /** Names of countries by ISO alpha-2 code. */
  readonly countryNames: ReadonlyMap<string, SceneText>;
  /** Countries whose land is tinted. */
  readonly tinted: readonly string[];
}

/** What is pointed out over the scene: spots by index, arcs by key. */
export interface MapMarks {
  readonly selected: readonly number[];
  readonly hovered: readonly number[];
  readonly arcs: readonly string[];
}

/** What lies under a point of the map: a spot, several spots drawn as one disc, or a line. */
export interface MapHit {
  readonly spots: readonly number[];
  readonly arcs: readonly string[];
  readonly place: GeoPoint;
}

export interface MapEngineEvents {
  /** Pressed with pointer, finger or Enter; null beside everything. */
  readonly onPress: (hit: MapHit | null) => void;
  readonly onHover: (hit: MapHit | null) => void;
  /** The window moved; called at most once per frame. */
  readonly onMove: (view: MapView) => void;
  /** The map cannot be drawn any more (its graphics context is gone, its style is refused). */
  readonly onFailure: (error: Error) => void;
}

/** One way of drawing the map: offline by MapLibre, online by mapbox-gl, or as SVG where there is no WebGL. */
export interface MapEngine {
  show(scene: MapScene): void;
  mark(marks: MapMarks): void;
  view(): MapView;
  /** Brings the view to these places without coming closer than a place's surroundings; keeps still for none. */
  fit(points: readonly GeoPoint[], options?: { readonly closest?: number }): void;
  /** Moves sideways so that the place is in the middle of the free room. */
  centreOn(point: GeoPoint): void;
  zoomBy(steps: number): void;
  /** The nearest thing around the middle of the view, for those who move the map with keys. */
  hitAtCentre(): MapHit | null;
  /** What is on the screen now, once everything has been drawn. */
  picture(): Promise<HTMLCanvasElement>;
  destroy(): void;
}

/** Where a spot or arc would be on the screen. */
export type ScreenPoint = PlanePoint;
