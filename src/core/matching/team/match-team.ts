import type { MatchingContext } from '../context.ts';
import type { RunFingerprint } from '../fingerprint.ts';
import { compareText } from '../order.ts';
import type { QueryReading } from '../results.ts';
import type { Constraints } from '../score/filters.ts';
import { readingOf } from '../score/forward.ts';
import type { NeedQuery } from '../score/need-query.ts';
import { rankSolutions } from '../score/solution-fit.ts';
import { buildTeamProblem, type NamedTeamProblem } from './build.ts';
import { type Distinctness, isOffered, type TeamSolution, teamValue } from './problem.ts';
import { solveTeam } from './solve.ts';

/** How a team is asked for. */
export interface TeamOptions {
  /** Most members (default from the settings). */
  readonly max?: number;
  /** An organisation that must be in every team. */
  readonly lead?: string;
  readonly constraints?: Constraints;
}

export interface TeamMember {
  readonly organisationId: string;
  readonly role: 'lead' | 'hub' | 'member';
  readonly solutionId?: string;
  /** Concepts for which this member is the team's best. */
  readonly covers: readonly { readonly conceptId: string; readonly value: number }[];
}

/** One data asset that ties two members (or two technologies of one member) together. */
export interface TeamLink {
  readonly dataAssetId: string;
  readonly from: { readonly organisationId: string; readonly technologyId: string };
  readonly to: { readonly organisationId: string; readonly technologyId: string };
}

export interface TeamProposal {
  readonly members: readonly TeamMember[];
  readonly covered: readonly string[];
  readonly uncovered: readonly string[];
  readonly links: readonly TeamLink[];
  readonly hub?: {
    readonly organisationId: string;
    readonly conceptId: string;
    readonly sectors: readonly string[];
  };
  /** Cities of the needs: the local governments that the team works with. */
  readonly localGovernments: readonly string[];
  readonly score: number;
  readonly optimal: boolean;
  /** No team can score more than this. */
  readonly bound: number;
  /** The score is within this many per cent of the best possible. */
  readonly withinPercent: number;
  /** The must concepts could not all be covered by one team of this size. */
  readonly mustsRelaxed: boolean;
}

export interface TeamResult {
  readonly query: QueryReading;
  /** Wanted elements that no organisation covers by what is recorded: no team can, and a proof of the best is about the rest. */
  readonly nobodyOffers: readonly string[];
  /** None where nobody offers anything of what is wanted. */
  readonly items: readonly TeamProposal[];
  readonly run: RunFingerprint;
}

/** The best team for a joined need, and clearly different ones: each shares at most half of its members with the others. */
export function matchTeam(context: MatchingContext, query: NeedQuery, options: TeamOptions): TeamResult {
  const named = buildTeamProblem(context, query, {
    ...(options.max === undefined ? {} : { maximum: options.max }),
    ...(options.constraints === undefined ? {} : { constraints: options.constraints }),
    forced: options.lead === undefined ? [] : [options.lead],
  });
  const { problem } = named;
  const limits = context.settings.team;
  const found: TeamSolution[] = [];
  const unoffered = named.elements.filter((_element, index) => !isOffered(problem, index));
  const impossible =
    unoffered.length === named.elements.length || (options.lead !== undefined && problem.forced.length === 0);
  while (!impossible && found.length < limits.alternatives) {
    const distinct: Distinctness = {
      teams: found.map((team) => team.members),
      shared: found.map((team) => Math.max(problem.forced.length, Math.floor(team.members.length / 2))),
    };
    const next = solveTeam(problem, limits, found.length > 0 ? distinct : undefined);
    if (!next) break;
    // A team that covers nothing is no alternative.
    if (found.length > 0 && next.value <= 0) break;
    found.push(next);
  }
  return {
    query: readingOf(query),
    nobodyOffers: unoffered.map(({ id }) => id),
    items: found.map((solution) => describeTeam(context, named, solution, options.lead)),
    run: context.fingerprint(),
  };
}

/** A team in words of the registry: who covers what, links, hub. */
export function describeTeam(
  context: MatchingContext,
  named: NamedTeamProblem,
  solution: TeamSolution,
  lead: string | undefined,
): TeamProposal {
  const { problem, organisations, elements } = named;
  const threshold = problem.coverThreshold;
  const bestMember = elements.map((_element, index) =>
    solution.members.reduce((best, member) =>
      coverageOf(named, member, index) > coverageOf(named, best, index) ? member : best,
    ),
  );
  const covered = elements.filter(
    (_element, index) => coverageOf(named, bestMember[index] ?? -1, index) >= threshold,
  );
  const hubMember = [...solution.members].sort(
    (a, b) => (problem.candidates[b]?.hub ?? 0) - (problem.candidates[a]?.hub ?? 0) || a - b,
  )[0];
  const hub = hubMember === undefined ? undefined : named.hubs[hubMember];
  return {
    members: solution.members.map((member): TeamMember => {
      const organisationId = organisations[member] ?? '';
      const position = context.organisations.position(organisationId) ?? -1;
      const profile = context.organisations.profiles[position];
      const best = profile
        ? rankSolutions(named.query, profile, context.taxonomy, context.settings)[0]
        : undefined;
      return {
        organisationId,
        role: organisationId === lead ? 'lead' : hub && member === hubMember ? 'hub' : 'member',
        ...(best ? { solutionId: best.solutionId } : {}),
        covers: elements.flatMap((element, index) =>
          bestMember[index] === member && coverageOf(named, member, index) >= threshold
            ? [{ conceptId: element.id, value: coverageOf(named, member, index) }]
            : [],
        ),
      };
    }),
    covered: covered.map((element) => element.id),
    uncovered: elements.filter((element) => !covered.includes(element)).map((element) => element.id),
    links: teamLinks(context, named, solution.members),
    ...(hub && hubMember !== undefined
      ? {
          hub: {
            organisationId: organisations[hubMember] ?? '',
            conceptId: hub.conceptId,
            sectors: hub.sectors,
          },
        }
      : {}),
    localGovernments: named.query.cities,
    score: solution.value,
    optimal: solution.optimal,
    bound: solution.bound,
    withinPercent: solution.bound > 0 ? (100 * (solution.bound - solution.value)) / solution.bound : 0,
    mustsRelaxed: solution.mustsRelaxed,
  };
}

/** How strongly a member covers an element; 0 for nobody. */
export function coverageOf(named: NamedTeamProblem, member: number, element: number): number {
  return named.problem.candidates[member]?.coverage[element] ?? 0;
}

/** One link per data asset, between two members where there are two, else inside one. */
export function teamLinks(
  context: MatchingContext,
  named: NamedTeamProblem,
  members: readonly number[],
): TeamLink[] {
  const sides = members.flatMap((member) =>
    (named.technologies[member] ?? []).map((technology) => ({
      organisationId: named.organisations[member] ?? '',
      concept: context.taxonomy.at(technology),
    })),
  );
  return named.assets.flatMap((asset): TeamLink[] => {
    const makers = sides.filter((side) => side.concept?.produces?.includes(asset));
    const takers = sides.filter(
      (side) => side.concept?.consumes?.includes(asset) && !side.concept.produces?.includes(asset),
    );
    const pairs = makers.flatMap((from) => takers.map((to) => ({ from, to })));
    pairs.sort(
      (a, b) =>
        Number(a.from.organisationId === a.to.organisationId) -
          Number(b.from.organisationId === b.to.organisationId) ||
        compareText(a.from.organisationId, b.from.organisationId) ||
        compareText(a.to.organisationId, b.to.organisationId),
    );
    const [pair] = pairs;
    if (!pair) return [];
    return [
      {
        dataAssetId: asset,
        from: { organisationId: pair.from.organisationId, technologyId: pair.from.concept?.id ?? '' },
        to: { organisationId: pair.to.organisationId, technologyId: pair.to.concept?.id ?? '' },
      },
    ];
  });
}

/** Who fills the gap of an existing consortium, by marginal gain. */
export interface GapFill {
  readonly organisationId: string;
  /** What the team's score gains. */
  readonly gain: number;
  readonly score: number;
  readonly covers: readonly string[];
  readonly links: readonly TeamLink[];
  readonly hub: boolean;
}

export interface GapResult {
  readonly query: QueryReading;
  /** The consortium as it is. */
  readonly score: number;
  readonly uncovered: readonly string[];
  readonly items: readonly GapFill[];
  readonly run: RunFingerprint;
}

/** Ranks every organisation by what it would add to a consortium for a need; only those that add something. */
export function fillGap(
  context: MatchingContext,
  query: NeedQuery,
  consortium: readonly string[],
  options: TeamOptions,
  limit: number,
): GapResult {
  const named = buildTeamProblem(context, query, {
    forced: consortium,
    ...(options.constraints === undefined ? {} : { constraints: options.constraints }),
  });
  const { problem, organisations, elements } = named;
  const base = [...problem.forced];
  const before = teamValue(problem, base);
  const coveredBy = (members: readonly number[]): Set<string> =>
    new Set(
      elements.flatMap((element, index) =>
        members.some((member) => coverageOf(named, member, index) >= problem.coverThreshold)
          ? [element.id]
          : [],
      ),
    );
  const covered = coveredBy(base);
  const linksBefore = new Set(teamLinks(context, named, base).map((link) => link.dataAssetId));
  const conflicting = (candidate: number): boolean =>
    base.some(
      (member) =>
        problem.candidates[member]?.conflicts.includes(candidate) ||
        problem.candidates[candidate]?.conflicts.includes(member),
    );
  const items = organisations
    .map((organisationId, candidate): GapFill | undefined => {
      if (base.includes(candidate) || conflicting(candidate)) return undefined;
      const members = [...base, candidate];
      const score = teamValue(problem, members);
      const highest = Math.max(0, ...base.map((member) => problem.candidates[member]?.hub ?? 0));
      return {
        organisationId,
        gain: score - before,
        score,
        covers: [...coveredBy(members)].filter((id) => !covered.has(id)),
        links: teamLinks(context, named, members).filter((link) => !linksBefore.has(link.dataAssetId)),
        hub: (problem.candidates[candidate]?.hub ?? 0) > highest,
      };
    })
    .filter((item): item is GapFill => item !== undefined && item.gain > 0)
    .sort((a, b) => b.gain - a.gain || compareText(a.organisationId, b.organisationId))
    .slice(0, limit);
  return {
    query: readingOf(query),
    score: before,
    uncovered: elements.filter((element) => !covered.has(element.id)).map((element) => element.id),
    items,
    run: context.fingerprint(),
  };
}
