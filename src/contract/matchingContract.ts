import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  matchingSettingsInputSchema,
  matchingSettingsOutputSchema,
  settingsEffectInputSchema,
  settingsEffectSchema,
  taxonomyEffectInputSchema,
  taxonomyEffectSchema,
} from './matchingEffectSchemas.ts';
import {
  matchExportInputSchema,
  matchInputSchema,
  matchRolloutInputSchema,
  matchTeamInputSchema,
  matchTextInputSchema,
  weighTeamInputSchema,
} from './matchingQuestionSchemas.ts';
import {
  comparedRunSchema,
  compareRunInputSchema,
  forgetRunsInputSchema,
  matchRunsInputSchema,
  matchRunsSchema,
} from './matchingRunSchemas.ts';
import {
  demandMatchesSchema,
  organisationMatchesSchema,
  rolloutMatchesSchema,
  teamMatchesSchema,
  weighedTeamSchema,
} from './matchingSchemas.ts';
import { briefResultSchema, jobEvents } from './schemas.ts';

/** Who fits what, and why; see docs/matching.md. Unknown and unseen ids are NOT_FOUND. */
export const matching = {
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
