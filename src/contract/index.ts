import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { mergeChoices } from '#core/merge/mergeFields.ts';
import { attachments } from './attachmentContract.ts';
import { domain } from './domainContract.ts';
import { draftContentSchema, draftKeySchema, draftSchema } from './draftSchemas.ts';
import { importing } from './importContract.ts';
import { matching } from './matchingContract.ts';
import { preparationSchema, prepareInputSchema } from './missionSchemas.ts';
import { pipeline } from './pipelineContract.ts';
import { todaySchema } from './pipelineSchemas.ts';
import {
  activityFilterSchema,
  activityItemSchema,
  audienceSchema,
  briefFormats,
  briefRequestSchema,
  briefResultSchema,
  bulkResultSchema,
  changeManyInputSchema,
  changeResultSchema,
  duplicateSchema,
  exportFormats,
  fileSchema,
  jobEvents,
  kindSchema,
  labelSchema,
  languageSchema,
  listInputSchema,
  listOutputSchema,
  type MapFeature,
  mapArcSchema,
  momentSchema,
  overviewSchema,
  recordAtSchema,
  recordDetailSchema,
  recordIdSchema,
  removedItemSchema,
  searchHitSchema,
  settingsSchema,
} from './schemas.ts';
import { sync } from './syncContract.ts';

/**
 * The one typed door between a user interface and the host. Refusals travel as oRPC errors whose
 * `code` is an `ErrorCode` and whose `data` are its details.
 */

const passphraseSchema = z.string().max(1_000);
const keyVaultSchema = z.enum(['os-keychain', 'key-file', 'passphrase']);

const accessStateSchema = z.object({
  locked: z.boolean(),
  /** The registry is filled for the first time, or a large one is brought in step with this version. */
  opening: z.object({ reason: z.enum(['first', 'upgrade']), share: z.number().min(0).max(1) }).optional(),
});

/** The way in to a registry that is being opened or is under a passphrase. Until it is open, nothing else answers. */
const access = {
  state: oc.output(accessStateSchema),
  /** Refuses with STORAGE_WRONG_PASSPHRASE, and with every other STORAGE_… that opening can meet. */
  unlock: oc.input(z.object({ passphrase: passphraseSchema })).output(z.object({ locked: z.boolean() })),
};

const undoneSchema = z.object({
  changeId: z.string(),
  kept: z.array(z.object({ recordId: z.string(), field: z.string() })),
});

const registry = {
  list: oc.input(listInputSchema).output(listOutputSchema),
  /** Ids of a stretch of a list, in its order: for selecting what is not on the screen. */
  ids: oc
    .input(
      listInputSchema
        .omit({ facets: true, limit: true })
        .extend({ limit: z.number().int().min(0).max(500_000).default(500_000) }),
    )
    .output(z.object({ ids: z.array(z.string()) })),
  get: oc
    .input(z.object({ id: recordIdSchema, audience: audienceSchema.default('private') }))
    .output(recordDetailSchema),
  labels: oc
    .input(z.object({ ids: z.array(recordIdSchema).max(5_000) }))
    .output(z.record(z.string(), labelSchema)),
  create: oc
    .input(
      z.object({ kind: kindSchema, values: z.record(z.string(), z.unknown()), language: languageSchema }),
    )
    .output(changeResultSchema),
  /** Merge patch: an absent field stays, null clears. `changeId` is null when nothing differed. */
  patch: oc
    .input(
      z.object({ id: recordIdSchema, values: z.record(z.string(), z.unknown()), language: languageSchema }),
    )
    .output(changeResultSchema),
  /**
   * The same edit of many records as one change: all of them or, when one is refused or the job is cancelled,
   * none. INVALID_INPUT names the records that stand in the way.
   */
  changeMany: oc.input(changeManyInputSchema).output(eventIterator(jobEvents(bulkResultSchema))),
  /**
   * Adds members to a list field and takes members out of it, whatever else it holds by now: of two people who add a
   * measured value at the same time, both keep theirs.
   */
  amend: oc
    .input(
      z.object({
        id: recordIdSchema,
        field: z.string().max(64),
        add: z.array(z.unknown()).max(500).default([]),
        remove: z.array(z.unknown()).max(500).default([]),
        language: languageSchema,
      }),
    )
    .output(changeResultSchema),
  remove: oc.input(z.object({ id: recordIdSchema })).output(changeResultSchema),
  restore: oc.input(z.object({ id: recordIdSchema })).output(changeResultSchema),
  /** Removed records of all kinds, latest first; `kinds` counts all of them. */
  removed: oc
    .input(
      z.object({
        kind: kindSchema.optional(),
        limit: z.number().int().min(1).max(500).default(100),
        offset: z.number().int().min(0).default(0),
      }),
    )
    .output(
      z.object({
        total: z.number(),
        kinds: z.array(z.object({ kind: kindSchema, count: z.number() })),
        items: z.array(removedItemSchema),
      }),
    ),
  /** Brings removed records of any kinds back as one change. INVALID_INPUT names those that there are not. */
  restoreMany: oc
    .input(z.object({ ids: z.array(recordIdSchema).min(1).max(5_000) }))
    .output(bulkResultSchema),
  /** Makes one record of two of a kind, in one change that can be undone; `choices` as `mergeFields` names them. */
  merge: oc
    .input(
      z.object({
        keepId: recordIdSchema,
        otherId: recordIdSchema,
        choices: z.record(z.string().max(200), z.enum(mergeChoices)).default({}),
      }),
    )
    .output(z.object({ id: z.string(), changeId: z.string(), moved: z.number() })),
  /**
   * Erases for good what people wrote about a record: here at once, with the next sync at every endpoint and on
   * every device. NOT_FOUND for an unknown record, NOTHING_TO_ERASE when nothing is left.
   */
  erase: oc
    .input(z.object({ id: recordIdSchema }))
    .output(z.object({ id: z.string(), erased: z.number().int() })),
  /** The inverse change. Fields that were changed again since keep their newer value and are named in `kept`. */
  undo: oc.input(z.object({ changeId: z.string().max(64) })).output(undoneSchema),
  /** The same for a change of any size, with progress; cancelled, it leaves everything as it was. */
  takeBack: oc
    .input(z.object({ changeId: z.string().max(64) }))
    .output(eventIterator(jobEvents(undoneSchema))),
  /** Settles an offered or conflicting value: the chosen operation's value becomes the only one. */
  settle: oc
    .input(z.object({ id: recordIdSchema, field: z.string().max(200), operationId: z.string().max(64) }))
    .output(changeResultSchema),
  activity: oc
    .input(
      activityFilterSchema.extend({
        limit: z.number().int().min(1).max(500).default(50),
        /** Continue before this sequence number. */
        before: z.number().int().optional(),
      }),
    )
    .output(z.object({ items: z.array(activityItemSchema), next: z.number().optional() })),
  /** Who has changed anything, and which imports there were, latest first: what the feed can be narrowed to. */
  activitySources: oc.output(
    z.object({
      actors: z.array(z.object({ id: z.string(), name: z.string().optional(), changes: z.number() })),
      batches: z.array(z.object({ id: z.string(), at: z.string(), changes: z.number() })),
    }),
  ),
  /** A record as the log says it was, and what differs from now. */
  at: oc.input(z.object({ id: recordIdSchema, moment: momentSchema })).output(recordAtSchema),
  /**
   * Makes a record, or some of its fields, again what it was: a new change. Who may see it stays as it is now
   * unless `visibility` is named. NOT_FOUND when there was no such record.
   */
  restoreState: oc
    .input(
      z.object({
        id: recordIdSchema,
        moment: momentSchema,
        fields: z.array(z.string().max(64)).min(1).max(100).optional(),
      }),
    )
    .output(changeResultSchema),
  /** Says which records changed, in this window or another one, so that views can refresh. */
  changes: oc.output(eventIterator(z.object({ recordIds: z.array(z.string()), kinds: z.array(kindSchema) }))),
};

const search = {
  query: oc
    .input(
      z.object({
        text: z.string().max(10_000),
        kinds: z.array(kindSchema).default([]),
        limit: z.number().int().min(1).max(500).default(30),
        offset: z.number().int().min(0).default(0),
        audience: audienceSchema.default('private'),
      }),
    )
    .output(z.object({ total: z.number(), items: z.array(searchHitSchema) })),
};

const home = {
  overview: oc.input(z.object({ today: todaySchema })).output(overviewSchema),
};

const map = {
  features: oc
    .input(z.object({ kinds: z.array(kindSchema).min(1), audience: audienceSchema.default('private') }))
    // The host's own code makes them: to go through each part of 100,000 of them again takes a second and a half.
    .output(z.object({ features: z.array(z.custom<MapFeature>()), arcs: z.array(mapArcSchema) })),
};

const brief = {
  /** The brief as one self-contained HTML page, for looking at before it is exported. */
  preview: oc
    .input(briefRequestSchema)
    .output(z.object({ html: z.string(), title: z.string(), unseenVetoes: z.number() })),
  render: oc
    .input(briefRequestSchema.extend({ format: z.enum(briefFormats) }))
    .output(eventIterator(jobEvents(briefResultSchema))),
};

const data = {
  export: oc
    .input(
      listInputSchema.omit({ limit: true, offset: true, facets: true }).extend({
        format: z.enum(exportFormats),
        ids: z.array(recordIdSchema).optional(),
        /** Records that are left out although they match. */
        except: z.array(recordIdSchema).max(50_000).optional(),
        /** Fields in the order wanted; all when absent. The id always comes first. */
        columns: z.array(z.string().max(64)).min(1).max(200).optional(),
        /** Headers of XLSX and CSV in Japanese and English at once. */
        bothLanguages: z.boolean().default(false),
      }),
    )
    .output(eventIterator(jobEvents(z.object({ file: fileSchema, rows: z.number() })))),
};

const missions = {
  /** Everything that is known about the cities of a mission, for reading on the way. */
  prepare: oc.input(prepareInputSchema).output(preparationSchema),
};

/** What is typed and not yet saved, kept on this device alone. */
const drafts = {
  get: oc.input(z.object({ key: draftKeySchema })).output(draftSchema.nullable()),
  list: oc
    .input(z.object({ prefix: z.string().max(300).default('') }))
    .output(z.object({ items: z.array(draftSchema) })),
  /** On disk when it answers. */
  put: oc
    .input(z.object({ key: draftKeySchema, content: draftContentSchema }))
    .output(z.object({ savedAt: z.string() })),
  remove: oc.input(z.object({ key: draftKeySchema })).output(z.object({})),
};

const duplicates = {
  /** Pairs of a kind that may be one record, the likeliest first, without those told apart on this device. */
  list: oc
    .input(z.object({ kind: kindSchema }))
    .output(eventIterator(jobEvents(z.object({ items: z.array(duplicateSchema) })))),
  /** Records that one record may be the same as. */
  of: oc.input(z.object({ id: recordIdSchema })).output(z.object({ items: z.array(duplicateSchema) })),
  /** Says, on this device, that two records are not the same, or takes that back. */
  tellApart: oc
    .input(z.object({ kind: kindSchema, ids: z.tuple([recordIdSchema, recordIdSchema]), apart: z.boolean() }))
    .output(z.object({})),
};

const settings = {
  get: oc.output(settingsSchema),
  set: oc.input(settingsSchema.partial()).output(settingsSchema),
};

const system = {
  information: oc.output(
    z.object({
      version: z.string(),
      shell: z.enum(['electron', 'browser', 'cli']),
      dataDirectory: z.string(),
      keyVault: keyVaultSchema,
      schemaVersion: z.number(),
      bundleVersion: z.number(),
      databaseBytes: z.number(),
      node: z.string(),
      sqlite: z.string(),
      counts: z.partialRecord(kindSchema, z.number()),
    }),
  ),
  /** A verified copy in the backups folder of the data directory. */
  backup: oc.output(z.object({ file: z.string(), bytes: z.number() })),
  /** Puts the registry's key under a passphrase, or (null) back under the guard of this device. */
  protect: oc
    .input(z.object({ passphrase: passphraseSchema.nullable(), current: passphraseSchema.optional() }))
    .output(z.object({ keyVault: keyVaultSchema })),
  check: oc.output(
    z.object({ ok: z.boolean(), problems: z.array(z.object({ code: z.string(), detail: z.string() })) }),
  ),
  rebuildSearch: oc.output(z.object({ records: z.number() })),
};

export const contract = {
  access,
  registry,
  domain,
  search,
  home,
  pipeline,
  map,
  matching,
  brief,
  data,
  missions,
  attachments,
  drafts,
  import: importing,
  duplicates,
  settings,
  system,
  sync,
};
export type Contract = typeof contract;
