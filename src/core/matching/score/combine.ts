import { type Feature, features, type MatchingSettings } from '../settings.ts';
import { harmonicMean } from './wishes.ts';

/** Values of the five parts, in the order of `features`. */
export type FeatureValues = readonly [number, number, number, number, number];

/** Weights of the parts scaled to add up to 1. */
export function partWeights(settings: MatchingSettings): FeatureValues {
  const total = features.reduce((sum, feature) => sum + settings.weights[feature], 0);
  const weight = (feature: Feature): number => (total > 0 ? settings.weights[feature] / total : 0);
  return [
    weight('technologyFit'),
    weight('challengeFit'),
    weight('text'),
    weight('evidence'),
    weight('capacity'),
  ];
}

/** The evidence part: place, outcome and memorandum, or the outcome alone when the need has no place. */
export function combineEvidence(
  place: number,
  outcome: number,
  mou: number,
  hasPlace: boolean,
  settings: MatchingSettings,
): number {
  const shares = evidenceShares(hasPlace, settings);
  return shares.place * place + shares.outcome * outcome + shares.mou * mou;
}

/** Shares of the evidence part. */
export function evidenceShares(
  hasPlace: boolean,
  settings: MatchingSettings,
): { readonly place: number; readonly outcome: number; readonly mou: number } {
  if (!hasPlace) return { place: 0, outcome: 1, mou: 0 };
  const { place, outcome, mou } = settings.evidence;
  const total = place + outcome + mou;
  return { place: place / total, outcome: outcome / total, mou: mou / total };
}

/** A convex sum; with wishes on the other side, the harmonic mean of both directions. */
export function combineScore(
  values: FeatureValues,
  weights: FeatureValues,
  backward: number | undefined,
): { readonly score: number; readonly contributions: FeatureValues; readonly mutual?: number } {
  const contributions: FeatureValues = [
    weights[0] * values[0],
    weights[1] * values[1],
    weights[2] * values[2],
    weights[3] * values[3],
    weights[4] * values[4],
  ];
  const forward =
    contributions[0] + contributions[1] + contributions[2] + contributions[3] + contributions[4];
  if (backward === undefined) return { score: forward, contributions };
  const mutual = harmonicMean(forward, backward) - forward;
  return { score: forward + mutual, contributions, mutual };
}
