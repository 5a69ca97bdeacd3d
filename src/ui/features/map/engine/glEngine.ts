import type { BaseMap } from '#core/geo/baseMap.ts';
import type { GeoPoint, PlanePoint } from '#core/geo/geoPoint.ts';
import { fitBounds, type MapView, project, unproject } from '#core/geo/projection.ts';
import type { MapPalette } from '../symbols/mapPalette.ts';
import { drawMarkImage, markLookOf } from '../symbols/markImage.ts';
import { drawSpotImage } from '../symbols/spotImage.ts';
import type { GlHit, GlMap } from './glMap.ts';
import { clusterRadiusOf, layerIds, sourceIds } from './layers.ts';
import type { MapEngine, MapEngineEvents, MapHit, MapMarks, MapScene } from './mapEngine.ts';
import { loadMapFonts } from './mapFonts.ts';
import { arcData, countryNameData, type Mark, markData, spotData, textOf } from './sceneData.ts';

/** Pixels of the world's width at zoom 0, in both libraries. */
const worldAtZoomZero = 512;
const stillTime = 0;
const movingTime = 140;
/** How far from a pointer something may be and still be meant (pixels). */
const pointerReach = 3;
const centreReach = 44;
const fitPadding = 56;

export interface GlEngineOptions {
  readonly map: GlMap;
  readonly container: HTMLElement;
  readonly baseMap: BaseMap;
  readonly palette: MapPalette;
  readonly pixelRatio: number;
  /** The largest zoom. */
  readonly closestZoom: number;
  readonly events: MapEngineEvents;
  /** Adds sources and layers once the map is ready for them. */
  readonly prepare: () => void;
}

/** The map on either GL library. Everything asked before the map is ready happens when it is. */
export function createGlEngine(options: GlEngineOptions): MapEngine {
  const { map, container, baseMap, palette, pixelRatio, closestZoom, events } = options;
  let isReady = false;
  let isGone = false;
  let scene: MapScene | undefined;
  let shown = 0;
  let drawnScene = 0;
  let marks: MapMarks = { selected: [], hovered: [], arcs: [] };
  let drawnMarks = '';
  let waiting: (() => void)[] = [];

  const whenReady = (run: () => void): void => {
    if (isReady) run();
    else waiting.push(run);
  };

  map.onLoaded(() => {
    if (isGone) return;
    options.prepare();
    isReady = true;
    const todo = waiting;
    waiting = [];
    for (const run of todo) run();
    events.onMove(view());
  });
  map.onContextLost(events.onFailure);
  map.onError((error) => {
    // Once the map stands, a single tile or image that failed is no reason to give it up.
    if (!isReady && !isGone) events.onFailure(error);
  });
  map.onMove(() => events.onMove(view()));
  map.onIdle(() => {
    drawMarks();
    // For whoever waits until everything asked for is on the screen.
    if (drawnScene === shown) container.dataset.drawn = 'true';
  });
  map.onClick(({ at, place }) => events.onPress(hitAt(at, place, pointerReach)));
  map.onPointerMove(({ at, place }) => {
    const hit = hitAt(at, place, pointerReach);
    map.canvas.style.cursor = hit ? 'pointer' : '';
    events.onHover(hit);
  });
  map.onPointerOut(() => events.onHover(null));

  function view(): MapView {
    return {
      centre: project(map.centre()),
      worldWidth: worldAtZoomZero * 2 ** map.zoom(),
      size: { width: container.clientWidth, height: container.clientHeight },
    };
  }

  function hitAt(at: PlanePoint, place: GeoPoint, reach: number): MapHit | null {
    if (!isReady) return null;
    const [spot] = map.query([layerIds.clusters, layerIds.spots], { at, reach });
    if (spot) return { spots: spotsOf(spot), arcs: [], place: spot.place ?? place };
    const arcs = map.query([layerIds.arcsReach], { at, reach: 0 });
    const keys = [...new Set(arcs.map((arc) => String(arc.properties.key)))];
    return keys.length > 0 ? { spots: [], arcs: keys, place } : null;
  }

  async function draw(next: MapScene, turn: number): Promise<void> {
    await loadMapFonts(textOf(next));
    // A newer scene may have come while the fonts were read.
    if (isGone || turn !== shown) return;
    for (const spot of next.spots)
      if (!map.hasImage(spot.look.key))
        map.addImage(spot.look.key, drawSpotImage(spot.look, palette, pixelRatio), pixelRatio);
    map.setData(sourceIds.spots, spotData(next.spots));
    map.setData(sourceIds.arcs, arcData(next.arcs));
    map.setData(sourceIds.countryNames, countryNameData(baseMap.countries, next.countryNames));
    map.setFilterToValues(layerIds.tint, 'code', next.tinted);
    drawnScene = turn;
    drawnMarks = '';
    drawMarks();
  }

  /** Marks lie under what stands for the spot now: its own symbol, or the disc it has gone into. */
  function drawMarks(): void {
    if (!isReady || !scene) return;
    const wanted = new Set([...marks.selected, ...marks.hovered]);
    const found = new Map<string, Mark>();
    const isMarked = (spots: readonly number[], list: readonly number[]): boolean =>
      spots.some((spot) => list.includes(spot));
    if (wanted.size > 0)
      for (const hit of map.query([layerIds.clusters, layerIds.spots])) {
        const spots = spotsOf(hit);
        if (!hit.place || !isMarked(spots, [...wanted])) continue;
        const isCluster = hit.layer === layerIds.clusters;
        const disc = clusterRadiusOf(Number(hit.properties.records)) * 2;
        const look = markLookOf(
          isCluster ? disc : Number(hit.properties.half) * 2,
          isCluster ? disc : Number(hit.properties.height),
          isMarked(spots, marks.selected),
        );
        if (!map.hasImage(look.key))
          map.addImage(look.key, drawMarkImage(look, palette, pixelRatio), pixelRatio);
        found.set(spots.join(), { ...hit.place, look });
      }
    const data = markData([...found.values()]);
    const text = JSON.stringify([data, marks.arcs]);
    if (text === drawnMarks) return;
    drawnMarks = text;
    map.setData(sourceIds.marks, data);
    map.setFilterToValues(layerIds.arcsMarked, 'key', marks.arcs);
  }

  function moveTo(centre: GeoPoint, zoom: number): void {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    map.moveTo(centre, Math.min(closestZoom, zoom), still ? stillTime : movingTime);
  }

  return {
    show(next) {
      scene = next;
      shown += 1;
      delete container.dataset.drawn;
      const turn = shown;
      whenReady(() => void draw(next, turn));
    },
    mark(next) {
      marks = next;
      whenReady(drawMarks);
    },
    view,
    fit(points, fitOptions) {
      if (points.length === 0) return;
      const { size } = view();
      if (size.width === 0 || size.height === 0) return;
      const largest = worldAtZoomZero * 2 ** (fitOptions?.closest ?? 6);
      const padding = Math.min(fitPadding, size.width / 6, size.height / 6);
      const fitted = fitBounds(points, size, padding, largest);
      moveTo(unproject(fitted.centre), Math.log2(fitted.worldWidth / worldAtZoomZero));
    },
    centreOn: (point) => moveTo(point, map.zoom()),
    zoomBy: (steps) => moveTo(map.centre(), map.zoom() + steps),
    hitAtCentre() {
      const { size } = view();
      const middle = { x: size.width / 2, y: size.height / 2 };
      return hitAt(middle, map.centre(), pointerReach) ?? hitAt(middle, map.centre(), centreReach);
    },
    picture: () =>
      new Promise((resolve) => {
        const copy = (): void => {
          const canvas = document.createElement('canvas');
          canvas.width = map.canvas.width;
          canvas.height = map.canvas.height;
          canvas.getContext('2d')?.drawImage(map.canvas, 0, 0);
          resolve(canvas);
        };
        whenReady(
          () =>
            void loadMapFonts(scene ? textOf(scene) : '').then(() => {
              map.onceIdle(() => {
                map.onceRendered(copy);
                map.repaint();
              });
              map.repaint();
            }),
        );
      }),
    destroy() {
      isGone = true;
      map.remove();
    },
  };
}

function spotsOf(hit: GlHit): number[] {
  return String(hit.properties.spots).split(',').map(Number);
}
