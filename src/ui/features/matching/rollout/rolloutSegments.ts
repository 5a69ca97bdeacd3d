import type { RolloutMatchRow } from '#contract/matchingSchemas.ts';
import { sharePoints } from '../model/points.ts';

/** The sides of the comparison, gathered so that a bar has four colours and not nine. */
export const rolloutGroups = ['challenges', 'nature', 'shape', 'frame'] as const;
export type RolloutGroup = (typeof rolloutGroups)[number];

const groupOf: Readonly<Record<string, RolloutGroup>> = {
  challenges: 'challenges',
  hazards: 'nature',
  climate: 'nature',
  population: 'shape',
  income: 'shape',
  urbanForm: 'shape',
  governance: 'frame',
  dataReadiness: 'frame',
  legalFrame: 'frame',
};

export interface RolloutSegment {
  readonly key: RolloutGroup;
  readonly tone: number;
  readonly width: number;
  readonly points: number;
}

/** A city's score by group, in fixed order; the points add up to the score's. */
export function rolloutSegments(row: Pick<RolloutMatchRow, 'parts' | 'score'>): RolloutSegment[] {
  const sums = rolloutGroups.map((group) =>
    row.parts
      .filter((part) => (groupOf[part.feature] ?? 'frame') === group)
      .reduce((sum, part) => sum + part.contribution, 0),
  );
  const points = sharePoints(sums, row.score);
  return rolloutGroups
    .map((key, index) => ({
      key,
      tone: index,
      width: (sums[index] ?? 0) * 100,
      points: points[index] ?? 0,
    }))
    .filter((segment) => segment.width > 0);
}
