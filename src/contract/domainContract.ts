import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  aboutRecordSchema,
  completenessSchema,
  daySchema,
  dueReviewsSchema,
  marksSchema,
  matrixSchema,
  mouLineSchema,
  mouStandingsSchema,
  programmeCheckSchema,
  programmeChecksSchema,
  relationsSchema,
} from './domainSchemas.ts';
import { audienceSchema, computedValuesSchema, kindSchema, recordIdSchema } from './schemas.ts';

/** What the rules of src/core say about records: memorandums, programmes, cooperation, completeness. */
export const domain = {
  mouLine: oc.input(aboutRecordSchema).output(mouLineSchema),
  /** The standing of every memorandum that the audience may see. */
  mouStandings: oc
    .input(z.object({ audience: audienceSchema.default('private'), today: daySchema }))
    .output(mouStandingsSchema),
  checkProgramme: oc
    .input(
      z.object({
        projectId: recordIdSchema,
        programmeId: recordIdSchema,
        audience: audienceSchema.default('private'),
        today: daySchema,
      }),
    )
    .output(programmeCheckSchema),
  /** A project against every programme, or every project against a programme; no details. */
  programmeChecks: oc.input(aboutRecordSchema).output(programmeChecksSchema),
  relations: oc.input(aboutRecordSchema).output(relationsSchema),
  /** Organisations by cities over the whole registry, or one country of it. */
  matrix: oc
    .input(
      z.object({
        country: recordIdSchema.optional(),
        rows: z.number().int().min(1).max(60).default(20),
        columns: z.number().int().min(1).max(40).default(12),
        audience: audienceSchema.default('private'),
      }),
    )
    .output(matrixSchema),
  completeness: oc.input(aboutRecordSchema).output(completenessSchema),
  /** What follows from records of a kind, such as the organisations of a ranking; those hidden are not there. */
  computed: oc
    .input(
      z.object({
        kind: kindSchema,
        ids: z.array(recordIdSchema).max(500),
        audience: audienceSchema.default('private'),
        today: daySchema,
      }),
    )
    .output(z.record(z.string(), computedValuesSchema)),
  /** Marks of some records, and of all that are linked with one. */
  marks: oc
    .input(
      z.object({
        ids: z.array(recordIdSchema).max(500).default([]),
        linkedWith: recordIdSchema.optional(),
        audience: audienceSchema.default('private'),
        today: daySchema,
      }),
    )
    .output(marksSchema),
  dueReviews: oc.input(z.object({ today: daySchema })).output(dueReviewsSchema),
};
