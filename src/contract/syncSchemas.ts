import { z } from 'zod';
import { endpointFailures } from '#core/sync/endpointFailure.ts';
import { fileRefusals } from '#core/sync/refusedFile.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import { syncStateKinds } from '#core/sync/syncState.ts';
import { activityItemSchema, kindSchema, languageMapSchema, recordIdSchema } from './schemas.ts';

/** Any short text: the host checks what it means and says which part is wrong. */
const text = z.string().max(2_000);
const secret = z.string().max(20_000);

export const fileTransfers = ['always', 'unmetered', 'ask'] as const;
export const authorisationKinds = ['none', 'token', 'clientCredentials', 'authorisationCode'] as const;
export const tokenHeaders = ['authorization', 'x-auth-token'] as const;

/** How to reach one endpoint, without its secrets. */
export const syncConnectionSchema = z.object({
  address: text,
  dialect: z.enum(['ngsi-ld', 'ngsi-v2']),
  tenantHeader: text,
  /** The tenant of each class of visibility; no two may be the same. */
  tenants: z.object({ public: text, member: text, government: text }),
  /** NGSIv2 only. */
  servicePath: text,
  authorisation: z.enum(authorisationKinds),
  tokenHeader: z.enum(tokenHeaders),
  /** The OpenID or OAuth provider, for both kinds of OAuth. */
  issuer: text,
  clientId: text,
  scope: text,
  /** Names in one question. */
  namesPerPage: z.number(),
  /** The largest change that is sent in one piece. */
  bodyKilobytes: z.number(),
  /** Attached files: always, where the network costs nothing by volume, or only when asked for. */
  fileTransfer: z.enum(fileTransfers).default('always'),
  /** Larger attached files stay where they are. */
  largestFileMegabytes: z.number().default(50),
  automatic: z.object({
    atStart: z.boolean(),
    afterEdits: z.boolean(),
    onNetwork: z.boolean(),
  }),
});
export type SyncConnection = z.infer<typeof syncConnectionSchema>;

/** Which secrets are kept; they themselves never leave the host. */
export const keptSecretsSchema = z.object({
  token: z.boolean(),
  clientSecret: z.boolean(),
  /** Signed in with the provider, as far as is known here. */
  signedIn: z.boolean(),
});
export type KeptSecrets = z.infer<typeof keptSecretsSchema>;

export const syncSettingsSchema = z.object({
  /** Null until an endpoint is set up. */
  connection: syncConnectionSchema.nullable(),
  /** What a new connection begins with, per dialect. */
  defaults: z.object({ 'ngsi-ld': syncConnectionSchema, 'ngsi-v2': syncConnectionSchema }),
  secrets: keptSecretsSchema,
});
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

/** A secret that is left out stays as it is; an empty one is forgotten. */
export const syncSettingsInputSchema = z.object({
  connection: syncConnectionSchema,
  token: secret.optional(),
  clientSecret: secret.optional(),
});
export type SyncSettingsInput = z.infer<typeof syncSettingsInputSchema>;

export const syncFailureSchema = z.object({
  /** `device`: the endpoint was not at fault, the registry here could not be read or written. */
  kind: z.enum([...endpointFailures, 'device']),
  /** For whoever looks after the endpoint; never a secret. */
  reason: z.string(),
  status: z.number().optional(),
});
export type SyncFailure = z.infer<typeof syncFailureSchema>;

export const testSteps = [
  'address',
  'name',
  'connect',
  'encryption',
  'signIn',
  'dialect',
  'tenant',
  'pageLimit',
  'clock',
] as const;
export const testOutcomes = ['passed', 'warning', 'failed', 'skipped'] as const;

/** One thing that the connection test looked at. */
export const connectionTestStepSchema = z.object({
  step: z.enum(testSteps),
  outcome: z.enum(testOutcomes),
  /** Of the step `tenant`. */
  tenant: z.enum(syncClasses).optional(),
  failure: syncFailureSchema.optional(),
  /** What was found: an address, a page size, minutes of difference. */
  found: z.string().optional(),
});
export type ConnectionTestStep = z.infer<typeof connectionTestStepSchema>;
export const connectionTestSchema = z.object({ ok: z.boolean(), steps: z.array(connectionTestStepSchema) });
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

export const syncTriggers = ['asked', 'start', 'edits', 'network', 'again', 'command'] as const;
export const syncStepNames = ['connecting', 'receiving', 'sending'] as const;

export const syncActivitySchema = z.object({
  step: z.enum(syncStepNames),
  trigger: z.enum(syncTriggers),
  startedAt: z.string(),
  /** The first exchange with this endpoint. */
  first: z.boolean(),
  /** Changes read and sent so far. */
  received: z.number(),
  sent: z.number(),
  toSend: z.number(),
  /** From 0 to 1; null while nobody knows how much there is. */
  fraction: z.number().nullable(),
});
export type SyncActivity = z.infer<typeof syncActivitySchema>;

export const syncStateSchema = z.object({
  kind: z.enum(syncStateKinds),
  /** Host name of the endpoint; empty when there is none. */
  endpoint: z.string(),
  /** When everything there was had been exchanged last. */
  since: z.string().nullable(),
  lastTry: z.string().nullable(),
  /** When sync tries again by itself. */
  nextTry: z.string().nullable(),
  toSend: z.number(),
  conflicts: z.number(),
  /** Attached files that wait to be sent or received, and those beyond the connection's limit. */
  files: z.object({ count: z.number(), bytes: z.number(), tooLarge: z.number() }),
  /** Those that the last exchange could not bring over, each with what is wrong with it. */
  refusedFiles: z
    .array(z.object({ id: z.string(), fileName: z.string(), reason: z.enum(fileRefusals) }))
    .optional(),
  paused: z.boolean(),
  failure: syncFailureSchema.nullable(),
  /** Tenants that this sign-in may not use. */
  refusedTenants: z.array(z.enum(syncClasses)),
  /** More than five minutes only. */
  clockAheadSeconds: z.number().nullable(),
  /** So many removals that nothing was sent: `start` with `allowDeletions` once a person has said that they are meant. */
  deletionsToConfirm: z.array(z.object({ kind: kindSchema, deleted: z.number(), of: z.number() })).optional(),
  activity: syncActivitySchema.nullable(),
});
export type SyncLiveState = z.infer<typeof syncStateSchema>;

export const syncExchangeSchema = z.object({
  id: z.number(),
  startedAt: z.string(),
  endedAt: z.string(),
  endpoint: z.string(),
  trigger: z.enum(syncTriggers),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  failure: syncFailureSchema.nullable(),
  /** Changes received and sent. */
  received: z.number(),
  sent: z.number(),
  /** Who made what was received; without a name where the device gave none. */
  from: z.array(z.object({ actor: z.string(), name: z.string().optional(), changes: z.number() })),
});
export type SyncExchange = z.infer<typeof syncExchangeSchema>;

export const syncExchangeDetailSchema = z.object({
  received: z.array(activityItemSchema),
  sent: z.array(activityItemSchema),
  /** Changes beyond those listed. */
  moreReceived: z.number(),
  moreSent: z.number(),
});
export type SyncExchangeDetail = z.infer<typeof syncExchangeDetailSchema>;

export const syncConflictSchema = z.object({
  id: z.string(),
  recordId: z.string(),
  kind: kindSchema,
  label: languageMapSchema,
  /** `__deleted`: one removed the record while another edited it. */
  field: z.string(),
  values: z.array(
    z.object({
      operationId: z.string(),
      value: z.unknown(),
      actor: z.string(),
      actorName: z.string().optional(),
      at: z.string(),
      mine: z.boolean(),
    }),
  ),
  before: z.unknown().optional(),
});
export type SyncConflict = z.infer<typeof syncConflictSchema>;

export const settleChoiceSchema = z.discriminatedUnion('take', [
  z.object({ take: z.literal('mine') }),
  z.object({ take: z.literal('theirs') }),
  z.object({ take: z.literal('one'), operationId: z.string().max(64) }),
  z.object({ take: z.literal('value'), value: z.unknown() }),
]);
export type SettleChoice = z.infer<typeof settleChoiceSchema>;

export const settleInputSchema = z.object({
  items: z
    .array(z.object({ id: z.string().min(1).max(400), choice: settleChoiceSchema }))
    .min(1)
    .max(1_000),
  language: z.string().max(20),
});

export const settleOutputSchema = z.object({
  settled: z.array(z.object({ id: z.string(), recordId: recordIdSchema, changeId: z.string().nullable() })),
  /** Those that the choice does not settle: neither value is from here, or both are. */
  left: z.array(z.string()),
});

/** What a sign-in says while it runs. */
export const signInEventSchema = z.discriminatedUnion('type', [
  /** The page to open in the system's browser. */
  z.object({ type: z.literal('open'), url: z.string() }),
  z.object({ type: z.literal('done') }),
]);

export const differencePlaces = ['here', 'there', 'differs'] as const;
export const unsentChoices = ['send', 'discard'] as const;

/** What a person sees before starting over: the backup that was made and checked, and how device and endpoint differ. */
export const startOverPlanSchema = z.object({
  ticket: z.string(),
  endpoint: z.string(),
  backup: z.object({ file: z.string(), bytes: z.number() }),
  difference: z.object({
    /** Records. */
    here: z.number(),
    there: z.number(),
    differing: z.number(),
    private: z.number(),
    /** Changes that were written here and are not at the endpoint. */
    unsent: z.number(),
    records: z.array(
      z.object({
        id: recordIdSchema,
        kind: kindSchema,
        label: languageMapSchema,
        where: z.enum(differencePlaces),
        /** `__deleted`: removed on one side. */
        fields: z.array(z.string()),
        isUnsent: z.boolean(),
      }),
    ),
    /** Records beyond those listed. */
    more: z.number(),
  }),
  /** How many of the unsent changes could be discarded. */
  discardable: z.number(),
  refused: z.array(z.enum(syncClasses)),
});
export type StartOverPlanView = z.infer<typeof startOverPlanSchema>;
