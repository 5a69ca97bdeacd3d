import type { TextReading } from './concepts/lexicon.ts';
import { MatchingContext, type MatchingOptions } from './context.ts';
import { lastDay } from './dates.ts';
import {
  type ComparedDemand,
  type EffectOptions,
  type TaxonomyEffect,
  taxonomyEffect,
} from './effect/taxonomy-effect.ts';
import type { RunFingerprint } from './fingerprint.ts';
import { sortedById } from './order.ts';
import type { DemandMatch, ElementCoverage, FactToAsk, MatchResult, OrganisationMatch } from './results.ts';
import { matchRollout, type RolloutResult } from './rollout/match-rollout.ts';
import { ColumnPool } from './score/columns.ts';
import { buildDemandTexts, type DemandTexts } from './score/demand-texts.ts';
import { DERIVED_CONFIDENCE, derivedParts } from './score/derived-needs.ts';
import { type Exposure, exposureBySize } from './score/exposure.ts';
import { factsToAsk } from './score/facts.ts';
import { coverageByElement, DEFAULT_LIMIT, type MatchOptions, matchQuery } from './score/forward.ts';
import { type FreeTextOptions, readFreeText } from './score/free-text.ts';
import { joinParts, type NeedQuery, partsOfStudy } from './score/need-query.ts';
import { collectDemands, type Demand, matchDemands } from './score/reverse.ts';
import { fillGap, type GapResult, matchTeam, type TeamOptions, type TeamResult } from './team/match-team.ts';
import { type TeamToWeigh, type WeighedTeam, weighTeam } from './team/work-on-team.ts';
import type { MatchingData, NeedRecord } from './types.ts';

/**
 * The questions that matching answers. Every answer is a pure function of data, settings, segmenter and day; an
 * unknown id gives undefined.
 */
export class MatchingEngine {
  private readonly context: MatchingContext;
  private demands: { readonly list: readonly Demand[]; readonly texts: DemandTexts } | undefined;

  constructor(data: MatchingData, options: MatchingOptions) {
    this.context = new MatchingContext(data, options);
  }

  /** Hashes of data and settings, the segmenter and the day. */
  fingerprint(): RunFingerprint {
    return this.context.fingerprint();
  }

  /** Organisations for one need. */
  matchNeed(needId: string, options: MatchOptions = {}): MatchResult<OrganisationMatch> | undefined {
    return this.matchNeeds([needId], options);
  }

  /** Organisations for several needs together; each row also has its score for every need by itself. */
  matchNeeds(
    needIds: readonly string[],
    options: MatchOptions = {},
  ): MatchResult<OrganisationMatch> | undefined {
    const needs = this.needs(needIds);
    return needs && this.answer(needs, options);
  }

  /** Organisations for all open needs of a city together; for needs derived from other facts when it has none. */
  matchCity(cityId: string, options: MatchOptions = {}): MatchResult<OrganisationMatch> | undefined {
    const city = this.context.city(cityId);
    if (!city) return undefined;
    const open = this.openNeeds(cityId);
    if (open.length > 0) return this.answer(open, options);
    const { parts, needs } = derivedParts(this.context, city);
    const result = matchQuery(this.context, this.context.query(parts), options, { derived: needs });
    return {
      ...result,
      items: result.items.map((item) => ({
        ...item,
        confidence: item.confidence * DERIVED_CONFIDENCE,
        assumed: [...item.assumed, 'needDerived'].sort(),
      })),
    };
  }

  /** What to ask about a need, or about a city's open or derived needs: the facts that its ranking hangs on. */
  factsToAsk(needOrCityId: string, options: Pick<MatchOptions, 'constraints'> = {}): readonly FactToAsk[] {
    const city = this.context.city(needOrCityId);
    const stated = city
      ? this.openNeeds(needOrCityId)
      : (this.needs([needOrCityId]) ?? []).filter((need) => !this.isExpired(need));
    if (stated.length > 0) {
      const parts = joinParts(stated.map((need) => this.context.partsOf(need)));
      return factsToAsk(this.context, parts, options.constraints);
    }
    return city ? factsToAsk(this.context, derivedParts(this.context, city).parts, options.constraints) : [];
  }

  /** As {@link factsToAsk}, for a typed text. */
  factsToAskText(
    text: string,
    options: FreeTextOptions & Pick<MatchOptions, 'constraints'> = {},
  ): readonly FactToAsk[] {
    return factsToAsk(this.context, readFreeText(this.context, text, options).parts, options.constraints);
  }

  /** Organisations for a study that is looking for partners. */
  matchStudy(studyId: string, options: MatchOptions = {}): MatchResult<OrganisationMatch> | undefined {
    const study = this.context.study(studyId);
    return (
      study && matchQuery(this.context, this.context.query(partsOfStudy(study, this.context.table)), options)
    );
  }

  /** Organisations for a sentence that somebody typed or pasted. */
  matchText(text: string, options: MatchOptions & FreeTextOptions = {}): MatchResult<OrganisationMatch> {
    const { parts, reading } = readFreeText(this.context, text, options);
    return matchQuery(this.context, this.context.query(parts), options, reading);
  }

  /** Needs, cities and studies that want what an organisation offers, and those that it almost matches. */
  matchOrganisation(
    organisationId: string,
    options: MatchOptions = {},
  ): MatchResult<DemandMatch> | undefined {
    const position = this.context.organisations.position(organisationId);
    const profile = position === undefined ? undefined : this.context.organisations.profiles[position];
    if (!profile) return undefined;
    if (!this.demands) {
      const list = collectDemands(this.context);
      this.demands = { list, texts: buildDemandTexts(this.context, list) };
    }
    return matchDemands(this.context, profile, this.demands.list, this.demands.texts, options);
  }

  /** Consortia for one or several needs: the best one and clearly different ones, each with its certificate. */
  matchTeam(needIds: readonly string[], options: TeamOptions = {}): TeamResult | undefined {
    const query = this.joinedQuery(needIds);
    return query && matchTeam(this.context, query, options);
  }

  /** A team that a person put together, weighed, and who could take one member's place. */
  weighTeam(needIds: readonly string[], team: TeamToWeigh): WeighedTeam | undefined {
    const query = this.joinedQuery(needIds);
    return query && weighTeam(this.context, query, team);
  }

  /** Who fills the gap of an existing consortium, by marginal gain. */
  fillGap(
    consortium: readonly string[],
    needIds: readonly string[],
    options: TeamOptions & { readonly limit?: number } = {},
  ): GapResult | undefined {
    const query = this.joinedQuery(needIds);
    return query && fillGap(this.context, query, consortium, options, options.limit ?? DEFAULT_LIMIT);
  }

  /** Cities to which a study or precedent could be carried over, with difference tables. */
  matchRollout(
    studyOrPrecedentId: string,
    options: { readonly limit?: number; readonly hiddenVerdicts?: readonly string[] } = {},
  ): RolloutResult | undefined {
    return matchRollout(this.context, studyOrPrecedentId, options);
  }

  /** For each concept that the needs want, who covers it. */
  byElement(needIds: readonly string[], options: MatchOptions = {}): readonly ElementCoverage[] | undefined {
    const query = this.joinedQuery(needIds);
    return (
      query && coverageByElement(this.context, query, options.limit ?? DEFAULT_LIMIT, options.constraints)
    );
  }

  /** What changes in the rankings of all open needs, and of cities that stated none, when `after` takes over. */
  effectOf(after: MatchingEngine, options: EffectOptions = {}): TaxonomyEffect {
    return taxonomyEffect(this.context, after.context, this.openDemands(), options);
  }

  /** What a text names: concepts, themes and places with their spans, for marking it up. */
  readText(text: string): TextReading {
    return this.context.text.read(text);
  }

  /** How often organisations with much or little behind them appear in the first rows of all current needs. */
  exposure(depth = 10): readonly Exposure[] {
    const current = sortedById(this.context.data.needs).filter((need) => !this.isExpired(need));
    return exposureBySize(
      this.context,
      current.map((need) => this.context.query(this.context.partsOf(need))),
      depth,
    );
  }

  /** Scores of every organisation for every need, organisations in order of id, rows in the order asked. */
  scoreMatrix(needIds: readonly string[]): {
    readonly organisations: readonly string[];
    readonly rows: readonly Float64Array[];
  } {
    const pool = new ColumnPool(this.context.organisations.size);
    return {
      organisations: this.context.organisations.profiles.map((profile) => profile.organisation.id),
      rows: needIds.map((id) => {
        const need = this.context.need(id);
        if (!need) return new Float64Array(this.context.organisations.size);
        pool.reset();
        const scores = new Float64Array(this.context.organisations.size);
        this.context.scorer.scoreAll(this.context.query(this.context.partsOf(need)), pool.next, scores);
        return scores;
      }),
    };
  }

  private openDemands(): ComparedDemand[] {
    const open = sortedById(this.context.data.needs).filter(
      (need) => need.state !== 'covered' && !this.isExpired(need),
    );
    const stated = new Set(open.map(({ city }) => city));
    return [
      ...open.map((need) => ({
        needId: need.id,
        parts: (context: MatchingContext) => context.partsOf(need),
      })),
      ...sortedById(this.context.data.cities)
        .filter(({ id }) => !stated.has(id))
        .map((city) => ({
          cityId: city.id,
          parts: (context: MatchingContext) => derivedParts(context, city).parts,
        })),
    ];
  }

  private openNeeds(cityId: string): NeedRecord[] {
    return sortedById(this.context.data.needs).filter(
      (need) => need.city === cityId && need.state !== 'covered' && !this.isExpired(need),
    );
  }

  private isExpired(need: NeedRecord): boolean {
    const until = lastDay(need.validUntil);
    return need.state === 'expired' || (until !== undefined && until < this.context.today);
  }

  private needs(ids: readonly string[]): NeedRecord[] | undefined {
    const needs = ids.flatMap((id) => this.context.need(id) ?? []);
    return needs.length === ids.length && needs.length > 0 ? sortedById(needs) : undefined;
  }

  private joinedQuery(needIds: readonly string[]): NeedQuery | undefined {
    const needs = this.needs(needIds)?.filter((need) => !this.isExpired(need));
    return needs && this.context.query(joinParts(needs.map((need) => this.context.partsOf(need))));
  }

  private answer(needs: readonly NeedRecord[], options: MatchOptions): MatchResult<OrganisationMatch> {
    const { context } = this;
    const current = needs.filter((need) => !this.isExpired(need));
    const expired = needs
      .filter((need) => this.isExpired(need))
      .map((need) => ({ needId: need.id, reasons: ['needExpired' as const] }));
    if (current.length === 0) {
      return {
        query: {
          about: needs.map((need) => need.id),
          concepts: [],
          cities: [],
          countries: [],
          languages: [],
        },
        items: [],
        total: 0,
        filtered: expired,
        run: context.fingerprint(),
      };
    }
    const query = context.query(joinParts(current.map((need) => context.partsOf(need))));
    const result = matchQuery(context, query, options);
    if (current.length === 1) return { ...result, filtered: [...expired, ...result.filtered] };
    const single = current.map((need) => ({
      needId: need.id,
      scores: context.scorer.scoreAll(context.query(context.partsOf(need))).scores,
    }));
    return {
      ...result,
      filtered: [...expired, ...result.filtered],
      items: result.items.map((item) => {
        const position = context.organisations.position(item.organisationId) ?? -1;
        return {
          ...item,
          needs: single.map(({ needId, scores }) => ({ needId, score: scores[position] ?? 0 })),
        };
      }),
    };
  }
}
