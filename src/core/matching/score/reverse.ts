import type { MatchingContext } from '../context.ts';
import { lastDay } from '../dates.ts';
import { compareText, sortedById } from '../order.ts';
import type { Profile } from '../profile/profile.ts';
import type { Because, Counterfactual, DemandMatch, FilteredRow, MatchResult } from '../results.ts';
import { TEXT_MISSING } from '../text/text-layer.ts';
import { matchConcepts } from './concept-fit.ts';
import { profileAfter, proposeChanges } from './counterfactuals.ts';
import { type DemandTexts, demandTextScores } from './demand-texts.ts';
import { explainRow } from './explain-parts.ts';
import { type FilterReason, RowFilter } from './filters.ts';
import { DEFAULT_LIMIT, type MatchOptions } from './forward.ts';
import { type NeedQuery, partsOfStudy } from './need-query.ts';
import { rankSolutions } from './solution-fit.ts';
import { ruledOut, shownVerdicts } from './verdicts.ts';

/** Something that an organisation may want to serve. */
export interface Demand {
  readonly kind: 'need' | 'city' | 'study';
  readonly id: string;
  readonly query: NeedQuery;
  /** The texts that say what is wanted, the title first. */
  readonly texts: readonly (Readonly<Record<string, string>> | null | undefined)[];
  readonly reasons: readonly FilterReason[];
}

const CONCEPTS_SHARE_FOR_ALMOST = 0.5;
const CHANGES_TRIED = 2;
const ROWS_WITH_CHANGES = 10;

/** All needs, cities (by their challenges) and studies that are still looking. In order of kind and id. */
export function collectDemands(context: MatchingContext): Demand[] {
  const needs = sortedById(context.data.needs).map((need): Demand => {
    const reasons: FilterReason[] = [];
    const until = lastDay(need.validUntil);
    if (need.state === 'expired' || (until !== undefined && until < context.today))
      reasons.push('needExpired');
    if (need.state === 'covered') reasons.push('needCovered');
    return {
      kind: 'need',
      id: need.id,
      query: context.query(context.partsOf(need), false),
      texts: [need.title, need.description],
      reasons,
    };
  });
  const cities = sortedById(context.data.cities)
    .filter((city) => (city.challenges ?? []).length > 0)
    .map((city): Demand => {
      const parts = {
        about: [city.id],
        levels: new Map((city.challenges ?? []).map((id) => [id, 'should' as const])),
        cities: [city.id],
        countries: city.country ? [city.country] : [],
        texts: [],
        excludedCountries: [],
        excludedOrganisations: [],
        conditions: [],
      };
      return { kind: 'city', id: city.id, query: context.query(parts, false), texts: [], reasons: [] };
    });
  const studies = sortedById(context.data.studies)
    .filter((study) => study.status === 'ongoing' || study.status === 'adopted')
    .map(
      (study): Demand => ({
        kind: 'study',
        id: study.id,
        query: context.query(partsOfStudy(study, context.table), false),
        texts: [study.title, study.summary],
        reasons: [],
      }),
    );
  return [...cities, ...needs, ...studies].filter(
    (demand) => demand.query.concepts.length > 0 || demand.texts.length > 0,
  );
}

interface ScoredDemand {
  readonly demand: Demand;
  readonly id: string;
  readonly score: number;
  readonly raw: number;
}

/** What wants an organisation's offer, best first; and what it almost matches. */
export function matchDemands(
  context: MatchingContext,
  profile: Profile,
  demands: readonly Demand[],
  texts: DemandTexts,
  options: MatchOptions,
): MatchResult<DemandMatch> {
  const raw = demandTextScores(texts, profile.sources);
  const { rows, filtered } = scoreDemands(context, profile, demands, raw.scores, options);
  const rescore = (changed: Profile): readonly ScoredDemand[] =>
    scoreDemands(context, changed, demands, raw.scores, options).rows;
  const limit = options.limit ?? DEFAULT_LIMIT;
  const items = rows.slice(0, limit).map((row, index): DemandMatch => {
    const reasons = raw.reasons(demands.indexOf(row.demand));
    return explainDemand(context, profile, row, rescore, index + 1, reasons, options);
  });
  return {
    query: { about: [profile.organisation.id], concepts: [], cities: [], countries: [], languages: [] },
    items,
    total: rows.length,
    filtered: options.listFiltered ? filtered : [],
    run: context.fingerprint(),
  };
}

function scoreDemands(
  context: MatchingContext,
  profile: Profile,
  demands: readonly Demand[],
  texts: Float64Array,
  options: MatchOptions,
): { readonly rows: readonly ScoredDemand[]; readonly filtered: readonly FilteredRow[] } {
  const filtered: FilteredRow[] = [];
  const rows: ScoredDemand[] = [];
  for (const [index, demand] of demands.entries()) {
    const text = texts[index] ?? TEXT_MISSING;
    const row = context.scorer.scoreOne(demand.query, profile, text);
    const reasons = demandReasons(context, demand, profile, options);
    if (row.values[0] === 0 && row.values[1] === 0 && text <= 0) reasons.push('nothingInCommon');
    const notes = context.verdicts.of(demand.query).get(profile.organisation.id);
    const judged = ruledOut(notes, options.constraints?.hiddenVerdicts);
    if (judged) reasons.push(judged);
    if (reasons.length > 0)
      filtered.push({ ...idOf(demand), reasons, ...(judged && notes ? { verdicts: notes } : {}) });
    else rows.push({ demand, id: `${demand.kind}\n${demand.id}`, score: row.score, raw: text });
  }
  rows.sort((a, b) => b.score - a.score || compareText(a.id, b.id));
  return { rows, filtered };
}

function idOf(demand: Demand): { needId?: string; cityId?: string; studyId?: string } {
  if (demand.kind === 'need') return { needId: demand.id };
  return demand.kind === 'city' ? { cityId: demand.id } : { studyId: demand.id };
}

function demandReasons(
  context: MatchingContext,
  demand: Demand,
  profile: Profile,
  options: MatchOptions,
): FilterReason[] {
  const reasons = [
    ...demand.reasons,
    ...new RowFilter(demand.query, context.today, options.constraints).reasons(profile),
  ];
  if (demand.kind === 'study') {
    const members = (context.study(demand.id)?.consortium ?? []).map((member) => member.orgId);
    if (members.includes(profile.organisation.id)) reasons.push('alreadyInside');
    const excluded = profile.organisation.excludes?.organisations ?? [];
    if (members.some((member) => member && excluded.includes(member)))
      reasons.push('partnerExcludedByOrganisation');
  }
  return reasons;
}

function explainDemand(
  context: MatchingContext,
  profile: Profile,
  scored: ScoredDemand,
  rescore: (changed: Profile) => readonly ScoredDemand[],
  rank: number,
  textBecause: readonly Because[],
  options: MatchOptions,
): DemandMatch {
  const { demand } = scored;
  const row = context.scorer.scoreOne(demand.query, profile, scored.raw);
  const explained = explainRow(demand.query, profile, row, textBecause, {
    taxonomy: context.taxonomy,
    settings: context.settings,
    weights: context.scorer.weights,
    countryLanguages: context.organisations.languagesOf(demand.query.countries),
  });
  const wouldRaise =
    options.counterfactuals === false || rank > ROWS_WITH_CHANGES
      ? []
      : verifiedChanges(context, profile, scored, rescore);
  const best = rankSolutions(demand.query, profile, context.taxonomy, context.settings)[0];
  return {
    ...idOf(demand),
    ...(best ? { solutionId: best.solutionId } : {}),
    score: row.score,
    rank,
    ...explained,
    confidence: profile.confidence,
    almost: isAlmost(context, demand, profile, explained.missing),
    wouldRaise,
    ...shownVerdicts(context.verdicts.of(demand.query).get(profile.organisation.id)),
  };
}

/** At least half of what is wanted is covered, and something is missing. */
function isAlmost(
  context: MatchingContext,
  demand: Demand,
  profile: Profile,
  missing: readonly string[],
): boolean {
  if (missing.length === 0) return false;
  const absent = new Set(missing);
  let covered = 0;
  let all = 0;
  for (const match of matchConcepts(context.taxonomy, demand.query.concepts, profile, 'total')) {
    all += match.wanted.weight;
    if (!absent.has(match.wanted.id)) covered += match.wanted.weight;
  }
  return all > 0 && covered / all >= CONCEPTS_SHARE_FOR_ALMOST;
}

/** The rank is the row's place in this organisation's list after the change, all rows re-scored. */
function verifiedChanges(
  context: MatchingContext,
  profile: Profile,
  scored: ScoredDemand,
  rescore: (changed: Profile) => readonly ScoredDemand[],
): Counterfactual[] {
  return proposeChanges(scored.demand.query, profile, context)
    .flatMap((proposal) => {
      const changed = profileAfter(profile, proposal.change, context);
      const { score } = context.scorer.scoreOne(scored.demand.query, changed, scored.raw);
      return score > scored.score + 1e-9 ? [{ proposal, changed, score }] : [];
    })
    .sort((a, b) => b.score - a.score || compareText(a.proposal.code, b.proposal.code))
    .slice(0, CHANGES_TRIED)
    .flatMap(({ proposal, changed, score }) => {
      const rank = rescore(changed).findIndex((row) => row.id === scored.id) + 1;
      return rank > 0 ? [{ ...proposal, score, rank }] : [];
    });
}
