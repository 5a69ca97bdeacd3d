import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { labelSchema, languageSchema } from './schemas.ts';
import {
  connectionTestSchema,
  settleInputSchema,
  settleOutputSchema,
  signInEventSchema,
  startOverPlanSchema,
  syncConflictSchema,
  syncExchangeDetailSchema,
  syncExchangeSchema,
  syncSettingsInputSchema,
  syncSettingsSchema,
  syncStateSchema,
  syncTriggers,
  unsentChoices,
} from './syncSchemas.ts';

/** Sync with a central endpoint; see docs of `src/host/sync`. An exchange belongs to the host and outlives the page. */
export const sync = {
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
  startOver: {
    /**
     * Makes a verified backup and reads all of the endpoint to compare; changes nothing. Closing the call stops it.
     * STORAGE_… when no backup can be made, ENDPOINT_… when the endpoint cannot be read.
     */
    prepare: oc.output(startOverPlanSchema),
    /**
     * Begins anew with what the endpoint holds and starts an exchange. Only with the ticket of the latest comparison:
     * SYNC_START_OVER_LOST otherwise. Nothing is deleted at the endpoint.
     */
    confirm: oc
      .input(z.object({ ticket: z.string().max(64), unsent: z.enum(unsentChoices).default('send') }))
      .output(z.object({ started: z.boolean() })),
  },
};
