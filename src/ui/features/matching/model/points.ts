import type { MatchPart } from '#contract/matchingSchemas.ts';
import { features } from '#core/matching/index.ts';

export type PartName = MatchPart['feature'];

/** The parts of a score in the order in which every bar and every text shows them. */
export const partOrder: readonly PartName[] = [...features, 'mutual'];

/** A score in [0, 1] as it is shown: whole points out of 100. */
export function pointsOf(score: number): number {
  // Adding 0 makes of −0, which would be written with its sign, plain 0.
  return Math.round(score * 100) + 0;
}

/**
 * Whole points for the parts of a score that add up to the points of the score itself: what is cut off goes to the
 * parts that lost most, the earlier ones first.
 */
export function sharePoints(contributions: readonly number[], score: number): number[] {
  const exact = contributions.map((value) => value * 100);
  const points = exact.map(Math.floor);
  let left = pointsOf(score) - points.reduce((sum, value) => sum + value, 0);
  const byLoss = exact
    .map((value, index) => ({ index, loss: value - Math.floor(value) }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss) {
    if (left <= 0) break;
    points[index] = (points[index] ?? 0) + 1;
    left -= 1;
  }
  return points;
}

/** One stretch of a score's bar. */
export interface Segment {
  readonly key: string;
  /** Which colour and pattern. */
  readonly tone: number;
  /** In per cent of the whole bar. */
  readonly width: number;
  readonly points: number;
}

/** The parts in their fixed order, with points that add up to the score's. */
export function orderedParts(
  parts: readonly MatchPart[],
  score: number,
): readonly (MatchPart & { readonly points: number; readonly tone: number })[] {
  const ordered = partOrder.flatMap((name) => parts.filter((part) => part.feature === name));
  const points = sharePoints(
    ordered.map((part) => part.contribution),
    score,
  );
  return ordered.map((part, index) => ({
    ...part,
    points: points[index] ?? 0,
    tone: partOrder.indexOf(part.feature),
  }));
}

/** The bar of a score; what a part takes away is no stretch of its own (see `takenAway`). */
export function segmentsOf(parts: readonly MatchPart[], score: number): Segment[] {
  return orderedParts(parts, score)
    .filter((part) => part.contribution > 0)
    .map((part) => ({
      key: part.feature,
      tone: part.tone,
      width: part.contribution * 100,
      points: part.points,
    }));
}

/** Per cent of the bar that a firm's wishes take away from its score; 0 when they add to it or there are none. */
export function takenAway(parts: readonly MatchPart[]): number {
  const mutual = parts.find((part) => part.feature === 'mutual')?.contribution ?? 0;
  return Math.max(0, -mutual * 100);
}
