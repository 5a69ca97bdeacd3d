import type { GeoJSON } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { GeoPoint, PlanePoint } from '#core/geo/geoPoint.ts';

export interface GlHit {
  readonly layer: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Null for what is not a point. */
  readonly place: GeoPoint | null;
}

export interface GlPointer {
  readonly at: PlanePoint;
  readonly place: GeoPoint;
}

/** What both GL libraries can do and the map needs; each library's engine fills it in. */
export interface GlMap {
  readonly canvas: HTMLCanvasElement;
  onLoaded(run: () => void): void;
  onIdle(run: () => void): void;
  onMove(run: () => void): void;
  onClick(run: (pointer: GlPointer) => void): void;
  onPointerMove(run: (pointer: GlPointer) => void): void;
  onPointerOut(run: () => void): void;
  /** Anything that goes wrong, also what can be lived with, such as one tile that did not come. */
  onError(run: (error: Error) => void): void;
  onContextLost(run: (error: Error) => void): void;
  /** Once, while what was just drawn can still be read from the canvas. */
  onceRendered(run: () => void): void;
  onceIdle(run: () => void): void;
  addSource(id: string, source: SourceSpecification): void;
  addLayer(layer: LayerSpecification): void;
  setData(source: string, data: GeoJSON): void;
  setFilterToValues(layer: string, property: string, values: readonly string[]): void;
  hasImage(id: string): boolean;
  addImage(id: string, image: ImageData, pixelRatio: number): void;
  /** What is drawn within the square of `reach` pixels around a point, or everywhere; topmost first. */
  query(layers: readonly string[], around?: { at: PlanePoint; reach: number }): GlHit[];
  centre(): GeoPoint;
  zoom(): number;
  moveTo(centre: GeoPoint, zoom: number, milliseconds: number): void;
  repaint(): void;
  remove(): void;
}
