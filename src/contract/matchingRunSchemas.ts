import { z } from 'zod';
import { settingDifferenceSchema } from './matchingEffectSchemas.ts';
import { defaultTimeZone, timeZoneSchema } from './matchingQuestionSchemas.ts';
import { placeSchema, runSchema } from './matchingSchemas.ts';
import { audienceSchema, labelSchema, recordIdSchema } from './schemas.ts';

/** Runs that a device has noted, and how they compare. */

/** Rows that a run is noted with. */
export const notedRows = 10;

const runIdSchema = z.string().max(64);

export const matchRunSchema = z.object({
  id: z.string(),
  at: z.string(),
  question: z.enum(['need', 'city', 'organisation', 'text', 'team', 'rollout']),
  input: z.record(z.string(), z.unknown()),
  audience: audienceSchema,
  run: runSchema,
  /** The first rows: ids and scores. */
  result: z.array(z.object({ ids: z.array(z.string()), score: z.number() })),
  /** Settings that differed from the defaults. */
  changed: z.array(settingDifferenceSchema),
  /** Who asked; absent in runs that an earlier version noted. */
  actor: z.string().optional(),
  actorName: z.string().optional(),
});
export type MatchRun = z.infer<typeof matchRunSchema>;
/** Why a run gives another answer than an earlier one. */
export const runCauses = [
  'question',
  'audience',
  'data',
  'taxonomy',
  'settings',
  'day',
  'dictionary',
] as const;
export type RunCause = (typeof runCauses)[number];

export const compareRunInputSchema = z.object({
  id: runIdSchema,
  /** Compared with this noted run instead of the answer of today. */
  other: runIdSchema.optional(),
  timeZone: timeZoneSchema.default(defaultTimeZone),
});

export const comparedRunSchema = z.object({
  run: matchRunSchema,
  /** The run that it is compared with, when it is not today's answer. */
  other: matchRunSchema.optional(),
  /** What the question depends on now, or what the other run depended on. */
  now: runSchema,
  causes: z.array(z.enum(runCauses)),
  /** Settings that differ, by path. */
  settings: z.array(settingDifferenceSchema),
  /** Records that matching reads and that were changed in between; absent where it is not known. */
  changedRecords: z.object({ total: z.number(), ids: z.array(z.string()) }).optional(),
  /**
   * The first rows then, asked again with the settings of then (not for two noted runs), and asked with those of now or
   * as the other run has them.
   */
  rows: z.array(
    z.object({
      ids: z.array(z.string()),
      before: placeSchema.optional(),
      repeated: placeSchema.optional(),
      now: placeSchema.optional(),
    }),
  ),
  labels: z.record(z.string(), labelSchema),
});
export type ComparedRun = z.infer<typeof comparedRunSchema>;
export const matchRunsInputSchema = z.object({
  limit: z.number().int().min(1).max(500).default(50),
  /** Only runs about this record. */
  about: recordIdSchema.optional(),
});
/** All runs when none is named. */
export const forgetRunsInputSchema = z.object({ ids: z.array(runIdSchema).max(500).optional() });
export const matchRunsSchema = z.object({
  items: z.array(matchRunSchema),
  labels: z.record(z.string(), labelSchema),
});
