import type { BaseMap } from '#core/geo/baseMap.ts';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import type { ColourScheme, MapPalette } from '../symbols/mapPalette.ts';
import type { MapEngineEvents } from './mapEngine.ts';

/** What every engine needs to start. */
export interface EngineOptions {
  /** Has a size before the engine is made. */
  readonly container: HTMLElement;
  readonly baseMap: BaseMap;
  readonly scheme: ColourScheme;
  readonly palette: MapPalette;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  readonly start: GeoPoint & { readonly zoom: number };
  /** Whether places near each other become one disc; otherwise each keeps its own sign. */
  readonly isGrouped: boolean;
  /** False for a map that is only made to be printed. */
  readonly isInteractive: boolean;
  /** What the map is called for those who do not see it. */
  readonly title: string;
  /** The reader's language, for base maps that have names of their own. */
  readonly language: string;
  readonly events: MapEngineEvents;
}
