import type { PlanePoint } from './geoPoint.ts';

/** A rectangle in pixels. */
export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

type Side = {
  readonly inside: (point: PlanePoint) => boolean;
  readonly cross: (a: PlanePoint, b: PlanePoint) => PlanePoint;
};

function sidesOf(box: Rectangle): Side[] {
  const atX =
    (x: number) =>
    (a: PlanePoint, b: PlanePoint): PlanePoint => ({ x, y: a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x) });
  const atY =
    (y: number) =>
    (a: PlanePoint, b: PlanePoint): PlanePoint => ({ x: a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y), y });
  return [
    { inside: (point) => point.x >= box.left, cross: atX(box.left) },
    { inside: (point) => point.x <= box.right, cross: atX(box.right) },
    { inside: (point) => point.y >= box.top, cross: atY(box.top) },
    { inside: (point) => point.y <= box.bottom, cross: atY(box.bottom) },
  ];
}

/**
 * The part of a closed ring inside a rectangle, for filling (Sutherland and Hodgman, "Reentrant Polygon Clipping",
 * CACM 17(1), 1974). Parts that fall apart stay joined along the edge of the rectangle: fill it, do not stroke it.
 */
export function clipRing(ring: readonly PlanePoint[], box: Rectangle): PlanePoint[] {
  let points: PlanePoint[] = [...ring];
  for (const side of sidesOf(box)) {
    const kept: PlanePoint[] = [];
    let before = points.at(-1);
    for (const point of points) {
      if (before && side.inside(before) !== side.inside(point)) kept.push(side.cross(before, point));
      if (side.inside(point)) kept.push(point);
      before = point;
    }
    points = kept;
  }
  return points;
}

/** The pieces of an open line inside a rectangle (Liang and Barsky, ACM Transactions on Graphics 3(1), 1984). */
export function clipLine(line: readonly PlanePoint[], box: Rectangle): PlanePoint[][] {
  const pieces: PlanePoint[][] = [];
  let piece: PlanePoint[] = [];
  const close = (): void => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  for (let index = 1; index < line.length; index += 1) {
    const a = line[index - 1];
    const b = line[index];
    if (!a || !b) continue;
    const part = clipSegment(a, b, box);
    if (!part) {
      close();
      continue;
    }
    if (part.from > 0) close();
    if (piece.length === 0) piece.push(along(a, b, part.from));
    piece.push(along(a, b, part.to));
    if (part.to < 1) close();
  }
  close();
  return pieces;
}

function along(a: PlanePoint, b: PlanePoint, share: number): PlanePoint {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** Which share of the segment a→b lies inside, or null for none. */
function clipSegment(a: PlanePoint, b: PlanePoint, box: Rectangle): { from: number; to: number } | null {
  let from = 0;
  let to = 1;
  const limits: [number, number][] = [
    [a.x - b.x, a.x - box.left],
    [b.x - a.x, box.right - a.x],
    [a.y - b.y, a.y - box.top],
    [b.y - a.y, box.bottom - a.y],
  ];
  for (const [step, room] of limits) {
    if (step === 0) {
      if (room < 0) return null;
    } else if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  return from < to ? { from, to } : null;
}
