import { z } from 'zod';
import { verdicts } from '#core/kinds/choices.ts';
import { audienceSchema, briefFormats, languageSchema, recordIdSchema } from './schemas.ts';

/** Questions to matching. Who asks and on which day decides what is answered; see matchingSchemas.ts for that. */

export const defaultTimeZone = 'Asia/Tokyo';

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  });

export const readerShape = {
  audience: audienceSchema.default('private'),
  /** Decides which day it is: a memorandum ends at midnight somewhere. */
  timeZone: timeZoneSchema.default(defaultTimeZone),
};

const hiddenVerdictsSchema = z.array(z.enum(verdicts)).max(verdicts.length).default([]);

/** `false` for an answer that is only glanced at, beside something else: it is not noted among the runs. */
const notedShape = { noted: z.boolean().optional() };

const rankingShape = {
  ...readerShape,
  ...notedShape,
  limit: z.number().int().min(1).max(500).default(20),
  /** Also list the rows that a filter took out, with the reasons. */
  listFiltered: z.boolean().default(false),
  /** Reorder the first rows so that they cover different wanted elements: 0 (off) to 1. */
  diversify: z.number().min(0).max(1).default(0),
  /** Leave out rows whose latest verdict is one of these. A veto always takes a row out. */
  hiddenVerdicts: hiddenVerdictsSchema,
};

export const matchInputSchema = z.object({ id: recordIdSchema, ...rankingShape });
export type MatchInput = z.input<typeof matchInputSchema>;

export const longestMatchText = 20_000;
export const matchTextInputSchema = z.object({
  text: z.string().trim().min(1).max(longestMatchText),
  /** Language of the text; told from script and words when absent. */
  language: languageSchema.optional(),
  country: recordIdSchema.optional(),
  ...rankingShape,
});
export type MatchTextInput = z.input<typeof matchTextInputSchema>;

export const matchTeamInputSchema = z.object({
  needIds: z.array(recordIdSchema).min(1).max(100),
  /** Most members. */
  max: z.number().int().min(1).max(10).optional(),
  lead: recordIdSchema.optional(),
  ...readerShape,
  ...notedShape,
});
export type MatchTeamInput = z.input<typeof matchTeamInputSchema>;

export const matchRolloutInputSchema = z.object({
  id: recordIdSchema,
  ...readerShape,
  ...notedShape,
  limit: z.number().int().min(1).max(500).default(20),
  hiddenVerdicts: hiddenVerdictsSchema,
});
export type MatchRolloutInput = z.input<typeof matchRolloutInputSchema>;

/** A team that a person put together for needs. */
export const weighTeamInputSchema = z.object({
  needIds: z.array(recordIdSchema).min(1).max(100),
  members: z.array(recordIdSchema).min(1).max(10),
  lead: recordIdSchema.optional(),
  /** The member whose place is to be filled anew. */
  leaving: recordIdSchema.optional(),
  ...readerShape,
});
export type WeighTeamInput = z.input<typeof weighTeamInputSchema>;

/** A question to be written into a file; its input is that of the question's own procedure. */
export const matchExportInputSchema = z.object({
  ask: z.discriminatedUnion('question', [
    z.object({ question: z.literal('need'), input: matchInputSchema }),
    z.object({ question: z.literal('city'), input: matchInputSchema }),
    z.object({ question: z.literal('organisation'), input: matchInputSchema }),
    z.object({ question: z.literal('text'), input: matchTextInputSchema }),
    z.object({ question: z.literal('team'), input: matchTeamInputSchema }),
    z.object({ question: z.literal('rollout'), input: matchRolloutInputSchema }),
  ]),
  format: z.enum(briefFormats),
  language: languageSchema,
  /** Only these organisations, or cities of a roll-out, to be compared; all when empty. */
  only: z.array(recordIdSchema).max(20).default([]),
});
export type MatchExportInput = z.input<typeof matchExportInputSchema>;
