import { z } from 'zod';
import { conditionRegions, conditionTests } from '#core/kinds/choices.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { markTypes } from '#core/marks/recordMarks.ts';
import { audienceSchema, kindSchema, labelSchema, languageMapSchema, recordIdSchema } from './schemas.ts';

/** A calendar day; where it is left out, the day in Japan counts. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();

export const aboutRecordSchema = z.object({
  id: recordIdSchema,
  audience: audienceSchema.default('private'),
  today: daySchema,
});

const labels = z.record(z.string(), labelSchema);

export const mouStandings = ['planned', 'in-force', 'expiring', 'expired', 'superseded', 'unknown'] as const;

export const mouRowSchema = z.object({
  id: z.string(),
  label: languageMapSchema,
  type: z.string().optional(),
  status: z.string().optional(),
  date: z.string().optional(),
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
  renewalOf: z.string().optional(),
  standing: z.enum(mouStandings),
});
export type MouRow = z.infer<typeof mouRowSchema>;

/** The whole line of renewals that a memorandum belongs to, the oldest first. */
export const mouLineSchema = z.object({
  items: z.array(mouRowSchema),
  /** The first day of the warning before the end; only where an end is known. */
  warningMonths: z.number(),
  /** What the next memorandum of the line would begin with. */
  draft: z.record(z.string(), z.unknown()),
});
export type MouLine = z.infer<typeof mouLineSchema>;

export const mouStandingsSchema = z.record(z.string(), z.enum(mouStandings));

const checkedConditionSchema = z.object({
  origin: z.enum(['years', 'eligibility', 'subsidy', 'conditions']),
  test: z.enum([...conditionTests, 'cap']).optional(),
  region: z.enum(conditionRegions).optional(),
  organisationType: z.string().optional(),
  outcome: z.enum(['holds', 'fails', 'unknown']),
  because: z.object({
    code: z.string(),
    ids: z.array(z.string()).readonly().optional(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
  wording: z.custom<LanguageMap>().optional(),
  ask: z.string().optional(),
  question: z.custom<LanguageMap>().optional(),
});
export type CheckedConditionRow = z.infer<typeof checkedConditionSchema>;

const countsSchema = {
  holds: z.number(),
  fails: z.number(),
  unknown: z.number(),
  verdict: z.enum(['yes', 'no', 'open', 'nothing']),
};

export const programmeCheckSchema = z.object({
  projectId: z.string(),
  programmeId: z.string(),
  ...countsSchema,
  conditions: z.array(checkedConditionSchema).readonly(),
  sources: z.array(z.object({ title: z.string(), url: z.string().nullish(), note: z.string().nullish() })),
  labels,
});
export type ProgrammeCheck = z.infer<typeof programmeCheckSchema>;

export const programmeChecksSchema = z.object({
  items: z.array(z.object({ projectId: z.string(), programmeId: z.string(), ...countsSchema })),
  labels,
});
export type ProgrammeChecks = z.infer<typeof programmeChecksSchema>;

const sharedSchema = z.object({
  id: z.string(),
  total: z.number(),
  byKind: z.partialRecord(kindSchema, z.number()),
  works: z.array(z.string()).readonly(),
});
export type SharedRow = z.infer<typeof sharedSchema>;

export const relationsSchema = z.object({
  /** For an organisation: who worked with it. */
  partners: z.array(sharedSchema).readonly(),
  /** For an organisation: where it worked. */
  cities: z.array(sharedSchema).readonly(),
  /** For a city: who worked there. */
  organisations: z.array(sharedSchema).readonly(),
  /** Follow-ups of the works, the latest first. */
  outcomes: z.array(
    z.object({
      id: z.string(),
      about: z.string(),
      date: z.string().optional(),
      status: z.string().optional(),
      outcome: languageMapSchema.optional(),
    }),
  ),
  labels,
});
export type Relations = z.infer<typeof relationsSchema>;

export const matrixSchema = z.object({
  organisations: z.array(sharedSchema).readonly(),
  cities: z.array(sharedSchema).readonly(),
  counts: z.array(z.array(z.number()).readonly()).readonly(),
  moreOrganisations: z.number(),
  moreCities: z.number(),
  labels,
});
export type RelationsMatrix = z.infer<typeof matrixSchema>;

export const missingFactSchema = z.object({
  /** Names the question's words in locales. */
  id: z.string(),
  type: z.enum(['field', 'linked', 'answer']),
  /** The field to fill in here, or, for `linked`, the field of the other record that points here. */
  field: z.string(),
  /** For `linked`: the kind of record that is missing. */
  kind: kindSchema.optional(),
});
export type MissingFact = z.infer<typeof missingFactSchema>;

export const completenessSchema = z.object({
  percent: z.number(),
  asked: z.number(),
  missing: z.array(missingFactSchema),
  /** Only for kinds whose profiles grow old. */
  review: z.object({ state: z.enum(['current', 'stale', 'never']), until: z.string().optional() }).optional(),
});
export type CompletenessRow = z.infer<typeof completenessSchema>;

/** What to know of records before relying on them, by their ids; those of which there is nothing to say are not there. */
export const marksSchema = z.record(
  z.string(),
  z.array(z.object({ type: z.enum(markTypes), date: z.string().optional() })).readonly(),
);
export type Marks = z.infer<typeof marksSchema>;

export const dueReviewsSchema = z.object({
  stale: z.number(),
  never: z.number(),
  /** The longest overdue first. */
  items: z.array(
    z.object({ id: z.string(), kind: kindSchema, label: languageMapSchema, reviewDate: z.string() }),
  ),
});
export type DueReviews = z.infer<typeof dueReviewsSchema>;
