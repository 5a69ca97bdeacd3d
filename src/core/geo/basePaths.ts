import type { BaseMap, Position } from './baseMap.ts';
import { clipLine, clipRing, type Rectangle } from './clip.ts';
import { withoutCutEdges } from './coastLines.ts';
import type { GeoPoint, PlanePoint } from './geoPoint.ts';
import { type MapView, project } from './projection.ts';

/** The base map as SVG path data (`d`) in the pixels of one view. Empty text where there is nothing to draw. */
export type BasePaths = {
  readonly land: string;
  readonly highlight: string;
  readonly coast: string;
  readonly borders: string;
};

/** How far beyond the view shapes are kept, so that a cut edge never shows (pixels). */
const margin = 8;
/** Points closer together than this add nothing to what is seen (pixels). */
const thinnest = 0.8;
/** Islands smaller than this on both sides would only be specks (pixels). */
const smallest = 1.5;

/** Land, the countries of `highlight` (ISO alpha-2), coasts and borders within a view, on every copy of the world in it. */
export function basePaths(baseMap: BaseMap, view: MapView, highlight: ReadonlySet<string>): BasePaths {
  const box = drawnBox(view);
  const land = { fill: '', coast: '' };
  for (const feature of baseMap.land.features)
    for (const ring of feature.geometry.coordinates.flat()) {
      if (isSpeck(ring, view)) continue;
      land.fill += ringPath(ring, view, box);
      for (const line of withoutCutEdges(ring)) land.coast += linePath(line, view, box);
    }
  let highlighted = '';
  for (const feature of baseMap.countries.features)
    if (feature.properties.code !== null && highlight.has(feature.properties.code))
      for (const ring of feature.geometry.coordinates.flat())
        if (!isSpeck(ring, view)) highlighted += ringPath(ring, view, box);
  let borders = '';
  for (const feature of baseMap.borders.features)
    for (const line of feature.geometry.coordinates) borders += linePath(line, view, box);
  return { land: land.fill, highlight: highlighted, coast: land.coast, borders };
}

/** Path data of a line of places whose longitudes are continuous (greatCircleArc), clipped to the view. */
export function geoLinePath(points: readonly GeoPoint[], view: MapView): string {
  return linePath(
    points.map((point) => [point.lon, point.lat]),
    view,
    drawnBox(view),
  );
}

function drawnBox(view: MapView): Rectangle {
  return { left: -margin, top: -margin, right: view.size.width + margin, bottom: view.size.height + margin };
}

/** A line in pixels once for each copy of the world that reaches into the box. */
function copiesInView(line: readonly Position[], view: MapView, box: Rectangle): PlanePoint[][] {
  const planes = line.map(([lon, lat]) => project({ lon: lon ?? 0, lat: lat ?? 0 }));
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const plane of planes) {
    west = Math.min(west, plane.x);
    east = Math.max(east, plane.x);
    north = Math.min(north, plane.y);
    south = Math.max(south, plane.y);
  }
  const middle = view.size.height / 2;
  if ((south - view.centre.y) * view.worldWidth + middle < box.top) return [];
  if ((north - view.centre.y) * view.worldWidth + middle > box.bottom) return [];
  const leftmost = view.centre.x + (box.left - view.size.width / 2) / view.worldWidth;
  const rightmost = view.centre.x + (box.right - view.size.width / 2) / view.worldWidth;
  const copies: PlanePoint[][] = [];
  for (let turn = Math.ceil(leftmost - east); turn <= Math.floor(rightmost - west); turn += 1)
    copies.push(
      planes.map((plane) => ({
        x: (plane.x + turn - view.centre.x) * view.worldWidth + view.size.width / 2,
        y: (plane.y - view.centre.y) * view.worldWidth + middle,
      })),
    );
  return copies;
}

function ringPath(ring: readonly Position[], view: MapView, box: Rectangle): string {
  return copiesInView(ring.slice(0, -1), view, box)
    .map((copy) => pathData(thin(clipRing(copy, box)), 3, 'Z'))
    .join('');
}

function linePath(line: readonly Position[], view: MapView, box: Rectangle): string {
  return copiesInView(line, view, box)
    .flatMap((copy) => clipLine(copy, box))
    .map((piece) => pathData(thin(piece), 2, ''))
    .join('');
}

function isSpeck(ring: readonly Position[], view: MapView): boolean {
  const [firstLon = 0, firstLat = 0] = ring[0] ?? [];
  const origin = project({ lon: firstLon, lat: firstLat });
  const reach = smallest / view.worldWidth;
  return ring.every(([lon = 0, lat = 0]) => {
    const plane = project({ lon, lat });
    return Math.abs(plane.x - origin.x) < reach && Math.abs(plane.y - origin.y) < reach;
  });
}

function thin(points: readonly PlanePoint[]): PlanePoint[] {
  const kept: PlanePoint[] = [];
  for (const [index, point] of points.entries()) {
    const before = kept.at(-1);
    const isLast = index === points.length - 1;
    if (!before || isLast || Math.hypot(point.x - before.x, point.y - before.y) >= thinnest) kept.push(point);
  }
  return kept;
}

/** Relative steps in tenths of a pixel: half the length of absolute positions, and rounding does not add up. */
function pathData(points: readonly PlanePoint[], fewest: number, end: string): string {
  if (points.length < fewest) return '';
  let [x, y] = [0, 0];
  let data = '';
  for (const point of points) {
    const [nextX, nextY] = [Math.round(point.x * 10), Math.round(point.y * 10)];
    const [stepX, stepY] = [(nextX - x) / 10, (nextY - y) / 10];
    data += data === '' ? `M${stepX} ${stepY}l` : `${stepX}${stepY < 0 ? '' : ' '}${stepY} `;
    [x, y] = [nextX, nextY];
  }
  return data.trimEnd() + end;
}
