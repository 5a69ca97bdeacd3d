import { z } from 'zod';
import {
  defaultMatchingSettings,
  type MatchingSettings,
  type PartialSettings,
  withSettings,
} from '#core/matching/index.ts';

/** Values that something is divided by. */
const positive = new Set(['halfLifeYears']);
const wholeNumbers: Readonly<Record<string, number>> = {
  claimLimit: 1_000,
  maximumMembers: 10,
  exactCandidates: 2_000,
  nodeLimit: 2_000_000,
  alternatives: 6,
  minimumWords: 1_000,
};
const choices: Readonly<Record<string, readonly [string, ...string[]]>> = {
  localGovernment: ['needs', 'member', 'none'],
};
/** Shares and similarities are in [0, 1]; every other value is small too, so that no sum overflows. */
const largest = 1_000;

/** The shape of the settings, every part optional, unknown names refused: made from the defaults themselves. */
function partsOf(defaults: object): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, value] of Object.entries(defaults)) {
    const choice = choices[name];
    const most = wholeNumbers[name];
    if (typeof value === 'object' && value !== null) shape[name] = partsOf(value).optional();
    else if (choice) shape[name] = z.enum(choice).optional();
    else if (most !== undefined)
      shape[name] = z
        .number()
        .int()
        .min(name === 'minimumWords' ? 0 : 1)
        .max(most)
        .optional();
    else if (positive.has(name)) shape[name] = z.number().positive().max(largest).optional();
    else shape[name] = z.number().min(0).max(largest).optional();
  }
  return z.strictObject(shape);
}

/** Groups of shares that are scaled to add up to 1: one of them must count. */
function sharesAddUp(settings: MatchingSettings): boolean {
  const { weights, evidence, levels, rollout } = settings;
  const groups = [
    Object.values(weights),
    [evidence.place, evidence.outcome, evidence.mou],
    Object.values(levels),
    Object.values(rollout.weights),
  ];
  return groups.every((group) => group.some((value) => value > 0));
}

/** Changes to the settings of matching; what is left out keeps its default. */
export const matchingSettingsSchema = (partsOf(defaultMatchingSettings) as z.ZodType<PartialSettings>).refine(
  (changes) => sharesAddUp(withSettings(changes)),
);
