/**
 * What the engine reads: plain records as the registry stores them (ids, language maps, lists of ids). Only the
 * fields that matching uses are named; records may carry more. `null` and absent both mean "not known".
 *
 * The caller hands over only what the reader may see: the engine computes frequencies and standings on exactly
 * these records, so that a hidden record can have no effect.
 */
export type LanguageTexts = Readonly<Record<string, string>>;

/** A date as far as it is known: `2025`, `2025-04` or `2025-04-01`. */
export type PartialDate = string;

export interface MatchingRecord {
  readonly id: string;
  readonly visibility?: string | null;
  readonly confidence?: string | null;
  readonly sources?: readonly { readonly url?: string | null }[] | null;
}

export interface ConceptRecord extends MatchingRecord {
  readonly type?: string | null;
  readonly label?: LanguageTexts | null;
  readonly synonyms?: Readonly<Record<string, readonly string[]>> | null;
  readonly broader?: readonly string[] | null;
  readonly sectors?: readonly string[] | null;
  /** Challenges of a sector. */
  readonly challenges?: readonly string[] | null;
  readonly addresses?: readonly { readonly challenge: string; readonly weight: number }[] | null;
  readonly produces?: readonly string[] | null;
  readonly consumes?: readonly string[] | null;
  readonly hub?: boolean | null;
}

export interface CountryRecord extends MatchingRecord {
  readonly name?: LanguageTexts | null;
  readonly aliases?: readonly string[] | null;
  readonly languages?:
    | readonly { readonly code?: string | null; readonly official?: boolean | null }[]
    | null;
  /** Gross national income per head in US dollars, where known. */
  readonly incomePerHead?: number | null;
  /** E.g. `common-law`, `civil-law`; only where known. */
  readonly legalFrame?: string | null;
}

export interface CityRecord extends MatchingRecord {
  readonly name?: LanguageTexts | null;
  readonly aliases?: readonly string[] | null;
  readonly country?: string | null;
  readonly population?: { readonly value?: number | null } | null;
  readonly climate?: { readonly koppen?: string | null } | null;
  readonly hazards?: readonly string[] | null;
  readonly urbanForm?: readonly string[] | null;
  readonly challenges?: readonly string[] | null;
  readonly focusAreas?: readonly string[] | null;
  /** What the city has put first in its own plans; needs are derived from it where none is stated. */
  readonly priorityProjects?:
    | readonly {
        readonly title?: LanguageTexts | null;
        readonly sectors?: readonly string[] | null;
      }[]
    | null;
  /** 0…1, where somebody assessed it. */
  readonly governanceReadiness?: number | null;
  readonly dataReadiness?: number | null;
  /** Preconditions known to hold, as concept ids (e.g. an urban OS in use). */
  readonly preconditionsMet?: readonly string[] | null;
  /** Preconditions known not to hold. */
  readonly preconditionsLacking?: readonly string[] | null;
}

export interface OrganisationRecord extends MatchingRecord {
  readonly name?: LanguageTexts | null;
  readonly fullName?: LanguageTexts | null;
  readonly aliases?: readonly string[] | null;
  readonly type?: string | null;
  readonly homeCountry?: string | null;
  readonly industry?: LanguageTexts | null;
  readonly description?: LanguageTexts | null;
  readonly url?: string | null;
  readonly solutionAreas?: readonly string[] | null;
  readonly technologies?: readonly string[] | null;
  readonly countriesActive?: readonly string[] | null;
  readonly citiesActive?: readonly string[] | null;
  readonly reviewDate?: PartialDate | null;
  readonly validUntil?: PartialDate | null;
  readonly languages?: readonly string[] | null;
  readonly employees?: number | null;
  /** What the firm wants; the score is then the harmonic mean of both directions. */
  readonly wants?: {
    readonly countries?: readonly string[] | null;
    readonly sectors?: readonly string[] | null;
    /** Smallest and largest city population of interest. */
    readonly size?: { readonly minimum?: number | null; readonly maximum?: number | null } | null;
  } | null;
  /** Where and with whom the firm will not work. */
  readonly excludes?: {
    readonly countries?: readonly string[] | null;
    readonly organisations?: readonly string[] | null;
  } | null;
}

export interface SolutionRecord extends MatchingRecord {
  readonly title?: LanguageTexts | null;
  readonly organisation: string;
  readonly description?: LanguageTexts | null;
  readonly sectors?: readonly string[] | null;
  readonly technologies?: readonly string[] | null;
  readonly challenges?: readonly string[] | null;
  readonly maturity?: string | null;
  readonly reviewDate?: PartialDate | null;
  readonly where?:
    | readonly {
        readonly country?: string | null;
        readonly city?: string | null;
        readonly placeText?: string | null;
      }[]
    | null;
}

export interface NeedRecord extends MatchingRecord {
  readonly title?: LanguageTexts | null;
  readonly description?: LanguageTexts | null;
  readonly city?: string | null;
  readonly study?: string | null;
  readonly challenges?: readonly string[] | null;
  readonly technologies?: readonly string[] | null;
  readonly levels?: Readonly<Record<string, string>> | null;
  readonly state?: string | null;
  readonly statedOn?: PartialDate | null;
  readonly validUntil?: PartialDate | null;
  readonly derived?: boolean | null;
  readonly excludes?: {
    readonly countries?: readonly string[] | null;
    readonly organisations?: readonly string[] | null;
  } | null;
  readonly conditions?: Conditions | null;
  /** Concepts that must be in place before the wish makes sense; used by roll-out. */
  readonly preconditions?: readonly string[] | null;
}

/** Mandatory conditions; an organisation that does not meet one is left out, with the reason. */
export interface Conditions {
  readonly languages?: readonly string[] | null;
  readonly organisationTypes?: readonly string[] | null;
  readonly homeCountries?: readonly string[] | null;
  /** `pilot` or `deployed`: at least one offer of that maturity on a needed concept. */
  readonly minimumMaturity?: string | null;
  /** Must be present (evidence or stated activity) in the country of the need. */
  readonly localPresence?: boolean | null;
  readonly minimumEmployees?: number | null;
}

export interface StudyRecord extends MatchingRecord {
  readonly title?: LanguageTexts | null;
  readonly summary?: LanguageTexts | null;
  readonly recordType?: string | null;
  readonly fiscalYear?: number | null;
  readonly period?: { readonly start?: PartialDate | null; readonly end?: PartialDate | null } | null;
  readonly status?: string | null;
  readonly countries?: readonly string[] | null;
  readonly cities?: readonly string[] | null;
  readonly sectors?: readonly string[] | null;
  readonly technologies?: readonly string[] | null;
  readonly challenges?: readonly string[] | null;
  readonly consortium?:
    | readonly {
        readonly name?: string | null;
        readonly orgId?: string | null;
        readonly role?: string | null;
      }[]
    | null;
  readonly preconditions?: readonly string[] | null;
}

export interface FollowUpRecord extends MatchingRecord {
  readonly study?: string | null;
  readonly project?: string | null;
  readonly city?: string | null;
  readonly date?: PartialDate | null;
  readonly status?: string | null;
  readonly responsible?: string | null;
}

export interface ProjectRecord extends MatchingRecord {
  readonly title?: LanguageTexts | null;
  readonly cities?: readonly string[] | null;
  readonly studies?: readonly string[] | null;
  readonly needs?: readonly string[] | null;
  readonly organisations?:
    | readonly { readonly organisation?: string | null; readonly role?: string | null }[]
    | null;
  readonly stage?: string | null;
  readonly stageHistory?:
    | readonly { readonly stage?: string | null; readonly date?: PartialDate | null }[]
    | null;
}

export interface PrecedentRecord extends MatchingRecord {
  readonly title?: LanguageTexts | null;
  readonly description?: LanguageTexts | null;
  readonly fiscalYear?: number | null;
  readonly status?: string | null;
  readonly implementerOrgId?: string | null;
  readonly sectors?: readonly string[] | null;
  readonly technologies?: readonly string[] | null;
  readonly challenges?: readonly string[] | null;
  readonly country?: string | null;
  readonly preconditions?: readonly string[] | null;
}

export interface MouRecord extends MatchingRecord {
  readonly date?: PartialDate | null;
  readonly datePrecision?: string | null;
  readonly validFrom?: PartialDate | null;
  readonly validUntil?: PartialDate | null;
  readonly status?: string | null;
  readonly parties?:
    | readonly {
        readonly name?: string | null;
        readonly country?: string | null;
        readonly type?: string | null;
        readonly orgId?: string | null;
      }[]
    | null;
  readonly countries?: readonly string[] | null;
  readonly cities?: readonly string[] | null;
}

/**
 * A person's verdict on a match; shown and used as a filter, never as silent training. With an organisation it is
 * about that organisation for the need, city or study (for everything, when none is named); without one it is about
 * carrying the study or precedent over to the city.
 */
export interface VerdictRecord extends MatchingRecord {
  readonly need?: string | null;
  readonly city?: string | null;
  readonly study?: string | null;
  readonly precedent?: string | null;
  readonly organisation?: string | null;
  readonly solution?: string | null;
  readonly verdict?: string | null;
  readonly reason?: LanguageTexts | null;
  readonly date?: PartialDate | null;
}

/** Everything that one run may use. Order of rows and of lists inside them never matters. */
export interface MatchingData {
  readonly concepts: readonly ConceptRecord[];
  readonly countries: readonly CountryRecord[];
  readonly cities: readonly CityRecord[];
  readonly organisations: readonly OrganisationRecord[];
  readonly solutions: readonly SolutionRecord[];
  readonly needs: readonly NeedRecord[];
  readonly studies: readonly StudyRecord[];
  readonly followUps: readonly FollowUpRecord[];
  readonly projects: readonly ProjectRecord[];
  readonly precedents: readonly PrecedentRecord[];
  readonly mous: readonly MouRecord[];
  readonly verdicts?: readonly VerdictRecord[];
}

/** The kinds that can be evidence or changed by a counterfactual. */
export const evidenceKindNames = [
  'organisation',
  'solution',
  'study',
  'followUp',
  'project',
  'precedent',
  'mou',
] as const;
export type EvidenceKind = (typeof evidenceKindNames)[number];

export const needLevelNames = ['must', 'should', 'nice'] as const;
export type NeedLevel = (typeof needLevelNames)[number];

/** Data with nothing in it, to build on. */
export const emptyMatchingData: MatchingData = {
  concepts: [],
  countries: [],
  cities: [],
  organisations: [],
  solutions: [],
  needs: [],
  studies: [],
  followUps: [],
  projects: [],
  precedents: [],
  mous: [],
};
