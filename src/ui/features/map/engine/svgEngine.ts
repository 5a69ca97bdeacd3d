import type { GeoPoint, PlanePoint } from '#core/geo/geoPoint.ts';
import type { MapGlyph } from '#core/geo/mapContents.ts';
import { renderMapSvg } from '#core/geo/mapSvg.ts';
import { fitBounds, fromPixel, type MapView, project, toPixel } from '#core/geo/projection.ts';
import { kindShapes } from '../symbols/kindShapes.ts';
import { roleOf } from '../symbols/mapPalette.ts';
import type { EngineOptions } from './engineOptions.ts';
import { insertSvg } from './insertSvg.ts';
import { closestZoom } from './layers.ts';
import type { MapEngine, MapHit, MapMarks, MapScene, SceneSpot } from './mapEngine.ts';
import { loadMapFonts, mapFontList } from './mapFonts.ts';
import { textOf } from './sceneData.ts';

const worldAtZoomZero = 512;
const fitPadding = 56;
const pointerReach = 14;
const centreReach = 60;
const keyStep = 100;
const noMarks: MapMarks = { selected: [], hovered: [], arcs: [] };

/** The map where there is no WebGL: a drawing that is made anew for every step. Numbers say how much stands at a place. */
export function createSvgEngine(options: EngineOptions): MapEngine {
  const { container, baseMap, palette, start, events } = options;
  let view: MapView = {
    centre: project(start),
    worldWidth: worldAtZoomZero * 2 ** start.zoom,
    size: sizeOf(container),
  };
  let scene: MapScene | undefined;
  let marks = noMarks;
  let frame = 0;
  const gone = new AbortController();

  const frameElement = document.createElement('div');
  frameElement.style.cssText = 'position:absolute;inset:0;overflow:hidden';
  container.append(frameElement);

  function render(withFrame = true): string {
    const shown = scene;
    const marked = new Set([...marks.selected, ...marks.hovered]);
    const { width, height } = view.size;
    return renderMapSvg({
      width,
      height,
      baseMap,
      view,
      colours: withFrame ? palette.base : { ...palette.base, frame: palette.base.sea },
      withText: true,
      title: options.title,
      lang: options.language,
      fontFamily: mapFontList,
      highlight: shown?.tinted ?? [],
      points: (shown?.spots ?? []).map((spot) => ({
        lon: spot.lon,
        lat: spot.lat,
        label: spot.label?.text,
        lang: spot.label?.lang,
        number: spot.records > 1 ? spot.records : undefined,
        emphasis: marked.has(spot.index),
        glyph: glyphOf(spot),
      })),
      arcs: (shown?.arcs ?? []).map((arc) => ({ ...arc, emphasis: marks.arcs.includes(arc.key) })),
      countryLabels: [...(shown?.countryNames ?? [])].map(([code, name]) => ({ code, ...name })),
    });
  }

  /** The shape of the first kind at the spot: its number says that there is more. */
  function glyphOf(spot: SceneSpot): MapGlyph | undefined {
    const [part] = spot.look.parts;
    return part && { path: kindShapes[part.kind], colour: palette.roles[roleOf[part.kind]] };
  }

  function draw(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (view.size.width === 0 || view.size.height === 0) return;
      insertSvg(frameElement, render());
      if (scene) container.dataset.drawn = 'true';
    });
  }

  function moveTo(next: MapView): void {
    const worldWidth = Math.min(
      worldAtZoomZero * 2 ** closestZoom,
      Math.max(worldAtZoomZero, next.worldWidth),
    );
    view = { ...next, worldWidth };
    draw();
    events.onMove(view);
  }

  function hitAt(at: PlanePoint, reach: number): MapHit | null {
    const place = fromPixel(view, at);
    const near = (scene?.spots ?? [])
      .map((spot) => ({ spot, distance: distanceTo(toPixel(view, spot), at) }))
      .filter(({ distance }) => distance <= reach)
      .sort((a, b) => a.distance - b.distance);
    return near.length > 0 ? { spots: near.map(({ spot }) => spot.index), arcs: [], place } : null;
  }

  const resized = new ResizeObserver(() => {
    view = { ...view, size: sizeOf(container) };
    draw();
    events.onMove(view);
  });
  resized.observe(container);
  if (options.isInteractive) listen();
  draw();

  function listen(): void {
    const { signal } = gone;
    container.tabIndex = 0;
    container.setAttribute('role', 'region');
    container.setAttribute('aria-label', options.title);
    const at = (event: MouseEvent): PlanePoint => {
      const box = container.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const shift = (x: number, y: number): void => {
      const middle = { x: view.size.width / 2 + x, y: view.size.height / 2 + y };
      moveTo({ ...view, centre: project(fromPixel(view, middle)) });
    };
    let held: PlanePoint | null = null;
    let moved = 0;
    container.addEventListener('pointerdown', (event) => (held = at(event)), { signal });
    container.addEventListener(
      'pointermove',
      (event) => {
        const here = at(event);
        if (!held) {
          events.onHover(hitAt(here, pointerReach));
          return;
        }
        moved += Math.abs(held.x - here.x) + Math.abs(held.y - here.y);
        shift(held.x - here.x, held.y - here.y);
        held = here;
      },
      { signal },
    );
    container.addEventListener('pointerleave', () => events.onHover(null), { signal });
    window.addEventListener('pointerup', () => (held = null), { signal });
    container.addEventListener(
      'click',
      (event) => {
        if (moved < 4) events.onPress(hitAt(at(event), pointerReach));
        moved = 0;
      },
      { signal },
    );
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => shift(-keyStep, 0),
      ArrowRight: () => shift(keyStep, 0),
      ArrowUp: () => shift(0, -keyStep),
      ArrowDown: () => shift(0, keyStep),
      '+': () => zoomBy(1),
      '=': () => zoomBy(1),
      '-': () => zoomBy(-1),
    };
    container.addEventListener(
      'keydown',
      (event) => {
        const act = event.target === container ? keys[event.key] : undefined;
        if (!act) return;
        event.preventDefault();
        act();
      },
      { signal },
    );
  }

  function zoomBy(steps: number): void {
    moveTo({ ...view, worldWidth: view.worldWidth * 2 ** steps });
  }

  return {
    show(next) {
      scene = next;
      draw();
      events.onMove(view);
      void loadMapFonts(textOf(next)).then(draw);
    },
    mark(next) {
      marks = next;
      draw();
    },
    view: () => view,
    fit(points, fitOptions) {
      if (points.length === 0) return;
      const largest = worldAtZoomZero * 2 ** (fitOptions?.closest ?? 6);
      moveTo(fitBounds(points, view.size, Math.min(fitPadding, view.size.width / 6), largest));
    },
    centreOn: (point: GeoPoint) => moveTo({ ...view, centre: project(point) }),
    zoomBy,
    hitAtCentre: () => hitAt({ x: view.size.width / 2, y: view.size.height / 2 }, centreReach),
    picture: () => pictureOf(render(false), view.size, options.pixelRatio),
    destroy() {
      gone.abort();
      resized.disconnect();
      cancelAnimationFrame(frame);
      frameElement.remove();
    },
  };
}

/** Turns SVG into pixels. Text takes the machine's fonts: a picture that stands alone may not load others. */
async function pictureOf(
  svg: string,
  size: { width: number; height: number },
  pixelRatio: number,
): Promise<HTMLCanvasElement> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = size.width * pixelRatio;
    canvas.height = size.height * pixelRatio;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function sizeOf(container: HTMLElement): { width: number; height: number } {
  return { width: container.clientWidth, height: container.clientHeight };
}

function distanceTo(a: PlanePoint, b: PlanePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
