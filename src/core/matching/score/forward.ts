import type { MatchingContext } from '../context.ts';
import { dayText } from '../dates.ts';
import { compareText } from '../order.ts';
import type { Profile } from '../profile/profile.ts';
import type {
  Counterfactual,
  DataChange,
  ElementCoverage,
  FilteredRow,
  MatchResult,
  OrganisationMatch,
  Outlook,
  QueryReading,
  Standing,
} from '../results.ts';
import { matchConcepts } from './concept-fit.ts';
import { profileAfter, proposeChanges } from './counterfactuals.ts';
import { diversify } from './diversify.ts';
import { explainRow } from './explain-parts.ts';
import { type Constraints, RowFilter, refusesPlace } from './filters.ts';
import type { NeedQuery } from './need-query.ts';
import { matchMou } from './place.ts';
import type { ScoreColumns } from './scorer.ts';
import { rankSolutions } from './solution-fit.ts';
import { textReasons } from './text-reasons.ts';
import { placesOf, type RowPlace, rankOf, topRows } from './top-rows.ts';
import { ruledOut, shownVerdicts } from './verdicts.ts';

/** How a ranking is asked for. */
export interface MatchOptions {
  readonly limit?: number;
  readonly constraints?: Constraints;
  /** Reorder the top rows so that they cover different wanted elements; 0…1, off by default. */
  readonly diversify?: number;
  /** Verified "what would raise this" (on by default). */
  readonly counterfactuals?: boolean;
  /** Verified "what time will take away" (on by default). */
  readonly outlook?: boolean;
  /** List filtered rows with their reasons (off by default: only asked-for pages need it). */
  readonly listFiltered?: boolean;
}

export const DEFAULT_LIMIT = 20;
const COUNTERFACTUALS_SHOWN = 3;
const DIVERSIFY_DEPTH = 5;

/** Scores with the rows that pass all filters. */
export interface RankedColumns {
  readonly columns: ScoreColumns;
  readonly passes: Uint8Array;
  readonly total: number;
  readonly filter: RowFilter;
}

/** Scores and filters every organisation for a need. */
export function rankColumns(
  context: MatchingContext,
  query: NeedQuery,
  constraints: Constraints | undefined,
): RankedColumns {
  const columns = context.scorer.scoreAll(query);
  const passes = new Uint8Array(context.organisations.size);
  for (let position = 0; position < passes.length; position += 1)
    passes[position] = hasSomethingInCommon(columns, position) ? 1 : 0;
  const filter = new RowFilter(query, context.today, constraints);
  leaveOut(context, query, filter, constraints, passes);
  let total = 0;
  for (let position = 0; position < passes.length; position += 1) total += passes[position] as number;
  return { columns, passes, total, filter };
}

function hasSomethingInCommon(columns: ScoreColumns, position: number): boolean {
  return (
    (columns.fits[0][position] as number) > 0 ||
    (columns.fits[1][position] as number) > 0 ||
    (columns.text[position] as number) > 0
  );
}

/** Takes out rows that do not pass; without any constraint only few organisations need to be looked at. */
function leaveOut(
  context: MatchingContext,
  query: NeedQuery,
  filter: RowFilter,
  constraints: Constraints | undefined,
  passes: Uint8Array,
): void {
  const { profiles, expired, choosy } = context.organisations;
  for (const [id, notes] of context.verdicts.of(query)) {
    const position = context.organisations.position(id);
    if (position !== undefined && ruledOut(notes, constraints?.hiddenVerdicts)) passes[position] = 0;
  }
  for (const position of expired) passes[position] = 0;
  for (const { countries, positions } of choosy)
    if (refusesPlace(countries, query.countries)) for (const position of positions) passes[position] = 0;
  if (!filter.asksEverybody) return;
  for (let position = 0; position < profiles.length; position += 1)
    if (passes[position] === 1 && !filter.passesAsked(profiles[position] as Profile)) passes[position] = 0;
}

/** Every row that was left out, with all reasons. */
function listFiltered(
  context: MatchingContext,
  query: NeedQuery,
  ranked: RankedColumns,
  constraints: Constraints | undefined,
): FilteredRow[] {
  const verdicts = context.verdicts.of(query);
  return context.organisations.profiles.flatMap((profile, position) => {
    if (ranked.passes[position] === 1) return [];
    const { id } = profile.organisation;
    const reasons = ranked.filter.reasons(profile);
    if (!hasSomethingInCommon(ranked.columns, position)) reasons.push('nothingInCommon');
    const notes = verdicts.get(id);
    const judged = ruledOut(notes, constraints?.hiddenVerdicts);
    if (judged) reasons.push(judged);
    return [{ organisationId: id, reasons, ...(judged && notes ? { verdicts: notes } : {}) }];
  });
}

/** Organisations for a need, best first, each explained. */
export function matchQuery(
  context: MatchingContext,
  query: NeedQuery,
  options: MatchOptions,
  reading?: Partial<QueryReading>,
): MatchResult<OrganisationMatch> {
  const ranked = rankColumns(context, query, options.constraints);
  const { columns, passes } = ranked;
  const limit = options.limit ?? DEFAULT_LIMIT;
  const depth = options.diversify ? limit * DIVERSIFY_DEPTH : limit;
  let positions = topRows(columns.scores, passes, depth);
  if (options.diversify)
    positions = diversified(context, query, positions, columns, options.diversify).slice(0, limit);
  const places = placesOf(columns.scores, passes, positions);
  const items = positions.map((position, index) =>
    explainPosition(context, query, ranked, position, places[index] as RowPlace, options),
  );
  const filtered = options.listFiltered ? listFiltered(context, query, ranked, options.constraints) : [];
  return {
    query: { ...readingOf(query), ...reading },
    items,
    total: ranked.total,
    filtered,
    run: context.fingerprint(),
  };
}

/** What a query asks for, for the reader to check. */
export function readingOf(query: NeedQuery): QueryReading {
  return {
    about: query.about,
    concepts: query.concepts.map((concept) => ({ conceptId: concept.id, level: concept.level })),
    cities: query.cities,
    countries: query.countries,
    languages: query.texts.map((text) => text.language),
  };
}

function diversified(
  context: MatchingContext,
  query: NeedQuery,
  positions: readonly number[],
  columns: ScoreColumns,
  balance: number,
): number[] {
  const weights = query.concepts.reduce((sum, concept) => sum + concept.weight, 0);
  const coverage = positions.map((position) => {
    const profile = context.organisations.profiles[position];
    return profile
      ? matchConcepts(context.taxonomy, query.concepts, profile, 'total').map((match) => match.value)
      : [];
  });
  const order = diversify(
    positions.map((position) => columns.scores[position] ?? 0),
    coverage,
    query.concepts.map((concept) => concept.weight / Math.max(weights, Number.MIN_VALUE)),
    balance,
  );
  return order.flatMap((index) => positions[index] ?? []);
}

function explainPosition(
  context: MatchingContext,
  query: NeedQuery,
  ranked: RankedColumns,
  position: number,
  place: RowPlace,
  options: MatchOptions,
): OrganisationMatch {
  const { columns } = ranked;
  const profile = context.organisations.profiles[position] as Profile;
  const raw = columns.text[position] as number;
  const row = context.scorer.scoreOne(query, profile, raw);
  const reasons = textReasons(query, profile.sources, position, raw, context.text, context.settings);
  const explained = explainRow(query, profile, row, reasons, {
    taxonomy: context.taxonomy,
    settings: context.settings,
    weights: context.scorer.weights,
    countryLanguages: context.organisations.languagesOf(query.countries),
  });
  const solutions = rankSolutions(query, profile, context.taxonomy, context.settings);
  const best = solutions[0];
  return {
    organisationId: profile.organisation.id,
    ...(best ? { solutionId: best.solutionId } : {}),
    score: row.score,
    rank: place.rank,
    ...explained,
    solutions,
    confidence: profile.confidence,
    standing: standingOf(place, columns.scores.length),
    wouldRaise: options.counterfactuals === false ? [] : verifiedChanges(context, query, ranked, position),
    wouldLower: options.outlook === false ? [] : outlookOf(context, query, profile, options),
    ...shownVerdicts(context.verdicts.of(query).get(profile.organisation.id)),
  };
}

function standingOf({ rankOfAll, lowerOrSame }: RowPlace, of: number): Standing {
  return { rank: rankOfAll, of, percentile: of > 1 ? lowerOrSame / (of - 1) : 1 };
}

/** Proposals re-scored with the changed profile; only those that raise the row are kept. */
function verifiedChanges(
  context: MatchingContext,
  query: NeedQuery,
  ranked: RankedColumns,
  position: number,
): Counterfactual[] {
  const { columns, passes } = ranked;
  const profile = context.organisations.profiles[position] as Profile;
  const before = columns.scores[position] as number;
  const raw = columns.text[position] as number;
  return proposeChanges(query, profile, context)
    .flatMap((proposal) => {
      const changed = profileAfter(profile, proposal.change, context);
      const { score } = context.scorer.scoreOne(query, changed, raw);
      if (score <= before + 1e-9) return [];
      if (!ranked.filter.passes(changed)) return [];
      return [{ ...proposal, score, rank: 0 }];
    })
    .sort(
      (a, b) =>
        b.score - a.score || compareText(a.code, b.code) || compareText(a.conceptId ?? '', b.conceptId ?? ''),
    )
    .slice(0, COUNTERFACTUALS_SHOWN)
    .map((change) => ({
      ...change,
      rank: rankOf(
        scoresAfter(context, query, ranked, position, change.change),
        passes,
        position,
        change.score,
      ),
    }));
}

/** The others' scores after a change: a step that follows a joint study lifts every member of its consortium. */
function scoresAfter(
  context: MatchingContext,
  query: NeedQuery,
  ranked: RankedColumns,
  position: number,
  change: DataChange,
): Float64Array {
  const { scores, text } = ranked.columns;
  if (!('add' in change) || change.add !== 'followUp') return scores;
  const after = scores.slice();
  for (const other of context.organisations.participantsOf(String(change.record.study))) {
    const profile = context.organisations.profiles[other];
    if (other === position || !profile) continue;
    const changed = profileAfter(profile, change, context);
    after[other] = context.scorer.scoreOne(query, changed, text[other] as number).score;
  }
  return after;
}

/** The memorandum that counts now, and the row on the first day without it. */
function outlookOf(
  context: MatchingContext,
  query: NeedQuery,
  profile: Profile,
  options: MatchOptions,
): Outlook[] {
  const { mou } = matchMou(profile, query.cities, query.countries, context.settings);
  const last = mou?.state.lastDay;
  if (!mou || last === undefined) return [];
  const later = context.at(last + 1);
  const ranked = rankColumns(later, query, options.constraints);
  const position = later.organisations.position(profile.organisation.id);
  if (position === undefined || ranked.passes[position] !== 1) return [];
  const score = ranked.columns.scores[position] as number;
  return [
    {
      code: 'mouExpires',
      record: { kind: 'mou', id: mou.id },
      from: dayText(last + 1),
      score,
      rank: rankOf(ranked.columns.scores, ranked.passes, position, score),
    },
  ];
}

/** For each wanted concept, who covers it. */
export function coverageByElement(
  context: MatchingContext,
  query: NeedQuery,
  limit: number,
  constraints: Constraints | undefined,
): ElementCoverage[] {
  const { passes } = rankColumns(context, query, constraints);
  return query.concepts.map((concept) => {
    const values = context.organisations.coverage(concept);
    return {
      conceptId: concept.id,
      level: concept.level,
      organisations: topRows(values, passes, limit)
        .filter((position) => (values[position] as number) > 0)
        .map((position) => ({
          organisationId: context.organisations.profiles[position]?.organisation.id ?? '',
          value: values[position] as number,
        })),
    };
  });
}
