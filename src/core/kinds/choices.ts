/** Closed value lists that more than one kind, or the screens, need. Their labels live in locales. */

export const visibilities = ['public', 'member', 'government', 'private'] as const;
export type Visibility = (typeof visibilities)[number];

export const confidences = ['document', 'public', 'general', 'own'] as const;
export type Confidence = (typeof confidences)[number];

export const needLevels = ['must', 'should', 'nice'] as const;
export const needStates = ['open', 'matched', 'covered', 'expired', 'unknown'] as const;

export const projectStages = [
  'need',
  'matched',
  'study',
  'follow-up',
  'supported',
  'implementation',
  'roll-out',
  'stopped',
] as const;
export type ProjectStage = (typeof projectStages)[number];

export const followUpStatuses = ['planned', 'waiting', 'done', 'dropped'] as const;
export const studyStatuses = ['completed', 'ongoing', 'adopted', 'unknown'] as const;
export const mouStatuses = [
  'in-force',
  'signed',
  'agreed',
  'announced',
  'completed',
  'superseded-or-updated',
  'expired-unless-renewed',
  'expired',
] as const;
export const mouTypes = [
  'MoU',
  'MoC',
  'minutes',
  'agreement',
  'joint-declaration',
  'announcement',
  'sister-city',
] as const;
export const eventTypes = [
  'high-level-meeting',
  'ascn-meeting',
  'bilateral-meeting',
  'bilateral-workshop',
  'smart-jamp-kickoff',
  'jasca-seminar',
  'jasca-local-meeting',
  'seminar',
  'conference',
  'exhibition',
  'expert-panel',
  'foundation',
  'website-launch',
  'site-visit',
] as const;
export const organisationTypes = [
  'company',
  'ministry',
  'local-government',
  'public-body',
  'association',
  'university',
  'international',
] as const;
/** How an organisation took part in an event. */
export const attendeeRoles = [
  'host',
  'co-host',
  'co-chair',
  'speaker',
  'exhibitor',
  'sponsor',
  'participant',
  'observer',
] as const;
/** What a condition of a programme looks at; see core/eligibility. */
export const conditionTests = [
  'place',
  'partner',
  'stage',
  'fiscal-year',
  'sectors',
  'subsidy-rate',
  'own-share',
] as const;
export type ConditionTest = (typeof conditionTests)[number];
/** Where a condition wants a place or a partner to be. */
export const conditionRegions = ['japan', 'abroad', 'asean', 'ascn', 'abroad-outside-ascn'] as const;
export type ConditionRegion = (typeof conditionRegions)[number];
/** What has to be known about a study or project of a sector before it goes on; see core/completeness. */
export const sectorQuestions = [
  'warning-chain',
  'hazard-data',
  'operator',
  'tariff',
  'fare-integration',
  'traffic-data',
  'grid-connection',
  'waste-flow',
  'data-owner',
  'data-standard',
  'privacy',
  'land-rights',
  'maintenance-budget',
  'ghg-baseline',
] as const;
export type SectorQuestion = (typeof sectorQuestions)[number];
/** Whether more or less of an indicator is better. */
export const measureDirections = ['up', 'down'] as const;
export const datePrecisions = ['day', 'month', 'year', 'unknown'] as const;
export const maturities = ['claimed', 'pilot', 'deployed'] as const;
export const hazards = [
  'river-flood',
  'coastal-flood',
  'storm-surge',
  'typhoon',
  'earthquake',
  'tsunami',
  'volcano',
  'landslide',
  'drought',
  'heat',
  'haze',
  'subsidence',
] as const;
export const urbanForms = [
  'capital',
  'coastal',
  'delta',
  'river',
  'island',
  'highland',
  'port',
  'industrial',
  'heritage',
  'tourism',
  'planned-city',
] as const;
/** What a person thinks of a match. A veto is a hard condition, whatever else was said. */
export const verdicts = ['relevant', 'not-relevant', 'contacted', 'in-talks', 'vetoed'] as const;
export type Verdict = (typeof verdicts)[number];
export const conceptTypes = [
  'focus-area',
  'sector',
  'challenge',
  'technology-group',
  'technology',
  'data-asset',
  'interface',
] as const;
export type ConceptType = (typeof conceptTypes)[number];
