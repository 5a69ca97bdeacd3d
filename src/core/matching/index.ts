/**
 * Matching: needs with organisations, organisations with needs, teams, roll-out, free text. One facade; nothing
 * else of this folder is meant for callers.
 */
import type { MatchingOptions } from './context.ts';
import { MatchingEngine } from './engine.ts';
import { defaultMatchingSettings } from './settings.ts';
import type { MatchingData } from './types.ts';

export { applyChange } from './apply-change.ts';
export type { ReadSpan, TextReading } from './concepts/lexicon.ts';
export { type NameProblem, nameProblems } from './concepts/name-problems.ts';
export type { MatchingOptions } from './context.ts';
export { calendarDay } from './dates.ts';
export type { ReadingChange } from './effect/reading-changes.ts';
export type { DemandEffect, OrganisationEffect, RowMove, TaxonomyEffect } from './effect/taxonomy-effect.ts';
export { MatchingEngine } from './engine.ts';
export { dataHash, type RunFingerprint, settingsHash } from './fingerprint.ts';
export type * from './results.ts';
export type { KeptCase, RolloutMatch, RolloutPart, RolloutResult } from './rollout/match-rollout.ts';
export type { Adaptation, Difference, Dimension } from './rollout/similarity.ts';
export { type Exposure, type SizeClass, sizeClasses } from './score/exposure.ts';
export type { Constraints, FilterReason } from './score/filters.ts';
export { filterReasonNames } from './score/filters.ts';
export type { MatchOptions } from './score/forward.ts';
export type { FreeTextOptions } from './score/free-text.ts';
export { type VerdictsOfQuestion, VerdictTable } from './score/verdicts.ts';
export {
  defaultMatchingSettings,
  type EvidenceLevel,
  evidenceLevels,
  type Feature,
  features,
  type MatchingSettings,
  type PartialSettings,
  withSettings,
} from './settings.ts';
export type {
  GapFill,
  GapResult,
  TeamLink,
  TeamMember,
  TeamOptions,
  TeamProposal,
  TeamResult,
} from './team/match-team.ts';
export type { Replacement, TeamToWeigh, WeighedTeam } from './team/work-on-team.ts';
export { createIntlSegmenter, type WordSegmenter, withoutDictionary } from './text/segmenter.ts';
export type * from './types.ts';
export { emptyMatchingData, evidenceKindNames, needLevelNames } from './types.ts';
export { type Audience, visibleMatchingData } from './visible.ts';

/** Prepares matching over what the reader may see. */
export function createMatchingEngine(
  data: MatchingData,
  options: Omit<MatchingOptions, 'settings'> & Partial<Pick<MatchingOptions, 'settings'>>,
): MatchingEngine {
  return new MatchingEngine(data, { settings: defaultMatchingSettings, ...options });
}
