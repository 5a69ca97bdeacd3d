import type { MatchingContext } from '../context.ts';
import type { RunFingerprint } from '../fingerprint.ts';
import { compareText } from '../order.ts';
import { type RankedColumns, rankColumns } from '../score/forward.ts';
import type { NeedParts } from '../score/need-query.ts';
import { rankOf, topRows } from '../score/top-rows.ts';
import { changedReadings, type ReadingChange } from './reading-changes.ts';

/** A wish whose ranking is looked at: a need, or a city that has stated none. */
export interface ComparedDemand {
  readonly needId?: string;
  readonly cityId?: string;
  /** Made ready by each side's own taxonomy: a need without tags is read from its words. */
  readonly parts: (context: MatchingContext) => NeedParts;
}

export interface Place {
  readonly rank: number;
  readonly score: number;
}

/** One organisation before and after; a side is absent when the row was not in that ranking. */
export interface RowMove {
  readonly organisationId: string;
  readonly before?: Place;
  readonly after?: Place;
}

export interface DemandEffect {
  readonly needId?: string;
  readonly cityId?: string;
  /** Concepts that the wish names only after, or only before. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Rows among the first whose rank is another one, and whose score alone is. */
  readonly moved: number;
  readonly rescored: number;
  /** The changed rows, the highest place first. */
  readonly moves: readonly RowMove[];
}

export interface OrganisationEffect {
  readonly organisationId: string;
  /** In how many rankings it goes up, and down. */
  readonly up: number;
  readonly down: number;
}

/** What a change of the taxonomy does to the rankings that a reader sees. */
export interface TaxonomyEffect {
  /** Wishes whose ranking changes, the one that changes most first. */
  readonly demands: readonly DemandEffect[];
  readonly changedDemands: number;
  readonly allDemands: number;
  readonly organisations: readonly OrganisationEffect[];
  readonly changedOrganisations: number;
  /** Names that texts are found to hold, or no longer to hold. */
  readonly readings: readonly ReadingChange[];
  readonly changedReadings: number;
  readonly before: RunFingerprint;
  readonly after: RunFingerprint;
}

export interface EffectOptions {
  /** Rows of each ranking that are compared. */
  readonly depth?: number;
  /** Most wishes, organisations and readings that are named; all are counted. */
  readonly limit?: number;
}

const DEPTH = 20;
const LIMIT = 20;
/** Less is the rounding of a sum that was added up in another order. */
const SAME = 1e-12;

/**
 * Compares the rankings of two bodies of data that differ in their concepts.
 * @param demands every wish that is open on the day
 */
export function taxonomyEffect(
  before: MatchingContext,
  after: MatchingContext,
  demands: readonly ComparedDemand[],
  { depth = DEPTH, limit = LIMIT }: EffectOptions = {},
): TaxonomyEffect {
  const effects = demands
    .map((demand) => demandEffect(before, after, demand, depth))
    .filter((effect) => effect.moves.length + effect.gained.length + effect.lost.length > 0)
    .map((effect) => ({ effect, weight: weightOf(effect) }))
    .sort((a, b) => b.weight - a.weight || compareText(idOf(a.effect), idOf(b.effect)))
    .map(({ effect }) => effect);
  const organisations = organisationEffects(effects);
  const readings = changedReadings(before, after);
  return {
    demands: effects.slice(0, limit),
    changedDemands: effects.length,
    allDemands: demands.length,
    organisations: organisations.slice(0, limit),
    changedOrganisations: organisations.length,
    readings: readings.slice(0, limit),
    changedReadings: readings.length,
    before: before.fingerprint(),
    after: after.fingerprint(),
  };
}

function demandEffect(
  before: MatchingContext,
  after: MatchingContext,
  demand: ComparedDemand,
  depth: number,
): DemandEffect {
  const one = rankingOf(before, demand);
  const other = rankingOf(after, demand);
  const ids = new Set([...firstOf(before, one.ranked, depth), ...firstOf(after, other.ranked, depth)]);
  const moves = [...ids]
    .map((organisationId): RowMove => {
      const was = placeOf(before, one.ranked, organisationId);
      const is = placeOf(after, other.ranked, organisationId);
      return { organisationId, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) };
    })
    .filter(isChange)
    .sort((a, b) => highest(a) - highest(b) || compareText(a.organisationId, b.organisationId));
  const { needId, cityId } = demand;
  return {
    ...(needId === undefined ? {} : { needId }),
    ...(cityId === undefined ? {} : { cityId }),
    gained: other.concepts.filter((id) => !one.concepts.includes(id)),
    lost: one.concepts.filter((id) => !other.concepts.includes(id)),
    moved: moves.filter((move) => move.before?.rank !== move.after?.rank).length,
    rescored: moves.filter((move) => move.before?.rank === move.after?.rank).length,
    moves,
  };
}

function rankingOf(
  context: MatchingContext,
  demand: ComparedDemand,
): { readonly ranked: RankedColumns; readonly concepts: readonly string[] } {
  const query = context.query(demand.parts(context));
  return {
    ranked: rankColumns(context, query, undefined),
    concepts: query.concepts.map(({ id }) => id).sort(compareText),
  };
}

function firstOf(context: MatchingContext, { columns, passes }: RankedColumns, depth: number): string[] {
  return topRows(columns.scores, passes, depth).map(
    (position) => context.organisations.profiles[position]?.organisation.id ?? '',
  );
}

function placeOf(
  context: MatchingContext,
  { columns, passes }: RankedColumns,
  organisationId: string,
): Place | undefined {
  const position = context.organisations.position(organisationId);
  if (position === undefined || passes[position] !== 1) return undefined;
  const score = columns.scores[position] as number;
  return { rank: rankOf(columns.scores, passes, position, score), score };
}

function isChange({ before, after }: RowMove): boolean {
  if (!before || !after) return before !== after;
  return before.rank !== after.rank || Math.abs(before.score - after.score) > SAME;
}

function highest({ before, after }: RowMove): number {
  return Math.min(before?.rank ?? Number.POSITIVE_INFINITY, after?.rank ?? Number.POSITIVE_INFINITY);
}

/** The first places weigh most: a change of the first is seen, one of the twentieth is not. */
function weightOf({ moves }: DemandEffect): number {
  const weight = (place: Place | undefined): number => (place ? 1 / place.rank : 0);
  return moves.reduce(
    (sum, { before, after }) =>
      sum + Math.abs(weight(before) - weight(after)) + Math.abs((before?.score ?? 0) - (after?.score ?? 0)),
    0,
  );
}

function idOf({ needId, cityId }: DemandEffect): string {
  return needId ?? cityId ?? '';
}

function organisationEffects(effects: readonly DemandEffect[]): OrganisationEffect[] {
  const counts = new Map<string, { up: number; down: number }>();
  for (const { moves } of effects) {
    for (const { organisationId, before, after } of moves) {
      const from = before?.rank ?? Number.POSITIVE_INFINITY;
      const to = after?.rank ?? Number.POSITIVE_INFINITY;
      if (from === to) continue;
      const count = counts.get(organisationId) ?? { up: 0, down: 0 };
      if (to < from) count.up += 1;
      else count.down += 1;
      counts.set(organisationId, count);
    }
  }
  return [...counts]
    .map(([organisationId, count]) => ({ organisationId, ...count }))
    .sort((a, b) => b.up + b.down - (a.up + a.down) || compareText(a.organisationId, b.organisationId));
}
