import { z } from 'zod';
import type { Because, DataChange, Difference } from '#core/matching/index.ts';
import { evidenceKindNames, features, filterReasonNames, needLevelNames } from '#core/matching/index.ts';
import { labelSchema, languageMapSchema } from './schemas.ts';

/**
 * What matching answers. Scores are in [0, 1] and compare rows of one answer; they are no probabilities. Ids in an answer
 * are of records that the audience may see; `labels` names them.
 */

const levelSchema = z.enum(needLevelNames);
const recordRefSchema = z.object({ kind: z.enum(evidenceKindNames), id: z.string() });
const wantedSchema = z.object({ conceptId: z.string(), level: levelSchema });

const querySchema = z.object({
  about: z.array(z.string()),
  concepts: z.array(wantedSchema),
  cities: z.array(z.string()),
  countries: z.array(z.string()),
  languages: z.array(z.string()),
  /** Present when nobody stated a need: what the ranking went by instead. */
  derived: z
    .array(
      z.object({
        from: z.enum(['challenges', 'priorityProject']),
        title: languageMapSchema.optional(),
        concepts: z.array(wantedSchema),
      }),
    )
    .optional(),
  /** What was recognised in a typed text, and where (UTF-16 offsets). */
  spans: z
    .array(
      z.object({
        kind: z.enum(['concept', 'theme', 'city', 'country']),
        ids: z.array(z.string()),
        start: z.number(),
        end: z.number(),
        text: z.string(),
      }),
    )
    .optional(),
  /** The language that a typed text was taken to be in. */
  language: z.string().optional(),
  /** Words of a typed text that no name of the taxonomy accounts for. */
  unread: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })).optional(),
});

export const placeSchema = z.object({ rank: z.number(), score: z.number() });

/** Hashes of data and settings, the dictionary and the day: equal runs give equal answers. */
export const runSchema = z.object({
  /** Of all records but the terms of the taxonomy. */
  dataHash: z.string(),
  /** Of the terms; absent in runs that an earlier version noted. */
  taxonomyHash: z.string().optional(),
  settingsHash: z.string(),
  segmenter: z.string(),
  day: z.string(),
});

const hasCode = (value: unknown) =>
  typeof value === 'object' && value !== null && typeof (value as { code?: unknown }).code === 'string';

export const scorePartSchema = z.object({
  feature: z.enum([...features, 'mutual']),
  value: z.number(),
  weight: z.number(),
  /** All contributions of a row add up to its score. */
  contribution: z.number(),
  because: z.array(z.custom<Because>(hasCode)),
});
export type MatchPart = z.infer<typeof scorePartSchema>;

const counterfactualSchema = z.object({
  code: z.enum([
    'completedStudy',
    'reviewedOffer',
    'deployment',
    'continuedFollowUp',
    'mou',
    'workingLanguage',
  ]),
  conceptId: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  language: z.string().optional(),
  change: z.custom<DataChange>((value) => typeof value === 'object' && value !== null),
  score: z.number(),
  rank: z.number(),
});
export type MatchCounterfactual = z.infer<typeof counterfactualSchema>;

const verdictNoteSchema = z.object({
  id: z.string(),
  verdict: z.string(),
  date: z.string().optional(),
  reason: languageMapSchema.optional(),
});
export type VerdictNoteRow = z.infer<typeof verdictNoteSchema>;

const verdictShape = {
  /** The latest of `verdicts`. */
  verdict: z.string().optional(),
  /** What people said about this row, the latest last; no part of the score. */
  verdicts: z.array(verdictNoteSchema).optional(),
};

const rowShape = {
  solutionId: z.string().optional(),
  score: z.number(),
  parts: z.array(scorePartSchema),
  evidence: z.array(recordRefSchema),
  /** Wanted concepts that are not covered. */
  missing: z.array(z.string()),
  wouldRaise: z.array(counterfactualSchema),
  rank: z.number(),
  /** How complete and how verified the profile is; no part of the score. */
  confidence: z.number(),
  /** Codes of what had to be assumed. */
  assumed: z.array(z.string()),
  ...verdictShape,
};

export const organisationMatchSchema = z.object({
  organisationId: z.string(),
  ...rowShape,
  solutions: z.array(z.object({ solutionId: z.string(), fit: z.number() })),
  standing: z.object({ rank: z.number(), of: z.number(), percentile: z.number() }),
  wouldLower: z.array(
    z.object({
      code: z.literal('mouExpires'),
      record: recordRefSchema,
      from: z.string(),
      score: z.number(),
      rank: z.number(),
    }),
  ),
  /** For several needs together: the score for each by itself. */
  needs: z.array(z.object({ needId: z.string(), score: z.number() })).optional(),
});
export type OrganisationMatchRow = z.infer<typeof organisationMatchSchema>;

export const demandMatchSchema = z.object({
  needId: z.string().optional(),
  cityId: z.string().optional(),
  studyId: z.string().optional(),
  ...rowShape,
  /** At least half of what is wanted is covered, and something is missing. */
  almost: z.boolean(),
});
export type DemandMatchRow = z.infer<typeof demandMatchSchema>;

const filteredSchema = z.object({
  organisationId: z.string().optional(),
  needId: z.string().optional(),
  cityId: z.string().optional(),
  studyId: z.string().optional(),
  reasons: z.array(z.enum(filterReasonNames)),
  verdicts: z.array(verdictNoteSchema).optional(),
});

const variantSchema = z.object({ moved: z.number(), first: z.string().optional() });

const answerShape = {
  query: querySchema,
  /** Rows before the limit. */
  total: z.number(),
  filtered: z.array(filteredSchema),
  run: runSchema,
  labels: z.record(z.string(), labelSchema),
};

export const organisationMatchesSchema = z.object({
  ...answerShape,
  items: z.array(organisationMatchSchema),
  /** What to ask next: the facts that would change this ranking most. */
  facts: z.array(
    z.object({
      conceptId: z.string(),
      level: levelSchema,
      ifConfirmed: variantSchema,
      ifDenied: variantSchema,
    }),
  ),
});
export type OrganisationMatches = z.infer<typeof organisationMatchesSchema>;

export const demandMatchesSchema = z.object({ ...answerShape, items: z.array(demandMatchSchema) });
export type DemandMatches = z.infer<typeof demandMatchesSchema>;

const linkEndSchema = z.object({ organisationId: z.string(), technologyId: z.string() });

export const teamProposalSchema = z.object({
  members: z.array(
    z.object({
      organisationId: z.string(),
      role: z.enum(['lead', 'hub', 'member']),
      solutionId: z.string().optional(),
      covers: z.array(z.object({ conceptId: z.string(), value: z.number() })),
    }),
  ),
  covered: z.array(z.string()),
  uncovered: z.array(z.string()),
  /** Data assets that one member produces and another consumes. */
  links: z.array(z.object({ dataAssetId: z.string(), from: linkEndSchema, to: linkEndSchema })),
  score: z.number(),
  /** Proven: no other team of this size scores more. */
  optimal: z.boolean(),
  bound: z.number(),
  withinPercent: z.number(),
  hub: z
    .object({ organisationId: z.string(), conceptId: z.string(), sectors: z.array(z.string()) })
    .optional(),
  localGovernments: z.array(z.string()),
  /** Not all musts can be covered by one team of this size. */
  mustsRelaxed: z.boolean(),
});
export type TeamProposalRow = z.infer<typeof teamProposalSchema>;

export const teamMatchesSchema = z.object({
  query: querySchema,
  /** Wanted elements that no organisation covers by what is recorded: no team can. */
  nobodyOffers: z.array(z.string()),
  items: z.array(teamProposalSchema),
  run: runSchema,
  labels: z.record(z.string(), labelSchema),
});
export type TeamMatches = z.infer<typeof teamMatchesSchema>;

const linksSchema = z.array(z.object({ dataAssetId: z.string(), from: linkEndSchema, to: linkEndSchema }));

export const weighedTeamSchema = z.object({
  query: querySchema,
  team: teamProposalSchema,
  /** Who could take the leaving member's place, whoever makes the team worth most first. */
  replacements: z.array(
    z.object({
      organisationId: z.string(),
      score: z.number(),
      difference: z.number(),
      gained: z.array(z.string()),
      lost: z.array(z.string()),
      linksGained: linksSchema,
      linksLost: linksSchema,
    }),
  ),
  run: runSchema,
  labels: z.record(z.string(), labelSchema),
});
export type WeighedTeamAnswer = z.infer<typeof weighedTeamSchema>;

const differencesSchema = z.array(
  z.custom<Difference>((value) => typeof value === 'object' && value !== null && 'dimension' in value),
);

export const rolloutMatchSchema = z.object({
  cityId: z.string(),
  score: z.number(),
  parts: z.array(
    z.object({
      feature: z.string(),
      value: z.number(),
      weight: z.number(),
      contribution: z.number(),
      because: differencesSchema,
    }),
  ),
  evidence: z.array(z.object({ kind: z.enum(['need', 'city']), id: z.string(), fit: z.number() })),
  rank: z.number(),
  factors: z.object({ similarity: z.number(), needFit: z.number(), preconditions: z.number() }),
  differences: differencesSchema,
  preconditions: z.array(z.object({ conceptId: z.string(), state: z.enum(['met', 'unknown']) })),
  assumed: z.array(z.string()),
  /** Share of the comparison that is known on both sides. */
  known: z.number(),
  ...verdictShape,
  /** The most similar city that a person has judged for this case; no part of the score. */
  keptCase: z
    .object({ cityId: z.string(), verdictId: z.string(), verdict: z.string(), similarity: z.number() })
    .optional(),
});
export type RolloutMatchRow = z.infer<typeof rolloutMatchSchema>;

export const rolloutMatchesSchema = z.object({
  query: z.object({ about: z.array(z.string()), cities: z.array(z.string()), concepts: z.array(z.string()) }),
  items: z.array(rolloutMatchSchema),
  total: z.number(),
  filtered: z.array(
    z.object({
      cityId: z.string(),
      reasons: z.array(z.string()),
      conceptIds: z.array(z.string()).optional(),
      verdicts: z.array(verdictNoteSchema).optional(),
    }),
  ),
  run: runSchema,
  labels: z.record(z.string(), labelSchema),
});
export type RolloutMatches = z.infer<typeof rolloutMatchesSchema>;
