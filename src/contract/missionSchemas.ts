import { z } from 'zod';
import { audienceSchema, labelSchema, languageMapSchema, recordIdSchema, recordSchema } from './schemas.ts';

export const prepareInputSchema = z.object({
  id: recordIdSchema,
  /** The reader's calendar day, so that "due" and "in force" follow their clock. */
  today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  audience: audienceSchema.default('private'),
});

const metSchema = z.object({
  organisation: z.string().optional(),
  role: languageMapSchema.optional(),
  date: z.string().optional(),
  /** The earlier mission on which they were met. */
  mission: z.string(),
});

const preparedStudySchema = z.object({
  study: recordSchema,
  /** What came of it: its follow-ups and projects, newest first. */
  outcomes: z.array(recordSchema),
});

export const preparedCitySchema = z.object({
  city: recordSchema,
  /** Wanted still, or nobody has said that it is not. */
  needs: z.array(recordSchema),
  /** Open ones, the most urgent first. */
  followUps: z.array(recordSchema),
  studies: z.array(preparedStudySchema),
  /** Memorandums that bind, or whose end is not known; those of the whole country last. */
  mous: z.array(recordSchema),
  /** The latest notes. */
  notes: z.array(recordSchema),
  met: z.array(metSchema),
});
export type PreparedCity = z.infer<typeof preparedCitySchema>;

export const preparationSchema = z.object({
  mission: recordSchema,
  cities: z.array(preparedCitySchema),
  labels: z.record(z.string(), labelSchema),
});
export type Preparation = z.infer<typeof preparationSchema>;
