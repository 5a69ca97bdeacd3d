import { z } from 'zod';
import type { PartialSettings } from '#core/matching/index.ts';
import { readerShape } from './matchingQuestionSchemas.ts';
import { placeSchema, runSchema } from './matchingSchemas.ts';
import { labelSchema, languageSchema, recordIdSchema } from './schemas.ts';

/** The settings of matching, and what an edit of them or of a term would do to the rankings. */

export const matchingSettingsOutputSchema = z.object({
  /** What differs from the defaults. */
  changes: z.custom<PartialSettings>((value) => typeof value === 'object' && value !== null),
  /** All values, as they are used. */
  settings: z.looseObject({}),
  defaults: z.looseObject({}),
  /** Stands in every run that used them. */
  hash: z.string(),
});

/** Checked by the host, so that a refusal says which setting may be what. */
const settingChangesSchema = z.custom<PartialSettings>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/**
 * `null` goes back to the defaults; anything else takes the place of the earlier changes. INVALID_INPUT names what does
 * not fit `matchingSettingsSchema`.
 */
export const matchingSettingsInputSchema = z.object({ changes: settingChangesSchema.nullable() });

export const settingsEffectInputSchema = matchingSettingsInputSchema.extend(readerShape);

export const settingDifferenceSchema = z.object({
  /** Dotted: `strength.halfLifeYears`. */
  path: z.string(),
  before: z.unknown().optional(),
  now: z.unknown().optional(),
});
export type SettingDifference = z.infer<typeof settingDifferenceSchema>;

/** A concept as it would be, all of its fields; without an id a new one. */
export const taxonomyEffectInputSchema = z.object({
  id: recordIdSchema.optional(),
  values: z.record(z.string(), z.unknown()),
  language: languageSchema,
  ...readerShape,
});
export type TaxonomyEffectInput = z.input<typeof taxonomyEffectInputSchema>;

/** What a change of one concept does to the rankings, before it is written. */
export const taxonomyEffectSchema = z.object({
  /** Wishes whose ranking changes, the one that changes most first; cities stand for what they are derived from. */
  demands: z.array(
    z.object({
      needId: z.string().optional(),
      cityId: z.string().optional(),
      gained: z.array(z.string()),
      lost: z.array(z.string()),
      moved: z.number(),
      rescored: z.number(),
      moves: z.array(
        z.object({
          organisationId: z.string(),
          before: placeSchema.optional(),
          after: placeSchema.optional(),
        }),
      ),
    }),
  ),
  changedDemands: z.number(),
  allDemands: z.number(),
  organisations: z.array(z.object({ organisationId: z.string(), up: z.number(), down: z.number() })),
  changedOrganisations: z.number(),
  /** Names that stored texts are found to hold, or no longer to hold. */
  readings: z.array(
    z.object({
      change: z.enum(['found', 'lost']),
      kind: z.enum(['need', 'organisation', 'solution']),
      id: z.string(),
      field: z.string(),
      language: z.string(),
      conceptId: z.string(),
      start: z.number(),
      end: z.number(),
      text: z.string(),
    }),
  ),
  changedReadings: z.number(),
  /** Names that will not do what their writer expects. */
  names: z.array(
    z.object({
      problem: z.enum(['shared', 'tooShort']),
      language: z.string(),
      name: z.string(),
      conceptIds: z.array(z.string()),
    }),
  ),
  before: runSchema,
  after: runSchema,
  labels: z.record(z.string(), labelSchema),
});
/** What other settings would do to the rankings, before they are used. */
export const settingsEffectSchema = taxonomyEffectSchema
  .omit({ readings: true, changedReadings: true, names: true })
  .extend({
    /** Rankings with another organisation first. */
    newFirst: z.number(),
  });

export type SettingsEffectAnswer = z.infer<typeof settingsEffectSchema>;
export type TaxonomyEffectAnswer = z.infer<typeof taxonomyEffectSchema>;
