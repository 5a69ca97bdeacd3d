import type { Taxonomy } from '../concepts/taxonomy.ts';
import { NONE, sortedSet } from '../order.ts';
import type { MatchingSettings } from '../settings.ts';
import type { EvidenceKind, OrganisationRecord } from '../types.ts';
import { collectEvidence, type EvidenceItem, hostOf, isConfirmed, solutionPlaces } from './evidence.ts';
import { type MouState, mouState } from './mou-state.ts';
import type { OrganisationSources, SourceTable } from './sources.ts';

/** How strong an organisation is on one concept. */
export interface ConceptStrength {
  /** With bare claims. */
  readonly total: number;
  /** Shown by evidence alone. */
  readonly shown: number;
  /** Indexes into the profile's evidence. */
  readonly items: readonly number[];
  /** Records that merely claim it. */
  readonly claims: readonly { readonly kind: EvidenceKind; readonly id: string; readonly mention: boolean }[];
}

/** Presence in a place: how much it is to be trusted and which record says so. */
export interface Presence {
  readonly value: number;
  readonly kind: EvidenceKind;
  readonly id: string;
}

/** A memorandum of an organisation that is in force on the day of the run. */
export interface MouInForce {
  readonly id: string;
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly state: MouState;
}

/** What matching knows about one organisation on one day. */
export interface Profile {
  readonly organisation: OrganisationRecord;
  readonly items: readonly EvidenceItem[];
  /** By position of the concept in the taxonomy. */
  readonly strengths: ReadonlyMap<number, ConceptStrength>;
  readonly cities: ReadonlyMap<string, Presence>;
  readonly countries: ReadonlyMap<string, Presence>;
  readonly mous: readonly MouInForce[];
  /** Completeness and verification of the profile, in [0, 1]; never part of the score. */
  readonly confidence: number;
  readonly sources: OrganisationSources;
}

/** Surroundings that every profile is built in. */
export interface ProfileContext {
  readonly table: SourceTable;
  readonly taxonomy: Taxonomy;
  readonly settings: MatchingSettings;
  readonly today: number;
  /** Concepts that an organisation's own texts name, by organisation id. */
  readonly mentions: ReadonlyMap<string, readonly number[]>;
}

/**
 * Strength on a concept: 1 − Π(1 − q·v·2^(−age / half-life)) over its evidence. Bare claims count together as one
 * item that is capped, and diluted when the organisation claims more concepts than it can plausibly master. Evidence
 * never counts towards that limit, so that more evidence never lowers a strength and more tags never raise another.
 */
export function buildProfile(sources: OrganisationSources, context: ProfileContext): Profile {
  const { settings, taxonomy, table, today } = context;
  const items = collectEvidence(sources, table, settings, today);
  const claims = collectClaims(sources, context);
  const shown = new Map<number, number[]>();
  for (const [index, item] of items.entries()) {
    for (const id of item.concepts) {
      const position = taxonomy.position(id);
      if (position === undefined) continue;
      const list = shown.get(position);
      if (list) list.push(index);
      else shown.set(position, [index]);
    }
  }
  let technologies = 0;
  let others = 0;
  for (const [position, { counted }] of claims) {
    if (!counted) continue;
    if (taxonomy.isTechnology(position)) technologies += 1;
    else others += 1;
  }
  const limit = settings.strength.claimLimit;
  const diluteTechnologies = Math.min(1, limit / Math.max(1, technologies));
  const diluteOthers = Math.min(1, limit / Math.max(1, others));

  const strengths = new Map<number, ConceptStrength>();
  const positions = [...claims.keys()];
  for (const position of shown.keys()) if (!claims.has(position)) positions.push(position);
  positions.sort((a, b) => a - b);
  for (const position of positions) {
    const indexes = shown.get(position) ?? NONE;
    const claim = claims.get(position);
    let missing = 1;
    for (const index of indexes) missing *= 1 - (items[index]?.strength ?? 0);
    const dilution = taxonomy.isTechnology(position) ? diluteTechnologies : diluteOthers;
    const { claimCap } = settings.strength;
    const claimed = claim
      ? Math.max(
          Math.min(claimCap, 1 - claim.missing) * dilution,
          Math.min(claimCap, 1 - claim.provenMissing),
        )
      : 0;
    strengths.set(position, {
      total: 1 - missing * (1 - claimed),
      shown: 1 - missing,
      items: indexes,
      claims: claim?.records ?? NONE,
    });
  }
  const presence = collectPresence(sources, items, table, settings);
  return {
    organisation: sources.organisation,
    items,
    strengths,
    ...presence,
    mous: collectMous(sources, table, settings, today),
    confidence: profileConfidence(sources, items),
    sources,
  };
}

interface Claim {
  missing: number;
  /** Of the claims that stand beside a proof in the same record: they are never diluted. */
  provenMissing: number;
  /** Counts towards the limit: a tag of the organisation or of an offer that is no more than offered. */
  counted: boolean;
  readonly records: { kind: EvidenceKind; id: string; mention: boolean }[];
}

function collectClaims(sources: OrganisationSources, context: ProfileContext): Map<number, Claim> {
  const { settings, taxonomy } = context;
  const { organisation } = sources;
  const ownHost = hostOf(organisation.url);
  const claims = new Map<number, Claim>();
  const add = (
    position: number,
    kind: EvidenceKind,
    id: string,
    value: number,
    source: 'tag' | 'proven' | 'mention',
  ): void => {
    const claim = claims.get(position) ?? { missing: 1, provenMissing: 1, counted: false, records: [] };
    claim.missing *= 1 - value;
    if (source === 'proven') claim.provenMissing *= 1 - value;
    if (source === 'tag') claim.counted = true;
    claim.records.push({ kind, id, mention: source === 'mention' });
    claims.set(position, claim);
  };
  const value = (confirmed: boolean): number =>
    settings.strength.levels.claim * (confirmed ? 1 : settings.strength.unconfirmed);
  const trusted = isConfirmed(organisation, ownHost);
  for (const id of sortedSet(organisation.technologies ?? [])) {
    const position = taxonomy.position(id);
    if (position !== undefined) add(position, 'organisation', organisation.id, value(trusted), 'tag');
  }
  for (const solution of sources.solutions) {
    const confirmed = isConfirmed(solution, ownHost);
    const source = solution.maturity === 'pilot' || solution.maturity === 'deployed' ? 'proven' : 'tag';
    for (const id of sortedSet([...(solution.technologies ?? []), ...(solution.challenges ?? [])])) {
      const position = taxonomy.position(id);
      if (position !== undefined) add(position, 'solution', solution.id, value(confirmed), source);
    }
  }
  for (const position of context.mentions.get(organisation.id) ?? []) {
    if (claims.has(position)) continue;
    const mention = settings.strength.levels.mention * (trusted ? 1 : settings.strength.unconfirmed);
    add(position, 'organisation', organisation.id, mention, 'mention');
  }
  return claims;
}

function collectPresence(
  sources: OrganisationSources,
  items: readonly EvidenceItem[],
  table: SourceTable,
  settings: MatchingSettings,
): { cities: Map<string, Presence>; countries: Map<string, Presence> } {
  const cities = new Map<string, Presence>();
  const countries = new Map<string, Presence>();
  const add = (map: Map<string, Presence>, place: string, presence: Presence): void => {
    if (presence.value > (map.get(place)?.value ?? 0)) map.set(place, presence);
  };
  const { organisation } = sources;
  const stated = settings.evidence.statedPresence;
  for (const item of items) {
    const value =
      item.level === 'stalled' || item.level === 'reviewed' ? Math.min(stated, item.trust) : item.trust;
    const presence = { value, kind: item.kind, id: item.id };
    for (const city of item.cities) add(cities, city, presence);
    for (const country of item.countries) add(countries, country, presence);
  }
  const claimed = { value: stated, kind: 'organisation' as const, id: organisation.id };
  for (const city of sortedSet(organisation.citiesActive ?? [])) {
    add(cities, city, claimed);
    const country = table.cities.get(city)?.country;
    if (country) add(countries, country, claimed);
  }
  for (const country of sortedSet(organisation.countriesActive ?? [])) add(countries, country, claimed);
  if (organisation.homeCountry) add(countries, organisation.homeCountry, { ...claimed, value: 1 });
  for (const solution of sources.solutions) {
    const places = solutionPlaces(solution, table);
    const presence = { value: stated, kind: 'solution' as const, id: solution.id };
    for (const city of places.cities) add(cities, city, presence);
    for (const country of places.countries) add(countries, country, presence);
  }
  return { cities, countries };
}

function collectMous(
  sources: OrganisationSources,
  table: SourceTable,
  settings: MatchingSettings,
  today: number,
): MouInForce[] {
  return sources.mous.flatMap((mou) => {
    const state = mouState(mou, today, settings.evidence.mouAssumedYears);
    if (!state.inForce) return [];
    const cities = sortedSet(mou.cities ?? []);
    const countries = sortedSet([
      ...(mou.countries ?? []),
      ...(mou.parties ?? [])
        .filter((party) => party.orgId !== sources.organisation.id)
        .map((party) => party.country),
      ...cities.map((city) => table.cities.get(city)?.country),
    ]);
    return [{ id: mou.id, cities, countries, state }];
  });
}

/** Half: how many of the fields that matching reads are filled. Half: how much of the evidence is confirmed. */
function profileConfidence(sources: OrganisationSources, items: readonly EvidenceItem[]): number {
  const { organisation, solutions } = sources;
  const filled = [
    Object.values(organisation.description ?? {}).some((text) => text.trim() !== ''),
    (organisation.technologies ?? []).length > 0,
    solutions.length > 0,
    (organisation.countriesActive ?? []).length > 0,
    (organisation.solutionAreas ?? []).length > 0,
    Boolean(organisation.url),
    Boolean(organisation.type),
    (organisation.languages ?? []).length > 0,
    Boolean(organisation.reviewDate) || solutions.some((solution) => Boolean(solution.reviewDate)),
  ];
  const complete = filled.filter(Boolean).length / filled.length;
  const confirmed = items.filter((item) => item.confirmed).length;
  const verified =
    items.length > 0
      ? confirmed / items.length
      : isConfirmed(organisation, hostOf(organisation.url))
        ? 0.5
        : 0;
  return (complete + verified) / 2;
}
