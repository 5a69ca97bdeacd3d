import { type Feature, features } from '#core/matching/index.ts';

export type Weights = Readonly<Record<Feature, number>>;

/** The weights among the settings; what is no number counts as nothing. */
export function readWeights(settings: Readonly<Record<string, unknown>>): Weights {
  const found = (settings.weights ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(features.map((feature) => [feature, Number(found[feature]) || 0])) as Record<
    Feature,
    number
  >;
}

/** What a part really counts once all weights are scaled to add up to 1. */
export function shareOf(weights: Weights, feature: Feature): number {
  const sum = features.reduce((total, each) => total + weights[each], 0);
  return sum > 0 ? weights[feature] / sum : 0;
}
