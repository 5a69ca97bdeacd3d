import type { ConditionRegion, ConditionTest } from '../kinds/choices.ts';
import type { LanguageMap } from '../kinds/fieldTypes.ts';

/** Whether a project meets a condition, as far as the registry knows. */
export type Outcome = 'holds' | 'fails' | 'unknown';

/** A programme's condition in a form that can be checked; the programme's own words stand in `wording`. */
export interface Condition {
  readonly test?: ConditionTest | null;
  readonly region?: ConditionRegion | null;
  readonly organisationType?: string | null;
  readonly role?: string | null;
  readonly stage?: string | null;
  readonly startFy?: number | null;
  readonly endFy?: number | null;
  readonly number?: number | null;
  readonly wording?: LanguageMap | null;
  readonly question?: LanguageMap | null;
}

export interface CheckedCity {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  /** Whether the country is an ASEAN member state; undefined when not known. */
  readonly asean?: boolean | undefined;
  /** Whether the city takes part in the ASEAN Smart Cities Network; undefined when not known. */
  readonly ascn?: boolean | undefined;
}

export interface CheckedPartner {
  readonly id: string;
  readonly role?: string | undefined;
  readonly type?: string | undefined;
  readonly country?: string | undefined;
  readonly asean?: boolean | undefined;
}

/** What is known about a project that programmes ask about. */
export interface CheckedProject {
  readonly stage?: string | undefined;
  readonly cities: readonly CheckedCity[];
  readonly partners: readonly CheckedPartner[];
  readonly sectors: readonly string[];
  readonly applicationFy?: number | undefined;
  readonly totalYen?: number | undefined;
  readonly subsidyYen?: number | undefined;
}

export interface CheckedProgramme {
  readonly status?: string | undefined;
  readonly years?: { readonly startFy?: number | null; readonly endFy?: number | null } | undefined;
  readonly eligibility: readonly LanguageMap[];
  readonly conditions: readonly Condition[];
  readonly subsidy?:
    | {
        readonly rate?: string | null;
        readonly capYen?: number | null;
        readonly tiers?: unknown;
        readonly note?: string | null;
      }
    | undefined;
}

/** Why a condition holds, fails or cannot be decided: a key of `domain.because` in locales, with what fills it. */
export type ReasonCode =
  | 'placeAll'
  | 'placeOutside'
  | 'placeNone'
  | 'placeUnclear'
  | 'partnerThere'
  | 'partnerNone'
  | 'partnerMissing'
  | 'partnerUnclear'
  | 'roleUnclear'
  | 'stageReached'
  | 'stageEarlier'
  | 'stageStopped'
  | 'stageNone'
  | 'yearInside'
  | 'yearBefore'
  | 'yearAfter'
  | 'yearUnclear'
  | 'sectorsEnough'
  | 'sectorsFew'
  | 'rateWithin'
  | 'rateAbove'
  | 'rateDepends'
  | 'capWithin'
  | 'capAbove'
  | 'capDepends'
  | 'ownShareMore'
  | 'ownShareLess'
  | 'moneyNone'
  | 'wordsOnly';

/** What to ask when the data do not decide: a key of `domain.ask`. */
export type AskCode =
  | 'place'
  | 'placeDetail'
  | 'partners'
  | 'partnerDetail'
  | 'role'
  | 'stage'
  | 'year'
  | 'tier'
  | 'money'
  | 'words';

export interface Reason {
  readonly code: ReasonCode;
  /** Records that the reason is about. */
  readonly ids?: readonly string[];
  /** Numbers and names that fill the sentence. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface CheckedCondition {
  /** Where the programme says so. */
  readonly origin: 'years' | 'eligibility' | 'subsidy' | 'conditions';
  readonly test?: ConditionTest | 'cap';
  readonly region?: ConditionRegion;
  readonly organisationType?: string;
  readonly outcome: Outcome;
  readonly because: Reason;
  readonly wording?: LanguageMap;
  /** Only for `unknown`. */
  readonly ask?: AskCode;
  /** The programme's own question, where it has one. */
  readonly question?: LanguageMap;
}

export interface EligibilityCheck {
  readonly conditions: readonly CheckedCondition[];
  readonly holds: number;
  readonly fails: number;
  readonly unknown: number;
  /**
   * `no` when a condition fails, `open` while one is unknown, `yes` when all that is recorded holds, `nothing` when the
   * programme has no recorded condition at all.
   */
  readonly verdict: 'yes' | 'no' | 'open' | 'nothing';
}
