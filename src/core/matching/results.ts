import type { RunFingerprint } from './fingerprint.ts';
import type { FilterReason } from './score/filters.ts';
import type { Closeness } from './score/place.ts';
import type { EvidenceLevel, Feature } from './settings.ts';
import type { UnreadWord } from './text/unread-words.ts';
import type { EvidenceKind, LanguageTexts, NeedLevel } from './types.ts';

/** A stored record that a result points to. */
export interface RecordRef {
  readonly kind: EvidenceKind;
  readonly id: string;
}

/** A record as proof, with what it is worth. */
export interface EvidenceRef extends RecordRef {
  readonly level: EvidenceLevel;
  /** As stored; absent when the age was assumed. */
  readonly date?: string;
  readonly confirmed: boolean;
  readonly stalled: boolean;
  readonly strength: number;
}

/** Why a part has its value. `share` values of one part add up to the part's value, unless `code` says it is missing. */
export type Because =
  | {
      readonly code: 'concept';
      readonly conceptId: string;
      readonly level: NeedLevel;
      /** The organisation's concept that matches best; absent when none does. */
      readonly matchedConceptId?: string;
      readonly similarity: number;
      readonly strength: number;
      readonly share: number;
      readonly evidence: readonly EvidenceRef[];
      readonly claims: readonly RecordRef[];
    }
  | {
      readonly code: 'term';
      readonly language: string;
      /** As it stands in the index: an English word by its stem. */
      readonly term: string;
      /** As it first stands in what is asked for; of a sequence of letters, those letters. */
      readonly word: string;
      readonly channel: 'word' | 'ngram';
      readonly share: number;
      readonly places: readonly TextPlace[];
    }
  | { readonly code: 'otherTerms'; readonly language: string; readonly count: number; readonly share: number }
  | {
      readonly code: 'textMissing';
      readonly reason: 'noSharedLanguage' | 'noWordsLeft';
      readonly share: number;
    }
  | {
      readonly code: 'textItem';
      readonly record: RecordRef;
      readonly language: string;
      readonly cosine: number;
    }
  | {
      readonly code: 'place';
      readonly closeness?: Closeness;
      readonly record?: RecordRef;
      readonly value: number;
      readonly share: number;
    }
  | { readonly code: 'placeUnknown' }
  | {
      readonly code: 'outcome';
      readonly value: number;
      readonly share: number;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly code: 'mou';
      readonly record?: RecordRef;
      readonly validUntil?: string;
      readonly endAssumed?: boolean;
      readonly value: number;
      readonly share: number;
    }
  | {
      readonly code: 'language' | 'role' | 'scale';
      readonly value: number;
      readonly share: number;
      readonly assumed: boolean;
    }
  | { readonly code: 'takenFrom'; readonly feature: Feature }
  | { readonly code: 'nothingStated' }
  | { readonly code: 'wishes'; readonly forward: number; readonly backward: number };

/** Where a term stands in a stored text (UTF-16 offsets). */
export interface TextPlace extends RecordRef {
  readonly field: string;
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

/** One part of a score; the contributions of all parts add up to the score. */
export interface ScorePart {
  /** `mutual` appears when the firm states wishes and the score is the harmonic mean of both directions. */
  readonly feature: Feature | 'mutual';
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
  readonly because: readonly Because[];
}

/** A change to the data, precise enough to be applied. */
export type DataChange =
  | {
      readonly add: 'solution' | 'study' | 'followUp' | 'mou';
      readonly record: Readonly<Record<string, unknown>> & { readonly id: string };
    }
  | {
      readonly update: 'organisation' | 'solution';
      readonly id: string;
      readonly fields: Readonly<Record<string, unknown>>;
    };

/** What would change a row, verified by re-scoring. */
export interface Counterfactual {
  readonly code:
    | 'completedStudy'
    | 'reviewedOffer'
    | 'deployment'
    | 'continuedFollowUp'
    | 'mou'
    | 'workingLanguage';
  readonly conceptId?: string;
  readonly city?: string;
  readonly country?: string;
  readonly language?: string;
  readonly change: DataChange;
  readonly score: number;
  readonly rank: number;
}

/** What time alone will take away, verified by re-scoring on that day. */
export interface Outlook {
  readonly code: 'mouExpires';
  readonly record: RecordRef;
  /** First day without it, `YYYY-MM-DD`. */
  readonly from: string;
  readonly score: number;
  readonly rank: number;
}

/** Where a score stands among all that the reader may see, filtered rows included. */
export interface Standing {
  readonly rank: number;
  readonly of: number;
  /** Share of the others that score lower or the same, 0…1. */
  readonly percentile: number;
}

/** What a person said about a match. */
export interface VerdictNote {
  /** The stored verdict. */
  readonly id: string;
  readonly verdict: string;
  readonly date?: string;
  readonly reason?: LanguageTexts;
}

export interface MatchBase {
  readonly score: number;
  readonly rank: number;
  readonly parts: readonly ScorePart[];
  readonly evidence: readonly RecordRef[];
  /** Wanted concepts that the organisation does not cover. */
  readonly missing: readonly string[];
  /** Codes of what was assumed because it is not known. */
  readonly assumed: readonly string[];
  /** How complete and how verified the organisation's profile is; no part of the score. */
  readonly confidence: number;
  readonly wouldRaise: readonly Counterfactual[];
  /** The latest of `verdicts`. */
  readonly verdict?: string;
  /** What people said about this row, the latest last; no part of the score. */
  readonly verdicts?: readonly VerdictNote[];
}

/** An organisation for a need. */
export interface OrganisationMatch extends MatchBase {
  readonly organisationId: string;
  /** Its best-fitting offer. */
  readonly solutionId?: string;
  readonly solutions: readonly { readonly solutionId: string; readonly fit: number }[];
  readonly standing: Standing;
  readonly wouldLower: readonly Outlook[];
  /** Score for each need by itself, when several were asked together. */
  readonly needs?: readonly { readonly needId: string; readonly score: number }[];
}

/** A need, city or study for an organisation. */
export interface DemandMatch extends MatchBase {
  readonly needId?: string;
  readonly cityId?: string;
  readonly studyId?: string;
  readonly solutionId?: string;
  /** One thing is missing: the first of `wouldRaise` would close it. */
  readonly almost: boolean;
}

export interface FilteredRow {
  readonly organisationId?: string;
  readonly needId?: string;
  readonly cityId?: string;
  readonly studyId?: string;
  readonly reasons: readonly FilterReason[];
  readonly verdicts?: readonly VerdictNote[];
}

/** A need that nobody stated: read from a city's challenges or from one of its priority projects. */
export interface DerivedNeed {
  readonly from: 'challenges' | 'priorityProject';
  readonly title?: LanguageTexts;
  readonly concepts: readonly { readonly conceptId: string; readonly level: NeedLevel }[];
}

/** The ranking if one fact about a need were different. */
export interface FactVariant {
  /** 1 − average overlap with the present first ten rows: 0 nothing moves, 1 all others. */
  readonly moved: number;
  /** Who would then be first. */
  readonly first?: string;
}

/** A fact that is worth asking for, because the ranking hangs on it. */
export interface FactToAsk {
  readonly conceptId: string;
  /** As it is now. */
  readonly level: NeedLevel;
  /** If it turned out to be a must. */
  readonly ifConfirmed: FactVariant;
  /** If it turned out not to be wanted. */
  readonly ifDenied: FactVariant;
}

/** What was understood from the request. */
export interface QueryReading {
  readonly about: readonly string[];
  readonly concepts: readonly { readonly conceptId: string; readonly level: NeedLevel }[];
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly languages: readonly string[];
  /** Where nobody stated a need: what the ranking went by instead. */
  readonly derived?: readonly DerivedNeed[];
  readonly spans?: readonly {
    readonly kind: 'concept' | 'theme' | 'city' | 'country';
    readonly ids: readonly string[];
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
  /** The language that a typed text was taken to be in. */
  readonly language?: string;
  /** Words of a typed text that no name of the taxonomy accounts for. */
  readonly unread?: readonly UnreadWord[];
}

export interface MatchResult<Item> {
  readonly query: QueryReading;
  readonly items: readonly Item[];
  /** Rows before the limit. */
  readonly total: number;
  readonly filtered: readonly FilteredRow[];
  readonly run: RunFingerprint;
}

/** Who covers which wanted concept, strongest first. */
export interface ElementCoverage {
  readonly conceptId: string;
  readonly level: NeedLevel;
  readonly organisations: readonly { readonly organisationId: string; readonly value: number }[];
}
