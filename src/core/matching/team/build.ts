import type { MatchingContext } from '../context.ts';
import { compareText, sortedSet } from '../order.ts';
import type { Profile } from '../profile/profile.ts';
import { matchConcepts } from '../score/concept-fit.ts';
import type { Constraints } from '../score/filters.ts';
import { rankColumns } from '../score/forward.ts';
import type { NeedQuery, WantedConcept } from '../score/need-query.ts';
import type { TeamCandidate, TeamProblem } from './problem.ts';

/** A team problem with the way back to organisations, technologies and data assets. */
export interface NamedTeamProblem {
  readonly problem: TeamProblem;
  readonly query: NeedQuery;
  readonly organisations: readonly string[];
  /** Wanted elements, in the order of the problem's elements; a local government may follow as one more. */
  readonly elements: readonly WantedConcept[];
  readonly assets: readonly string[];
  /** Technologies of each candidate that take part in data links. */
  readonly technologies: readonly (readonly number[])[];
  /** The hub concept that each candidate would bring, if any. */
  readonly hubs: readonly (HubOffer | undefined)[];
}

/** A hub: which concept, how strong, and which of the needs' sectors it ties together. */
export interface HubOffer {
  readonly conceptId: string;
  readonly strength: number;
  readonly sectors: readonly string[];
}

/** What a team is built for. */
export interface TeamRequest {
  readonly maximum?: number;
  readonly forced?: readonly string[];
  readonly constraints?: Constraints;
}

/** Turns needs into a team problem over all organisations that pass the filters and bring something. */
export function buildTeamProblem(
  context: MatchingContext,
  query: NeedQuery,
  request: TeamRequest,
): NamedTeamProblem {
  const settings = context.settings.team;
  const technologies = query.concepts.filter((concept) => concept.technology);
  const elements = technologies.length > 0 ? technologies : query.concepts;
  const total = elements.reduce((sum, element) => sum + element.weight, 0) || 1;
  const { columns, passes } = rankColumns(context, { ...query, texts: [] }, request.constraints);
  const withLocalGovernment = settings.localGovernment === 'member';
  const assets = linkableAssets(context, elements);
  const assetNumber = new Map(assets.map((asset, index) => [asset, index]));
  const forced = new Set(request.forced ?? []);

  const organisations: string[] = [];
  const candidates: (Omit<TeamCandidate, 'conflicts'> & { profile: Profile })[] = [];
  const techs: number[][] = [];
  const hubs: (HubOffer | undefined)[] = [];
  for (const [position, profile] of context.organisations.profiles.entries()) {
    const { id, type } = profile.organisation;
    const local = withLocalGovernment && type === 'local-government';
    if (passes[position] !== 1 && !forced.has(id) && !local) continue;
    const values = matchConcepts(context.taxonomy, elements, profile, 'total').map((match) => match.value);
    const hub = bestHub(context, query, profile);
    const useful = values.some((value) => value > 0) || hub !== undefined || local;
    if (!useful && !forced.has(id)) continue;
    const linking = linkingTechnologies(context, elements, profile);
    candidates.push({
      profile,
      coverage: Float64Array.from(withLocalGovernment ? [...values, local ? 1 : 0] : values),
      cost: settings.memberCost * (1 - 0.5 * (columns.evidence[position] ?? 0)),
      hub: hub
        ? (settings.hubBonus * hub.strength * hub.sectors.length) / Math.max(1, query.sectors.length)
        : 0,
      produces: numbersOf(
        linking.flatMap((technology) => context.taxonomy.at(technology)?.produces ?? []),
        assetNumber,
      ),
      consumes: numbersOf(
        linking.flatMap((technology) => consumedBy(context, technology)),
        assetNumber,
      ),
    });
    organisations.push(id);
    techs.push(linking);
    hubs.push(hub);
  }
  const index = new Map(organisations.map((id, number) => [id, number]));
  return {
    query,
    organisations,
    elements,
    assets,
    technologies: techs,
    hubs,
    problem: {
      weights: Float64Array.from([
        ...elements.map((element) => element.weight / total),
        ...(withLocalGovernment ? [0] : []),
      ]),
      must: [...elements.map((element) => element.level === 'must'), ...(withLocalGovernment ? [true] : [])],
      candidates: candidates.map(({ profile, ...candidate }) => ({
        ...candidate,
        conflicts: (profile.organisation.excludes?.organisations ?? []).flatMap((id) => index.get(id) ?? []),
      })),
      maximum: request.maximum ?? settings.maximumMembers,
      coverThreshold: settings.coverThreshold,
      strongThreshold: settings.strongThreshold,
      duplicatePenalty: settings.duplicatePenalty,
      linkValue: settings.linkBonus / Math.max(1, assets.length),
      assetCount: assets.length,
      forced: sortedSet(forced)
        .flatMap((id) => index.get(id) ?? [])
        .sort((a, b) => a - b),
    },
  };
}

function numbersOf(ids: readonly string[], numbers: ReadonlyMap<string, number>): number[] {
  return [...new Set(ids.flatMap((id) => numbers.get(id) ?? []))].sort((a, b) => a - b);
}

/** What a technology takes in, other than what it makes itself: feeding oneself ties nothing together. */
function consumedBy(context: MatchingContext, technology: number): string[] {
  const concept = context.taxonomy.at(technology);
  return (concept?.consumes ?? []).filter((asset) => !(concept?.produces ?? []).includes(asset));
}

/** Technologies that count for data links: the wanted ones and hubs. */
function relevantTechnologies(context: MatchingContext, elements: readonly WantedConcept[]): number[] {
  const wanted = elements.filter((element) => element.technology).map((element) => element.position);
  return [...new Set([...wanted, ...context.taxonomy.hubs()])];
}

/** Data assets that some relevant technology makes and another one takes. */
function linkableAssets(context: MatchingContext, elements: readonly WantedConcept[]): string[] {
  const relevant = relevantTechnologies(context, elements);
  const produced = new Set(relevant.flatMap((technology) => context.taxonomy.at(technology)?.produces ?? []));
  return sortedSet(relevant.flatMap((technology) => consumedBy(context, technology))).filter((asset) =>
    produced.has(asset),
  );
}

function linkingTechnologies(
  context: MatchingContext,
  elements: readonly WantedConcept[],
  profile: Profile,
): number[] {
  return relevantTechnologies(context, elements).filter(
    (technology) => (profile.strengths.get(technology)?.total ?? 0) >= context.settings.team.coverThreshold,
  );
}

/** The hub that an organisation would bring: strength × share of the needs' sectors whose data it ties together. */
function bestHub(context: MatchingContext, query: NeedQuery, profile: Profile): HubOffer | undefined {
  let best: HubOffer | undefined;
  for (const position of context.taxonomy.hubs()) {
    const strength = profile.strengths.get(position)?.total ?? 0;
    if (strength < context.settings.team.coverThreshold) continue;
    const concept = context.taxonomy.at(position);
    if (!concept) continue;
    const assets = [...(concept.produces ?? []), ...(concept.consumes ?? [])];
    const spanned = new Set([
      ...(concept.sectors ?? []),
      ...assets.flatMap((asset) => context.taxonomy.get(asset)?.sectors ?? []),
    ]);
    const sectors = query.sectors.filter((sector) => spanned.has(sector));
    if (sectors.length === 0) continue;
    const worth = strength * sectors.length;
    const bestWorth = best ? best.strength * best.sectors.length : 0;
    if (worth > bestWorth || (worth === bestWorth && best && compareText(concept.id, best.conceptId) < 0))
      best = { conceptId: concept.id, strength, sectors };
  }
  return best;
}
