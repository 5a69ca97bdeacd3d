import type { Rectangle } from './clip.ts';
import type { PlanePoint } from './geoPoint.ts';

/** A label to be set beside a marker; `required` ones are set even where no free place is left. */
export type LabelRequest = {
  readonly anchor: PlanePoint;
  readonly markerRadius: number;
  readonly width: number;
  readonly height: number;
  readonly required: boolean;
};

/** Where a label goes. `away` is true when it stands off its marker and needs a line to it. */
export type PlacedLabel = {
  readonly box: Rectangle;
  readonly align: 'start' | 'middle' | 'end';
  readonly away: boolean;
};

// East first: readers look there. Then west, north, south and the corners.
const directions: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
];
/** Distances from the marker's edge, in label heights. The first needs no line, the others do. */
const distances: readonly number[] = [0.2, 0.9, 1.8, 2.8];
const touching = 0.25;
/** Against one step down the list of places: one square pixel of overlap, and one marker of another label close by. */
const overlapCost = 100;
const strangerCost = 6;

/**
 * Greedy point-feature labelling: in the given order, each label takes the free one of a fixed set of places that comes first and is not next to another marker
 * (see Christensen, Marks and Shieber, ACM Transactions on Graphics 14(3), 1995, for better and dearer ways). A label
 * that is not required and finds no place is null.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly Rectangle[],
  frame: Rectangle,
): (PlacedLabel | null)[] {
  const taken: Rectangle[] = [...obstacles];
  // How many markers of others stand so near that the label might be read as theirs.
  const strangers = (box: Rectangle, own: number): number => {
    const near = (requests[own]?.height ?? 0) * 0.6;
    const wide = {
      left: box.left - near,
      top: box.top - near,
      right: box.right + near,
      bottom: box.bottom + near,
    };
    return requests.filter(({ anchor }, other) => other !== own && contains(wide, anchor)).length;
  };
  return requests.map((request, index) => {
    let best: { label: PlacedLabel; overlap: number; cost: number } | null = null;
    let rank = 0;
    for (const distance of distances) {
      for (const direction of directions) {
        const label = candidate(request, direction, distance);
        rank += 1;
        if (!within(label.box, frame)) continue;
        const overlap = taken.reduce((sum, other) => sum + overlapArea(label.box, other), 0);
        const cost = overlap * overlapCost + rank + strangers(label.box, index) * strangerCost;
        if (best === null || cost < best.cost) best = { label, overlap, cost };
      }
    }
    if (best === null || (best.overlap > 0 && !request.required)) return null;
    taken.push(best.label.box);
    return best.label;
  });
}

function candidate(
  request: LabelRequest,
  [dx, dy]: readonly [number, number],
  distance: number,
): PlacedLabel {
  const { anchor, width, height } = request;
  const diagonal = dx !== 0 && dy !== 0 ? Math.SQRT1_2 : 1;
  const reach = (request.markerRadius + distance * height) * diagonal;
  const left = anchor.x + dx * reach - (dx === 0 ? width / 2 : dx < 0 ? width : 0);
  const top = anchor.y + dy * reach - (dy === 0 ? height / 2 : dy < 0 ? height : 0);
  return {
    box: { left, top, right: left + width, bottom: top + height },
    align: dx === 0 ? 'middle' : dx > 0 ? 'start' : 'end',
    away: distance > touching,
  };
}

function within(box: Rectangle, frame: Rectangle): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  );
}

function contains(box: Rectangle, point: PlanePoint): boolean {
  return point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
}

function overlapArea(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
