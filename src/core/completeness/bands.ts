/** How much of what a record should say at its stage it says, for lists of many. */
export const completenessBands = ['complete', 'some', 'much'] as const;
export type CompletenessBand = (typeof completenessBands)[number];

/** Below this per cent, much is missing. */
export const muchMissingBelow = 50;

/** @param percent as `completenessOf` counts it; 100 only where nothing is missing */
export function completenessBand(percent: number): CompletenessBand {
  if (percent >= 100) return 'complete';
  return percent < muchMissingBelow ? 'much' : 'some';
}
