import { z } from 'zod';
import {
  defaultMatchingSettings,
  type MatchingSettings,
  type PartialSettings,
  withSettings,
} from '#core/matching/index.ts';

/** What a setting may be: a number between two others, or one of a few words. */
export type SettingBounds =
  | { readonly least: number; readonly most: number; readonly whole: boolean; readonly aboveLeast?: true }
  | { readonly choices: readonly [string, ...string[]] };

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

/** Bounds of a setting by its name, the last part of its path; a group that it stands in plays no part. */
export function settingBounds(name: string): SettingBounds {
  const choice = choices[name];
  if (choice) return { choices: choice };
  const most = wholeNumbers[name];
  if (most !== undefined) return { least: name === 'minimumWords' ? 0 : 1, most, whole: true };
  return { least: 0, most: largest, whole: false, ...(positive.has(name) ? { aboveLeast: true } : {}) };
}

/** The shape of the settings, every part optional, unknown names refused: made from the defaults themselves. */
function partsOf(defaults: object): z.ZodType {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(defaults).map(([name, value]) => [
        name,
        (typeof value === 'object' && value !== null
          ? partsOf(value)
          : leafOf(settingBounds(name))
        ).optional(),
      ]),
    ),
  );
}

function leafOf(bounds: SettingBounds): z.ZodType {
  if ('choices' in bounds) return z.enum(bounds.choices);
  const number = z.number().min(bounds.least).max(bounds.most);
  if (bounds.whole) return number.int();
  return bounds.aboveLeast ? number.gt(bounds.least) : number;
}

/** Groups of shares that are scaled to add up to 1, by path: one of them must count. */
function groupsOfShares({ weights, evidence, levels, rollout }: MatchingSettings) {
  return [
    ['weights', Object.values(weights)],
    ['evidence', [evidence.place, evidence.outcome, evidence.mou]],
    ['levels', Object.values(levels)],
    ['rollout.weights', Object.values(rollout.weights)],
  ] as const;
}

/** Changes to the settings of matching; what is left out keeps its default. */
export const matchingSettingsSchema = (
  partsOf(defaultMatchingSettings) as z.ZodType<PartialSettings>
).superRefine((changes, context) => {
  for (const [path, group] of groupsOfShares(withSettings(changes)))
    if (!group.some((value) => value > 0))
      context.addIssue({ code: 'custom', path: path.split('.'), message: 'nothingCounts' });
});
