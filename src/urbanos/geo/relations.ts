import type { Position, Shape } from '#urbanos/geo/geojson.ts';

/**
 * Topological relations between two shapes, computed on the plane of longitude and latitude (as RFC 7946 defines
 * lines), and distances on the sphere. Exact for points; for lines and polygons within the precision of doubles.
 */

/** Mean Earth radius in metres (IUGG). */
const earthRadius = 6_371_008.8;

/** Great-circle distance in metres (haversine formula). */
export function haversine(from: Position, to: Position): number {
  const radians = Math.PI / 180;
  const halfLatitude = ((to[1] - from[1]) * radians) / 2;
  const halfLongitude = ((to[0] - from[0]) * radians) / 2;
  const chord =
    Math.sin(halfLatitude) ** 2 +
    Math.cos(from[1] * radians) * Math.cos(to[1] * radians) * Math.sin(halfLongitude) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Shortest distance in metres between two shapes; 0 when they touch. */
export function distance(left: Shape, right: Shape): number {
  if (intersects(left, right)) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const vertex of vertices(left)) best = Math.min(best, distanceToVertices(vertex, right));
  for (const vertex of vertices(left)) best = Math.min(best, distanceToSegments(vertex, right));
  for (const vertex of vertices(right)) best = Math.min(best, distanceToSegments(vertex, left));
  return best;
}

/** True when the shapes have at least one position in common. */
export function intersects(left: Shape, right: Shape): boolean {
  if (vertices(left).some((vertex) => covers(right, vertex))) return true;
  if (vertices(right).some((vertex) => covers(left, vertex))) return true;
  const others = segments(right);
  return segments(left).some(([from, to]) =>
    others.some(([start, end]) => segmentsMeet(from, to, start, end)),
  );
}

/** True when nothing of `inner` lies outside `outer`; the border belongs to the shape. */
export function within(inner: Shape, outer: Shape): boolean {
  if (!vertices(inner).every((vertex) => covers(outer, vertex))) return false;
  const borders = segments(outer);
  return segments(inner).every(([from, to]) => {
    const cuts = [0, 1, ...borders.flatMap(([start, end]) => crossings(from, to, start, end))].sort(
      (a, b) => a - b,
    );
    return cuts.every(
      (cut, index) => index === 0 || covers(outer, along(from, to, (cut + (cuts[index - 1] as number)) / 2)),
    );
  });
}

/** True when both shapes cover the same positions. */
export function equals(left: Shape, right: Shape): boolean {
  return within(left, right) && within(right, left);
}

/** True when the interiors meet, neither contains the other, and both have the same dimension (OGC overlaps). */
export function overlaps(left: Shape, right: Shape): boolean {
  return (
    dimension(left) === dimension(right) &&
    intersects(left, right) &&
    !within(left, right) &&
    !within(right, left)
  );
}

function dimension(shape: Shape): number {
  if (shape.polygons.length > 0) return 2;
  return shape.lines.length > 0 ? 1 : 0;
}

function vertices(shape: Shape): Position[] {
  return [...shape.points, ...shape.lines.flat(), ...shape.polygons.flat(2)];
}

function segments(shape: Shape): Array<[Position, Position]> {
  return [...shape.lines, ...shape.polygons.flat()].flatMap((line) =>
    line.slice(1).map((end, index): [Position, Position] => [line[index] as Position, end]),
  );
}

/** True when the position lies in or on the shape. */
function covers(shape: Shape, position: Position): boolean {
  if (shape.points.some((point) => point[0] === position[0] && point[1] === position[1])) return true;
  if (segments(shape).some(([from, to]) => onSegment(position, from, to))) return true;
  return shape.polygons.some((rings) => {
    const [outer = [], ...holes] = rings;
    return insideRing(position, outer) && !holes.some((hole) => insideRing(position, hole));
  });
}

/** Even-odd rule; positions on the ring itself are decided before by `covers`. */
function insideRing([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  ring.forEach(([x2, y2], index) => {
    const [x1, y1] = ring.at(index - 1) as Position;
    if (y1 > y !== y2 > y && x < ((x1 - x2) * (y - y2)) / (y1 - y2) + x2) inside = !inside;
  });
  return inside;
}

/** Twice the signed area of a triangle: its sign is the turning direction. */
function turn(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function onSegment(position: Position, from: Position, to: Position): boolean {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (Math.abs(turn(from, to, position)) > 1e-12 * Math.max(1, length)) return false;
  return (
    position[0] >= Math.min(from[0], to[0]) - 1e-12 &&
    position[0] <= Math.max(from[0], to[0]) + 1e-12 &&
    position[1] >= Math.min(from[1], to[1]) - 1e-12 &&
    position[1] <= Math.max(from[1], to[1]) + 1e-12
  );
}

function segmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return true;
  return onSegment(c, a, b) || onSegment(d, a, b) || onSegment(a, c, d) || onSegment(b, c, d);
}

/** Where, as fractions of the first segment, it meets the second. */
function crossings(from: Position, to: Position, start: Position, end: Position): number[] {
  const denominator = (to[0] - from[0]) * (end[1] - start[1]) - (to[1] - from[1]) * (end[0] - start[0]);
  if (denominator === 0)
    return [start, end]
      .filter((point) => onSegment(point, from, to))
      .map((point) => fraction(from, to, point));
  const t =
    ((start[0] - from[0]) * (end[1] - start[1]) - (start[1] - from[1]) * (end[0] - start[0])) / denominator;
  const u =
    ((start[0] - from[0]) * (to[1] - from[1]) - (start[1] - from[1]) * (to[0] - from[0])) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t] : [];
}

function fraction(from: Position, to: Position, point: Position): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (dx === 0 && dy === 0) return 0;
  return Math.abs(dx) > Math.abs(dy) ? (point[0] - from[0]) / dx : (point[1] - from[1]) / dy;
}

function along(from: Position, to: Position, part: number): Position {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

function distanceToVertices(position: Position, shape: Shape): number {
  return vertices(shape).reduce(
    (best, vertex) => Math.min(best, haversine(position, vertex)),
    Number.POSITIVE_INFINITY,
  );
}

/** The foot of the perpendicular is found on a plane that is scaled at the position's latitude. */
function distanceToSegments(position: Position, shape: Shape): number {
  const scale = Math.cos((position[1] * Math.PI) / 180);
  let best = Number.POSITIVE_INFINITY;
  for (const [from, to] of segments(shape)) {
    const [dx, dy] = [(to[0] - from[0]) * scale, to[1] - from[1]];
    const square = dx * dx + dy * dy;
    const part =
      square === 0 ? 0 : ((position[0] - from[0]) * scale * dx + (position[1] - from[1]) * dy) / square;
    best = Math.min(best, haversine(position, along(from, to, Math.min(1, Math.max(0, part)))));
  }
  return best;
}
