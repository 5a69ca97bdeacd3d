import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { mergeChoices } from '#core/merge/mergeFields.ts';
import {
  addUploadSchema,
  attachedSchema,
  attachmentInputSchema,
  attachmentItemSchema,
  beginUploadSchema,
  copyInputSchema,
  copySchema,
  finishUploadSchema,
  photoFactsSchema,
  pictureInputSchema,
  pictureSchema,
  uploadIdSchema,
} from './attachmentSchemas.ts';
import { domain } from './domainContract.ts';
import { draftContentSchema, draftKeySchema, draftSchema } from './draftSchemas.ts';
import { importing } from './importContract.ts';
import {
  comparedRunSchema,
  compareRunInputSchema,
  demandMatchesSchema,
  forgetRunsInputSchema,
  matchExportInputSchema,
  matchInputSchema,
  matchingSettingsInputSchema,
  matchingSettingsOutputSchema,
  matchRolloutInputSchema,
  matchRunsInputSchema,
  matchRunsSchema,
  matchTeamInputSchema,
  matchTextInputSchema,
  organisationMatchesSchema,
  rolloutMatchesSchema,
  settingsEffectInputSchema,
  settingsEffectSchema,
  taxonomyEffectInputSchema,
  taxonomyEffectSchema,
  teamMatchesSchema,
  weighedTeamSchema,
  weighTeamInputSchema,
} from './matchingSchemas.ts';
import { preparationSchema, prepareInputSchema } from './missionSchemas.ts';
import {
  afterlifeInputSchema,
  afterlifeOutputSchema,
  boardInputSchema,
  boardOutputSchema,
  calendarInputSchema,
  calendarOutputSchema,
  funnelExportInputSchema,
  funnelInputSchema,
  funnelOutputSchema,
  moveInputSchema,
  timelineInputSchema,
  timelineOutputSchema,
  todaySchema,
  workInputSchema,
  workOutputSchema,
} from './pipelineSchemas.ts';
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
  mapArcSchema,
  mapFeatureSchema,
  momentSchema,
  overviewSchema,
  recordAtSchema,
  recordDetailSchema,
  recordIdSchema,
  removedItemSchema,
  searchHitSchema,
  settingsSchema,
} from './schemas.ts';
import {
  connectionTestSchema,
  settleInputSchema,
  settleOutputSchema,
  signInEventSchema,
  syncConflictSchema,
  syncExchangeDetailSchema,
  syncExchangeSchema,
  syncSettingsInputSchema,
  syncSettingsSchema,
  syncStateSchema,
  syncTriggers,
} from './syncSchemas.ts';

/**
 * The one typed door between a user interface and the host. Refusals travel as oRPC errors whose
 * `code` is an `ErrorCode` and whose `data` are its details.
 */

const passphraseSchema = z.string().max(1_000);
const keyVaultSchema = z.enum(['os-keychain', 'key-file', 'passphrase']);

/** The way in to a registry under a passphrase. While it is locked, nothing else answers. */
const access = {
  state: oc.output(z.object({ locked: z.boolean() })),
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

/** How projects and studies come along. */
const pipeline = {
  /** Puts a project into a stage, with the day and the reason, and into a place on the board: one change. */
  move: oc.input(moveInputSchema).output(changeResultSchema),
  /** How many projects came how far, and how long they stayed. */
  funnel: oc.input(funnelInputSchema).output(funnelOutputSchema),
  exportFunnel: oc.input(funnelExportInputSchema).output(fileSchema),
  /** What became of studies: follow-ups, projects, roll-out, and the times without any. */
  afterlife: oc.input(afterlifeInputSchema).output(afterlifeOutputSchema),
  /** Projects by stage. This and the next three place records of any number, and send as many as are drawn. */
  board: oc.input(boardInputSchema).output(boardOutputSchema),
  /** Follow-ups by day. */
  calendar: oc.input(calendarInputSchema).output(calendarOutputSchema),
  /** What has something in a fiscal year. */
  timeline: oc.input(timelineInputSchema).output(timelineOutputSchema),
  /** Open follow-ups by what they wait for, and the closed ones. */
  work: oc.input(workInputSchema).output(workOutputSchema),
};

const map = {
  features: oc
    .input(z.object({ kinds: z.array(kindSchema).min(1), audience: audienceSchema.default('private') }))
    .output(z.object({ features: z.array(mapFeatureSchema), arcs: z.array(mapArcSchema) })),
};

/** Who fits what, and why; see docs/matching.md. Unknown and unseen ids are NOT_FOUND. */
const matching = {
  /** Organisations for one need. */
  need: oc.input(matchInputSchema).output(organisationMatchesSchema),
  /** Organisations for a city's open needs together; for needs derived from other facts when it has none. */
  city: oc.input(matchInputSchema).output(organisationMatchesSchema),
  /** Needs, cities and studies for an organisation. */
  organisation: oc.input(matchInputSchema).output(demandMatchesSchema),
  /** Organisations for a sentence in any language of the app. */
  text: oc.input(matchTextInputSchema).output(organisationMatchesSchema),
  /** Consortia for one or several needs. */
  team: oc.input(matchTeamInputSchema).output(teamMatchesSchema),
  /** A team that a person put together, weighed as a proposed one, and who could take one member's place. */
  weighTeam: oc.input(weighTeamInputSchema).output(weighedTeamSchema),
  /** Cities to which a study or precedent could be carried over. */
  rollout: oc.input(matchRolloutInputSchema).output(rolloutMatchesSchema),
  /** What an edit of a concept would do to the rankings; nothing is written. INVALID_INPUT as writing it would give. */
  taxonomyEffect: oc.input(taxonomyEffectInputSchema).output(taxonomyEffectSchema),
  settings: {
    get: oc.output(matchingSettingsOutputSchema),
    set: oc.input(matchingSettingsInputSchema).output(matchingSettingsOutputSchema),
    /** What other settings would do to the rankings; nothing is written. INVALID_INPUT as `set` gives. */
    effect: oc.input(settingsEffectInputSchema).output(settingsEffectSchema),
  },
  /** An answer as a file, asked anew for the audience that it is for. */
  export: oc.input(matchExportInputSchema).output(eventIterator(jobEvents(briefResultSchema))),
  /**
   * A noted run asked again, with its own settings and with those of now, or beside another noted run. NOT_FOUND where
   * a run, or the subject of one that is asked again, is gone.
   */
  compareRun: oc.input(compareRunInputSchema).output(comparedRunSchema),
  /** The latest runs on this device, newest first. */
  runs: oc.input(matchRunsInputSchema).output(matchRunsSchema),
  /** Forgets runs on this device. */
  forgetRuns: oc.input(forgetRunsInputSchema).output(z.object({ forgotten: z.number() })),
};

const brief = {
  /** The brief as one self-contained HTML page, for looking at before it is exported. */
  preview: oc.input(briefRequestSchema).output(z.object({ html: z.string(), title: z.string() })),
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

/**
 * The bytes of attachments; what is said of them are records of kind `attachment`. A file is sent in pieces, in order, so
 * that the sender knows how far it is and can stop.
 */
const attachments = {
  begin: oc.input(beginUploadSchema).output(z.object({ uploadId: z.string() })),
  /** `bytes` are those that are here. */
  add: oc.input(addUploadSchema).output(z.object({ bytes: z.number() })),
  /** On disk, compared and recorded when it answers. */
  finish: oc.input(finishUploadSchema).output(attachedSchema),
  cancel: oc.input(z.object({ uploadId: uploadIdSchema })).output(z.object({})),
  /** What is attached to a record, newest first. */
  list: oc
    .input(z.object({ about: recordIdSchema, audience: audienceSchema.default('private') }))
    .output(z.object({ items: z.array(attachmentItemSchema) })),
  /** The file as it is, for looking at. */
  read: oc.input(attachmentInputSchema).output(fileSchema),
  /** A small picture of a photo; null for what cannot be drawn. */
  picture: oc.input(pictureInputSchema).output(pictureSchema),
  facts: oc.input(attachmentInputSchema).output(photoFactsSchema),
  /** A copy to hand on, without what a camera wrote into it unless the original is asked for. */
  copy: oc.input(copyInputSchema).output(copySchema),
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

/** Sync with a central endpoint; see docs of `src/host/sync`. An exchange belongs to the host and outlives the page. */
const sync = {
  settings: {
    get: oc.output(syncSettingsSchema),
    /** INVALID_INPUT names every part that is wrong; then nothing is kept. */
    set: oc.input(syncSettingsInputSchema).output(syncSettingsSchema),
    /** Forgets endpoint and secrets on this device. Data stay, here and there. */
    forget: oc.output(syncSettingsSchema),
  },
  /** Tries a connection before it is kept and says what exactly fails. Writes nothing at the endpoint. */
  test: oc.input(syncSettingsInputSchema).output(connectionTestSchema),
  /** The state now, and again whenever it changes. */
  state: oc.output(eventIterator(syncStateSchema)),
  /** Begins an exchange; false when one is running or none can be. */
  start: oc
    .input(
      z.object({
        trigger: z.enum(syncTriggers).default('asked'),
        /** A person has seen `deletionsToConfirm` and means it. */
        allowDeletions: z.boolean().default(false),
        /** Attached files too, whatever the connection says. */
        withFiles: z.boolean().default(false),
      }),
    )
    .output(z.object({ started: z.boolean() })),
  /** Stops the exchange that runs. What it has exchanged stays; the next one goes on from there. */
  cancel: oc.output(z.object({ cancelled: z.boolean() })),
  /** No exchange runs until `resume`, over restarts too. */
  pause: oc.output(z.object({ paused: z.boolean() })),
  resume: oc.output(z.object({ paused: z.boolean() })),
  /** Sign-in with the provider in the system's browser; closing the stream gives it up. */
  signIn: oc.input(z.object({ language: languageSchema })).output(eventIterator(signInEventSchema)),
  /** Forgets the sign-in, here and, where it can be reached, at the provider. */
  signOut: oc.output(syncSettingsSchema),
  history: oc
    .input(
      z.object({
        limit: z.number().int().min(1).max(200).default(30),
        before: z.number().int().optional(),
      }),
    )
    .output(z.object({ items: z.array(syncExchangeSchema), next: z.number().optional() })),
  /** What one exchange brought and took, by change. */
  exchange: oc.input(z.object({ id: z.number().int() })).output(syncExchangeDetailSchema),
  conflicts: oc.output(
    z.object({ items: z.array(syncConflictSchema), labels: z.record(z.string(), labelSchema) }),
  ),
  /** Settles one or many at once, in one transaction. */
  settle: oc.input(settleInputSchema).output(settleOutputSchema),
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
