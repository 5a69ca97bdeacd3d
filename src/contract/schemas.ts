import { z } from 'zod';
import { computedFields } from '#core/completeness/computedFields.ts';
import { reviewBands } from '#core/completeness/review.ts';
import { dueTimes } from '#core/followUps/workList.ts';
import { confidences, visibilities } from '#core/kinds/choices.ts';
import { type KindName, kindNames, type LanguageMap } from '#core/kinds/fieldTypes.ts';
import { changeOrigins } from '#core/ledger/operation.ts';
import { isRecordId } from '#core/records/validateRecord.ts';

export const kindSchema = z.enum(kindNames);
export const audienceSchema = z.enum(visibilities);
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
export const recordIdSchema = z.string().refine(isRecordId);
export const languageMapSchema = z.record(z.string(), z.string());

const sourceSchema = z.object({
  title: z.string(),
  url: z.string().nullish(),
  note: z.string().nullish(),
});

/** A record as it travels: its own fields stand beside the common ones (see core/records/recordTypes.ts). */
export const recordSchema = z
  .object({
    id: z.string(),
    kind: kindSchema,
    visibility: audienceSchema,
    confidence: z.enum(confidences).optional(),
    remarks: languageMapSchema.optional(),
    sources: z.array(sourceSchema),
    createdAt: z.string(),
    updatedAt: z.string(),
    deletedAt: z.string().optional(),
  })
  .catchall(z.unknown());

/** What is needed to show a reference: the kind and the name of the record that it points to. */
export const labelSchema = z.object({
  kind: kindSchema,
  label: languageMapSchema,
  /** Said only where an answer also names records that were removed since. */
  removed: z.literal(true).optional(),
});
export type RecordLabel = z.infer<typeof labelSchema>;

export const conditionOperators = [
  'is',
  'isNot',
  'contains',
  'atLeast',
  'atMost',
  'isKnown',
  'isUnknown',
] as const;

/**
 * One filter: `field operator value`. Several values with `is` mean any of them. `text` as the field
 * searches all texts of the record.
 */
export const conditionSchema = z.object({
  field: z.string().max(64),
  operator: z.enum(conditionOperators),
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .max(200)
    .readonly()
    .default([]),
});
export type Condition = z.infer<typeof conditionSchema>;

export const sortSchema = z.object({
  field: z.string().max(64),
  direction: z.enum(['ascending', 'descending']),
});
export type Sort = z.infer<typeof sortSchema>;

export const listInputSchema = z.object({
  kind: kindSchema,
  where: z.array(conditionSchema).max(50).default([]),
  sort: sortSchema.optional(),
  limit: z.number().int().min(0).max(5_000).default(200),
  offset: z.number().int().min(0).default(0),
  audience: audienceSchema.default('private'),
  /** Decides what "by name" sorts by: the Japanese reading, or the Latin name. */
  language: languageSchema.default('ja'),
  /** Fields to count values of, over the whole filtered list but for the field's own filter. */
  facets: z.array(z.string().max(64)).max(20).default([]),
  /** Puts records with the same value together. A record with several values stands in each of its groups. */
  group: z.string().max(64).optional(),
  /** Whether the answer names the groups; who reads on in a list knows them. */
  groups: z.boolean().default(true),
  /** The records that were removed, instead of those that are there. For the owner of the registry only. */
  removed: z.boolean().default(false),
  /** What to say of each record besides itself: what it lacks for its stage, how old its profile is. */
  computed: z.array(z.enum(computedFields)).max(computedFields.length).default([]),
  /** The day in Japan that profiles grow old by; today when absent. */
  today: z.iso.date().optional(),
});
export type ListInput = z.input<typeof listInputSchema>;

/** What follows from a record, where it was asked for. */
export const computedValuesSchema = z.object({
  /** Whole per cent of what a record of its kind and stage should say. */
  completeness: z.number().optional(),
  review: z.object({ band: z.enum(reviewBands), until: z.string().optional() }).optional(),
});
export type ComputedValues = z.infer<typeof computedValuesSchema>;

export const listOutputSchema = z.object({
  kind: kindSchema,
  total: z.number(),
  items: z.array(recordSchema),
  /** By record id. */
  computed: z.record(z.string(), computedValuesSchema),
  labels: z.record(z.string(), labelSchema),
  facets: z.record(
    z.string(),
    z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count: z.number() })),
  ),
  /** Of each field among the facets: how many records say nothing. */
  unknown: z.record(z.string(), z.number()),
  /** With a grouping: every group of the whole list, in order; null is "not known". `offset` counts their rows. */
  groups: z
    .array(z.object({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]), count: z.number() }))
    .optional(),
});
export type ListOutput = z.infer<typeof listOutputSchema>;

export const linkedRecordSchema = z.object({
  id: z.string(),
  kind: kindSchema,
  label: languageMapSchema,
  /** The field that makes the link, on this record (`out`) or on the other one (`in`). */
  field: z.string(),
  direction: z.enum(['out', 'in']),
  role: z.string(),
  date: z.string().optional(),
  fiscalYear: z.number().optional(),
  status: z.string().optional(),
});
export type LinkedRecord = z.infer<typeof linkedRecordSchema>;

/** Another value of a field that waits for a person: from a newer bundle, or from somebody else's device. */
export const offerSchema = z.object({
  field: z.string(),
  operationId: z.string(),
  /** The operation whose value is shown meanwhile; settling on it keeps that value. */
  shownOperationId: z.string(),
  value: z.unknown(),
  origin: z.string(),
  actor: z.string(),
  at: z.string(),
});
export type Offer = z.infer<typeof offerSchema>;

export const recordDetailSchema = z.object({
  record: recordSchema,
  links: z.partialRecord(kindSchema, z.array(linkedRecordSchema)),
  labels: z.record(z.string(), labelSchema),
  offers: z.array(offerSchema),
  /** Set while another device's newer version has changed the record in ways that cannot be read here: read-only. */
  updateNeeded: z.boolean().optional(),
  /** For a record that was removed because it was merged: the one that it lives on in. */
  mergedInto: labelSchema.extend({ id: z.string() }).optional(),
});
export type RecordDetail = z.infer<typeof recordDetailSchema>;

export const activityEntrySchema = z.object({
  recordId: z.string(),
  kind: kindSchema.optional(),
  label: languageMapSchema.optional(),
  field: z.string(),
  action: z.enum(['set', 'add', 'remove']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const activityItemSchema = z.object({
  changeId: z.string(),
  at: z.string(),
  actor: z.string(),
  actorName: z.string().optional(),
  origin: z.string(),
  /** The import that this change is a part of. */
  batch: z.string().optional(),
  undoes: z.string().optional(),
  /** Set when a later change has undone this one. */
  undoneBy: z.string().optional(),
  entries: z.array(activityEntrySchema),
  /** Entries beyond those listed. */
  more: z.number(),
});
export type ActivityItem = z.infer<typeof activityItemSchema>;

/** Something that was written as asked but is worth a second look. */
export const writeWarningSchema = z.object({
  reason: z.literal('stageDateBackwards'),
  path: z.string(),
  value: z.string(),
  latest: z.string(),
});
export type WriteWarning = z.infer<typeof writeWarningSchema>;

export const changeResultSchema = z.object({
  id: z.string(),
  changeId: z.string().nullable(),
  warnings: z.array(writeWarningSchema).optional(),
});

/** Which changes to read; everything that is given must hold. */
export const activityFilterSchema = z.object({
  recordId: recordIdSchema.optional(),
  actor: z.string().max(200).optional(),
  kind: kindSchema.optional(),
  /** A field of any kind, or of `kind`. */
  field: z.string().max(64).optional(),
  /** One import. */
  batch: z.string().max(64).optional(),
  origins: z.array(z.enum(changeOrigins)).max(10).optional(),
  /** ISO instants: at or after the first, before the second. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});

/** A record that was removed: by whom, when, and through what. */
export const removedItemSchema = z.object({
  id: z.string(),
  kind: kindSchema,
  label: languageMapSchema,
  removedAt: z.string(),
  actor: z.string().optional(),
  actorName: z.string().optional(),
  origin: z.string().optional(),
  changeId: z.string().optional(),
  /** The record that it lives on in. */
  mergedInto: labelSchema.extend({ id: z.string() }).optional(),
});
export type RemovedItem = z.infer<typeof removedItemSchema>;

/** A point in the history: a time, or right after a change. */
export const momentSchema = z.union([
  z.object({ at: z.iso.datetime() }),
  z.object({ changeId: z.string().max(64) }),
]);
export type Moment = z.infer<typeof momentSchema>;

export const recordAtSchema = z.object({
  /** Absent when there was no such record yet. */
  record: recordSchema.optional(),
  /** Fields whose value was another one than now; absent means not known. */
  differences: z.array(
    z.object({ field: z.string(), was: z.unknown().optional(), now: z.unknown().optional() }),
  ),
  labels: z.record(z.string(), labelSchema),
});
export type RecordAt = z.infer<typeof recordAtSchema>;

/** One thing done to many records. */
export const bulkEditSchema = z.discriminatedUnion('type', [
  /** Null clears. */
  z.object({ type: z.literal('set'), field: z.string().max(64), value: z.unknown() }),
  z.object({
    type: z.literal('add'),
    field: z.string().max(64),
    members: z.array(z.unknown()).min(1).max(200),
  }),
  z.object({
    type: z.literal('take'),
    field: z.string().max(64),
    members: z.array(z.unknown()).min(1).max(200),
  }),
  z.object({ type: z.literal('remove') }),
  z.object({ type: z.literal('restore') }),
]);
export type BulkEdit = z.infer<typeof bulkEditSchema>;

/** All records that match a filter when the edit is made, but for some; without anybody having listed them. */
export const matchingSchema = z.object({
  where: z.array(conditionSchema).max(50).default([]),
  except: z.array(recordIdSchema).max(50_000).default([]),
});

export const changeManyInputSchema = z
  .object({
    kind: kindSchema,
    /** Either these records, or all that match. */
    ids: z.array(recordIdSchema).min(1).max(500_000).optional(),
    matching: matchingSchema.optional(),
    edit: bulkEditSchema,
    language: languageSchema,
  })
  .refine(({ ids, matching }) => (ids === undefined) !== (matching === undefined));

export const bulkResultSchema = z.object({
  /** null when every record already was what was asked for. */
  changeId: z.string().nullable(),
  changed: z.number(),
  unchanged: z.number(),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;

export type ChangeResult = z.infer<typeof changeResultSchema>;

const namedRecordSchema = z.object({ id: z.string(), kind: kindSchema, label: languageMapSchema });

/** Two records that may be one; `because` are keys of `import:because`. */
export const duplicateSchema = z.object({
  records: z.tuple([namedRecordSchema, namedRecordSchema]),
  score: z.number(),
  because: z.array(z.string()),
});
export type Duplicate = z.infer<typeof duplicateSchema>;

export const searchHitSchema = z.object({
  kind: kindSchema,
  id: z.string(),
  label: languageMapSchema,
  score: z.number(),
  matched: z.array(
    z.object({
      field: z.string(),
      text: z.string(),
      segments: z.array(z.object({ text: z.string(), hit: z.boolean() })),
    }),
  ),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const fileSchema = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  /** Contents in base64. */
  data: z.string(),
});

/** What a long job says while it runs: steps done, then its result. */
export function jobEvents<Result extends z.ZodType>(result: Result) {
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('progress'), step: z.string(), fraction: z.number().min(0).max(1) }),
    z.object({ type: z.literal('done'), result }),
  ]);
}

export const briefFormats = ['html', 'pdf', 'docx', 'pptx', 'xlsx'] as const;
export const briefKinds = ['city', 'study', 'mission'] as const;
export const exportFormats = ['xlsx', 'csv', 'json', 'ngsi-ld'] as const;

/** Records in one brief. */
export const mostBriefed = 100;

export const briefRequestSchema = z.object({
  kind: kindSchema,
  ids: z.array(recordIdSchema).min(1).max(mostBriefed),
  language: languageSchema,
  audience: audienceSchema,
  /** Also the organisations that fit the open needs, as matching ranks them for this audience. */
  matching: z.boolean().optional(),
});
export type BriefRequest = z.infer<typeof briefRequestSchema>;

export const briefResultSchema = z.object({
  file: fileSchema,
  bytes: z.number(),
  pages: z.number().optional(),
  records: z.array(z.object({ kind: kindSchema, id: z.string() })),
  /** Always 0: what the audience may not see is not even counted. Kept for the command's promise. */
  withheld: z.literal(0),
  /** Organisations in it that are ruled out by a veto which its audience may not see; for its author alone. */
  unseenVetoes: z.number(),
});

export const settingsSchema = z.object({
  /** Null until a person chooses: then each window speaks the language of its own system. */
  language: languageSchema.nullable(),
  theme: z.enum(['light', 'dark', 'system']),
  actorName: z.string().max(200),
  navigationCollapsed: z.boolean(),
  onlineMap: z.boolean(),
  mapboxToken: z.string().max(500),
  /** Id of the mission that this device is on; empty when it is on none. */
  runningMission: z.string().max(200),
});
export type Settings = z.infer<typeof settingsSchema>;

const homeRowSchema = z.object({
  id: z.string(),
  kind: kindSchema,
  label: languageMapSchema,
  date: z.string().optional(),
  status: z.string().optional(),
  /** Other records that give the row its place: the city of a follow-up, the countries of an MoU. */
  context: z.array(z.object({ id: z.string(), kind: kindSchema, label: languageMapSchema })),
});
export type HomeRow = z.infer<typeof homeRowSchema>;

export const overviewSchema = z.object({
  counts: z.partialRecord(kindSchema, z.number()),
  followUpsDue: z.array(homeRowSchema),
  /** Open follow-ups by when they are due. */
  followUpsByTime: z.record(z.enum(dueTimes), z.number()),
  expiringMous: z.array(homeRowSchema),
  /** MoUs whose end is not recorded although they may be in force: a fact worth asking for. */
  mousWithoutEnd: z.number(),
  comingEvents: z.array(homeRowSchema),
  /** The latest events that were held, for when none is coming. */
  recentEvents: z.array(homeRowSchema),
  funnel: z.array(
    z.object({
      step: z.enum(['need', 'study', 'followUp', 'project']),
      count: z.number(),
      cities: z.number(),
    }),
  ),
  studiesByFiscalYear: z.array(z.object({ fiscalYear: z.number(), count: z.number() })),
  /** Fields where another value waits for a person. */
  offers: z.number(),
});
export type Overview = z.infer<typeof overviewSchema>;

export interface MapFeature {
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap;
  /** The language of the place's own script, when it has one. */
  readonly localLanguage?: string | undefined;
  readonly lat: number;
  readonly lon: number;
  /** Whether the place is the record's own, or that of the city or country it belongs to. */
  readonly precision: 'own' | 'city' | 'country';
  /** For a record with several places: the record that this one stands at. */
  readonly placeId: string;
  readonly countries: readonly string[];
  readonly sectors: readonly string[];
  readonly challenges: readonly string[];
  readonly fiscalYear?: number | undefined;
  readonly stage?: string | undefined;
}

const pointSchema = z.object({ lat: z.number(), lon: z.number() });

export const mapArcSchema = z.object({
  organisationId: z.string(),
  label: languageMapSchema,
  from: pointSchema,
  to: pointSchema,
  cityId: z.string(),
  /** The studies, MoUs and solutions that say so. */
  because: z.array(z.object({ kind: kindSchema, id: z.string() })),
});
export type MapArc = z.infer<typeof mapArcSchema>;
