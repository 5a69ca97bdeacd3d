import { z } from 'zod';
import { groupings } from '#core/followUps/groups.ts';
import { dueTimes } from '#core/followUps/workList.ts';
import { projectStages } from '#core/kinds/choices.ts';
import { funnelStages } from '#core/projects/funnel.ts';
import { isDate } from '#core/records/validateRecord.ts';
import {
  audienceSchema,
  conditionSchema,
  labelSchema,
  languageSchema,
  recordIdSchema,
  recordSchema,
} from './schemas.ts';

/** The reader's calendar day, so that what is late follows their clock. */
export const todaySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const moveInputSchema = z.object({
  id: recordIdSchema,
  /** The same stage moves the card in its column only. */
  stage: z.enum(projectStages),
  /** The day of the change, as far as it is known. */
  date: z.string().refine(isDate),
  reason: z.string().max(2_000).default(''),
  /** The cards between which it was put, as they were shown; absent keeps the card's own order. */
  place: z.object({ above: recordIdSchema.optional(), below: recordIdSchema.optional() }).optional(),
  language: languageSchema,
});

const stayDaysSchema = z.object({ median: z.number().nullable(), count: z.number() });

export const funnelSchema = z.object({
  projects: z.number(),
  steps: z.array(
    z.object({
      stage: z.enum(funnelStages),
      reached: z.number(),
      now: z.number(),
      conversion: z.number().nullable(),
      stayed: stayDaysSchema,
      waiting: stayDaysSchema,
    }),
  ),
  stopped: z.object({ count: z.number(), after: z.partialRecord(z.enum(projectStages), z.number()) }),
  unknown: z.number(),
});

export const funnelGroupings = ['fiscalYear', 'country', 'sector', 'programme'] as const;
export type FunnelGrouping = (typeof funnelGroupings)[number];

export const funnelInputSchema = z.object({
  by: z.enum(funnelGroupings),
  /** Filters over projects. */
  where: z.array(conditionSchema).max(50).default([]),
  today: todaySchema,
  audience: audienceSchema.default('private'),
});

export const funnelOutputSchema = z.object({
  total: funnelSchema,
  /** A project counts in each of its countries and sectors. */
  groups: z.array(
    z.object({
      /** A fiscal year or a record's id; null where it is not recorded. */
      value: z.union([z.string(), z.number()]).nullable(),
      label: labelSchema.optional(),
      funnel: funnelSchema,
    }),
  ),
});
export type FunnelOutput = z.infer<typeof funnelOutputSchema>;

export const funnelExportInputSchema = funnelInputSchema.extend({
  format: z.enum(['xlsx', 'csv']),
  language: languageSchema,
});

export const afterlifeStates = ['running', 'none', 'followUp', 'project', 'roll-out'] as const;

export const afterlifeSchema = z.object({
  state: z.enum(afterlifeStates),
  start: z.string().optional(),
  end: z.string().optional(),
  endAssumed: z.boolean(),
  steps: z.array(
    z.object({
      type: z.enum(['followUp', 'stage']),
      id: z.string(),
      date: z.string(),
      state: z.string().optional(),
      planned: z.boolean(),
    }),
  ),
  gaps: z.array(z.object({ from: z.string(), to: z.string(), days: z.number(), open: z.boolean() })),
  silentSince: z.string().optional(),
  silentDays: z.number().optional(),
});
export type AfterlifeLine = z.infer<typeof afterlifeSchema>;

export const afterlifeInputSchema = z.object({
  /** Filters over studies. */
  where: z.array(conditionSchema).max(50).default([]),
  /** One study only. */
  id: recordIdSchema.optional(),
  today: todaySchema,
  audience: audienceSchema.default('private'),
});

export const afterlifeOutputSchema = z.object({
  studies: z.array(
    z.object({
      id: z.string(),
      label: labelSchema,
      fiscalYear: z.number().optional(),
      cities: z.array(z.string()),
      followUps: z.array(z.string()),
      projects: z.array(z.string()),
      line: afterlifeSchema,
    }),
  ),
  /** Names of cities, follow-ups and projects. */
  labels: z.record(z.string(), labelSchema),
});
export type AfterlifeOutput = z.infer<typeof afterlifeOutputSchema>;
export type AfterlifeStudyRow = AfterlifeOutput['studies'][number];

const viewInput = {
  /** Filters over the records. */
  where: z.array(conditionSchema).max(50).default([]),
  audience: audienceSchema.default('private'),
};

const windowSize = z.number().int().min(1).max(100_000);

/** The first cards of each column; of one that has more, as many as somebody asked for. */
export const boardInputSchema = z.object({
  ...viewInput,
  perColumn: windowSize.default(100),
  more: z.partialRecord(z.enum([...projectStages, 'unknown']), windowSize).default({}),
});
export const boardOutputSchema = z.object({
  columns: z.array(
    z.object({
      /** Null for projects whose stage nobody recorded. */
      stage: z.enum(projectStages).nullable(),
      total: z.number(),
      /** The first of them, in the order of the board. */
      items: z.array(recordSchema),
    }),
  ),
  labels: z.record(z.string(), labelSchema),
});
export type BoardOutput = z.infer<typeof boardOutputSchema>;

export const calendarInputSchema = z.object({
  ...viewInput,
  /** The first and last day that are drawn. */
  first: todaySchema,
  last: todaySchema,
  /** `2025-04`: what is known to this month only stands beside its days. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  perPlace: windowSize.default(8),
  /** Days, or the month, that are shown whole. */
  whole: z.array(z.string().max(10)).max(50).default([]),
});
export const calendarOutputSchema = z.object({
  places: z.array(z.object({ place: z.string(), total: z.number(), items: z.array(recordSchema) })),
  undated: z.number(),
});
export type CalendarOutput = z.infer<typeof calendarOutputSchema>;

export const timelineInputSchema = z.object({
  ...viewInput,
  kind: z.enum(['project', 'followUp']),
  /** Japanese fiscal year. */
  year: z.number().int().min(1900).max(2200),
  today: todaySchema,
  limit: windowSize.default(200),
});
export const timelineOutputSchema = z.object({
  /** Records that have something in the year. */
  total: z.number(),
  undated: z.number(),
  items: z.array(recordSchema),
  labels: z.record(z.string(), labelSchema),
});
export type TimelineOutput = z.infer<typeof timelineOutputSchema>;

export const workInputSchema = z.object({
  ...viewInput,
  by: z.enum(groupings),
  today: todaySchema,
  limit: windowSize.default(200),
  /** How many of the closed ones. */
  closed: z.number().int().min(0).max(100_000).default(0),
});
export const workOutputSchema = z.object({
  counts: z.record(z.enum(dueTimes), z.number()),
  open: z.number(),
  /** In order; those beyond the limit have no items left. */
  groups: z.array(
    z.object({ value: z.string().nullable(), total: z.number(), items: z.array(recordSchema) }),
  ),
  closed: z.object({ total: z.number(), items: z.array(recordSchema) }),
  labels: z.record(z.string(), labelSchema),
});
export type WorkOutput = z.infer<typeof workOutputSchema>;
