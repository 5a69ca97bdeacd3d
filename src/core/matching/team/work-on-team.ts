import type { MatchingContext } from '../context.ts';
import type { RunFingerprint } from '../fingerprint.ts';
import { compareText } from '../order.ts';
import type { QueryReading } from '../results.ts';
import { readingOf } from '../score/forward.ts';
import type { NeedQuery } from '../score/need-query.ts';
import { buildTeamProblem, type NamedTeamProblem } from './build.ts';
import { coverageOf, describeTeam, type TeamLink, type TeamProposal, teamLinks } from './match-team.ts';
import { coveredMusts, type TeamProblem, teamValue } from './problem.ts';
import { solveTeam } from './solve.ts';

/** A team that a person put together. */
export interface TeamToWeigh {
  readonly members: readonly string[];
  readonly lead?: string;
  /** The member whose place is to be filled anew; without one, replacements are not looked for. */
  readonly leaving?: string;
  readonly limit?: number;
}

/** Who could take a member's place, and what the team would gain or lose by it. */
export interface Replacement {
  readonly organisationId: string;
  /** Value of the team with this organisation in the leaving member's place, and the difference to the team as it is. */
  readonly score: number;
  readonly difference: number;
  /** Elements that the team then covers and did not, or no longer covers. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly linksGained: readonly TeamLink[];
  readonly linksLost: readonly TeamLink[];
}

export interface WeighedTeam {
  readonly query: QueryReading;
  /** The team as it is; `bound` is the value of the best team of its size, as far as that is known. */
  readonly team: TeamProposal;
  readonly replacements: readonly Replacement[];
  readonly run: RunFingerprint;
}

const LIMIT = 8;

/**
 * A team taken as it is, weighed like a proposed one, and who could take the place of one member: everybody who covers
 * something of what is wanted, whoever makes the team worth most first.
 * @returns undefined when nothing is wanted
 */
export function weighTeam(
  context: MatchingContext,
  query: NeedQuery,
  { members, lead, leaving, limit = LIMIT }: TeamToWeigh,
): WeighedTeam | undefined {
  const named = buildTeamProblem(context, query, { forced: members, maximum: members.length });
  if (named.elements.length === 0) return undefined;
  const { problem } = named;
  const team = problem.forced;
  const value = teamValue(problem, team);
  const best = solveTeam({ ...problem, forced: [] }, context.settings.team);
  const bound = Math.max(value, best?.bound ?? value);
  const musts = best ? coveredMusts(problem, best.members) : 0;
  return {
    query: readingOf(query),
    team: describeTeam(
      context,
      named,
      {
        members: team,
        value,
        bound,
        optimal:
          best?.optimal === true && value >= best.value - 1e-12 && coveredMusts(problem, team) >= musts,
        mustsRelaxed: best?.mustsRelaxed ?? false,
        nodes: 0,
      },
      lead,
    ),
    replacements:
      leaving === undefined ? [] : replacementsFor(context, named, leaving, value).slice(0, limit),
    run: context.fingerprint(),
  };
}

function replacementsFor(
  context: MatchingContext,
  named: NamedTeamProblem,
  leaving: string,
  before: number,
): Replacement[] {
  const { problem, organisations } = named;
  const team = problem.forced;
  const gone = organisations.indexOf(leaving);
  const staying = team.filter((member) => member !== gone);
  const covered = coveredBy(named, team);
  const links = teamLinks(context, named, team);
  return organisations
    .flatMap((organisationId, candidate): Replacement[] => {
      if (team.includes(candidate) || quarrels(problem, candidate, staying)) return [];
      if (!problem.candidates[candidate]?.coverage.some((value) => value >= problem.coverThreshold))
        return [];
      const next = [...staying, candidate].sort((a, b) => a - b);
      const score = teamValue(problem, next);
      const then = coveredBy(named, next);
      const linksThen = teamLinks(context, named, next);
      return [
        {
          organisationId,
          score,
          difference: score - before,
          gained: then.filter((id) => !covered.includes(id)),
          lost: covered.filter((id) => !then.includes(id)),
          linksGained: linksThen.filter((link) => !includes(links, link)),
          linksLost: links.filter((link) => !includes(linksThen, link)),
        },
      ];
    })
    .sort((a, b) => b.score - a.score || compareText(a.organisationId, b.organisationId));
}

function coveredBy(named: NamedTeamProblem, members: readonly number[]): string[] {
  return named.elements.flatMap(({ id }, element) =>
    members.some((member) => coverageOf(named, member, element) >= named.problem.coverThreshold) ? [id] : [],
  );
}

function quarrels({ candidates }: TeamProblem, candidate: number, members: readonly number[]): boolean {
  return members.some(
    (member) =>
      candidates[member]?.conflicts.includes(candidate) || candidates[candidate]?.conflicts.includes(member),
  );
}

function includes(links: readonly TeamLink[], link: TeamLink): boolean {
  return links.some((other) => other.dataAssetId === link.dataAssetId);
}
