import type { LanguageMap } from '../../kinds/fieldTypes.ts';
import type { Because, Difference } from '../../matching/index.ts';

/** What a document reads of an answer of matching: less than there is, so that also an answer from elsewhere will do. */
export type AnsweredQuestion =
  | { readonly question: 'need' | 'city' | 'text'; readonly answer: ShownOrganisations }
  | { readonly question: 'organisation'; readonly answer: ShownDemands }
  | { readonly question: 'team'; readonly answer: ShownTeams }
  | { readonly question: 'rollout'; readonly answer: ShownRollout };

export interface ShownRun {
  /** ISO day. */
  readonly day: string;
  readonly dataHash: string;
  readonly settingsHash: string;
}

export interface ShownVerdict {
  readonly verdict: string;
  readonly reason?: LanguageMap | undefined;
}

export interface ShownPart {
  readonly feature: string;
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
  readonly because: readonly Because[];
}

/** One row of a ranking, whatever is ranked. */
export interface ShownRow {
  readonly rank: number;
  readonly score: number;
  readonly parts: readonly ShownPart[];
  readonly missing: readonly string[];
  readonly confidence: number;
  readonly verdicts?: readonly ShownVerdict[] | undefined;
}

export interface ShownOrganisation extends ShownRow {
  readonly organisationId: string;
}

/** Names one of a need, a city and a study. */
interface DemandIds {
  readonly needId?: string | undefined;
  readonly cityId?: string | undefined;
  readonly studyId?: string | undefined;
}

export interface ShownDemand extends ShownRow, DemandIds {}

export interface ShownFiltered extends DemandIds {
  readonly organisationId?: string | undefined;
  readonly reasons: readonly string[];
  readonly verdicts?: readonly ShownVerdict[] | undefined;
}

interface ShownRanking<Row> {
  readonly items: readonly Row[];
  readonly filtered: readonly ShownFiltered[];
  readonly run: ShownRun;
}

export interface ShownOrganisations extends ShownRanking<ShownOrganisation> {
  readonly query: { readonly concepts: readonly { readonly conceptId: string; readonly level: string }[] };
}

export type ShownDemands = ShownRanking<ShownDemand>;

export interface ShownTeams {
  readonly nobodyOffers: readonly string[];
  readonly items: readonly {
    readonly members: readonly {
      readonly organisationId: string;
      readonly role: string;
      readonly covers: readonly { readonly conceptId: string }[];
    }[];
    readonly covered: readonly string[];
    readonly uncovered: readonly string[];
    readonly links: readonly {
      readonly dataAssetId: string;
      readonly from: { readonly organisationId: string };
      readonly to: { readonly organisationId: string };
    }[];
    readonly score: number;
    readonly withinPercent: number;
  }[];
  readonly run: ShownRun;
}

export interface ShownRollout {
  readonly items: readonly {
    readonly rank: number;
    readonly cityId: string;
    readonly score: number;
    readonly factors: {
      readonly similarity: number;
      readonly needFit: number;
      readonly preconditions: number;
    };
    readonly differences: readonly Difference[];
    readonly verdicts?: readonly ShownVerdict[] | undefined;
  }[];
  readonly run: ShownRun;
}

/** The record that a row is about, where needs, cities and studies are ranked. */
export function demandIdOf(row: DemandIds): string {
  return row.needId ?? row.cityId ?? row.studyId ?? '';
}
