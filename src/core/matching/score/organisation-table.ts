import type { Taxonomy } from '../concepts/taxonomy.ts';
import { sortedSet } from '../order.ts';
import { neighboursOf } from '../profile/markets.ts';
import { buildProfile, type Profile, type ProfileContext } from '../profile/profile.ts';
import type { MatchingSettings } from '../settings.ts';
import type { CountryRecord, OrganisationRecord } from '../types.ts';
import { capacityParts, capacityValue } from './capacity.ts';
import type { Columns } from './columns.ts';
import { mayMeet } from './concept-fit.ts';
import { isExpired } from './filters.ts';
import type { NeedQuery, WantedConcept } from './need-query.ts';
import { matchMou } from './place.ts';

interface ConceptPostings {
  readonly organisations: Int32Array;
  readonly total: Float64Array;
  readonly shown: Float64Array;
}

/** Best matches of concepts that are kept, together: 20 MB. */
const MATCHES_KEPT = 1_000_000;

/** Values that depend on an organisation and a place only. */
export interface PlaceColumns {
  readonly place: Float64Array;
  readonly mou: Float64Array;
  readonly capacity: Float64Array;
}

/** All profiles of one day, with the columns that make scoring every organisation for a need cheap. */
export class OrganisationTable {
  readonly profiles: readonly Profile[];
  private readonly positions: ReadonlyMap<string, number>;
  private readonly postings: readonly (ConceptPostings | undefined)[];
  private readonly taxonomy: Taxonomy;
  private readonly settings: MatchingSettings;
  private readonly languages: ReadonlyMap<string, readonly string[]>;
  readonly withWishes: readonly WishGroup[];
  /** Positions of organisations whose profile is not valid any more today. */
  readonly expired: readonly number[];
  /** Those that rule out countries themselves, by which. */
  readonly choosy: readonly ChoosyGroup[];
  private readonly withMous: readonly number[];
  private readonly presence: ReturnType<typeof presenceLists>;
  private readonly placeCache = new Map<string, PlaceColumns>();
  private readonly capacityCache = new Map<string, Float64Array>();
  private participants: ReadonlyMap<string, readonly number[]> | undefined;
  /** By position of the concept. */
  private readonly matches: (ConceptPostings | undefined)[] = [];
  private matchesKept = 0;
  private readonly best: Float64Array;
  private readonly bestShown: Float64Array;
  private readonly found: Uint8Array;

  constructor(context: ProfileContext, countries: readonly CountryRecord[]) {
    this.taxonomy = context.taxonomy;
    this.settings = context.settings;
    this.profiles = context.table.organisations.map((organisation) =>
      buildProfile(context.table.sourcesOf(organisation), context),
    );
    this.positions = new Map(this.profiles.map((profile, position) => [profile.organisation.id, position]));
    this.languages = new Map(
      countries.map((country) => [
        country.id,
        (country.languages ?? []).flatMap((language) => (language.code ? [language.code] : [])),
      ]),
    );
    this.postings = this.buildPostings();
    this.presence = presenceLists(this.profiles);
    const where = (test: (profile: Profile) => boolean): number[] =>
      this.profiles.flatMap((profile, position) => (test(profile) ? [position] : []));
    this.withWishes = groupWishes(this.profiles);
    this.withMous = where(({ mous }) => mous.length > 0);
    this.expired = where(({ organisation }) => isExpired(organisation, context.today));
    this.choosy = groupChoosy(this.profiles);
    this.best = new Float64Array(this.profiles.length);
    this.bestShown = new Float64Array(this.profiles.length);
    this.found = new Uint8Array(this.profiles.length);
  }

  get size(): number {
    return this.profiles.length;
  }

  position(organisationId: string): number | undefined {
    return this.positions.get(organisationId);
  }

  /** Working languages of the countries of a need. */
  languagesOf(countries: readonly string[]): readonly string[] {
    return sortedSet(countries.flatMap((country) => this.languages.get(country) ?? []));
  }

  private buildPostings(): (ConceptPostings | undefined)[] {
    const lists = Array.from({ length: this.taxonomy.size }, () => ({
      organisations: [] as number[],
      total: [] as number[],
      shown: [] as number[],
    }));
    for (const [organisation, profile] of this.profiles.entries()) {
      for (const [concept, strength] of profile.strengths) {
        const list = lists[concept];
        if (!list || strength.total <= 0) continue;
        list.organisations.push(organisation);
        list.total.push(strength.total);
        list.shown.push(strength.shown);
      }
    }
    return lists.map((list) =>
      list.organisations.length === 0
        ? undefined
        : {
            organisations: Int32Array.from(list.organisations),
            total: Float64Array.from(list.total),
            shown: Float64Array.from(list.shown),
          },
    );
  }

  /**
   * Fit of every organisation, by position: on the wanted technologies, on the wanted challenges, and on both by what
   * evidence shows; undefined where nothing is wanted. Gives bit for bit what `fitOf` of `matchConcepts` gives for one
   * profile, because concepts are added in the same order.
   */
  fits(concepts: readonly WantedConcept[], columns: Columns): FitColumns {
    const technology = { sums: columns(), weights: 0 };
    const challenge = { sums: columns(), weights: 0 };
    const outcome = { sums: columns(), weights: 0 };
    for (const concept of concepts) {
      const { weight } = concept;
      const { organisations, total, shown } = this.matchesOf(concept);
      const fit = concept.technology ? technology : challenge;
      const { sums } = fit;
      const outcomes = outcome.sums;
      fit.weights += weight;
      outcome.weights += weight;
      for (let slot = 0; slot < organisations.length; slot += 1) {
        const position = organisations[slot] as number;
        sums[position] = (sums[position] as number) + weight * (total[slot] as number);
        outcomes[position] = (outcomes[position] as number) + weight * (shown[slot] as number);
      }
    }
    const wanted = (sum: FitSum): FitSum | undefined => (sum.weights > 0 ? sum : undefined);
    return { technology: wanted(technology), challenge: wanted(challenge), outcome: wanted(outcome) };
  }

  /** How well every organisation covers one concept. */
  coverage(concept: WantedConcept): Float64Array {
    const column = new Float64Array(this.size);
    const { organisations, total } = this.matchesOf(concept);
    for (let slot = 0; slot < organisations.length; slot += 1)
      column[organisations[slot] as number] = total[slot] as number;
    return column;
  }

  /** The best match of a wanted concept in every organisation that has any; kept, as far as there is room. */
  private matchesOf(concept: WantedConcept): ConceptPostings {
    const known = this.matches[concept.position];
    if (known) return known;
    const matches = this.findBest(concept);
    if (this.matchesKept + matches.organisations.length <= MATCHES_KEPT) {
      this.matches[concept.position] = matches;
      this.matchesKept += matches.organisations.length;
    }
    return matches;
  }

  private findBest(concept: WantedConcept): ConceptPostings {
    const { best, bestShown, found } = this;
    found.fill(0);
    let count = 0;
    const related = this.taxonomy.related(concept.position);
    for (let index = 0; index < related.positions.length; index += 1) {
      const offered = related.positions[index] as number;
      const postings = this.postings[offered];
      if (!postings || !mayMeet(this.taxonomy, concept, offered)) continue;
      const similarity = related.similarities[index] as number;
      const { organisations, total, shown } = postings;
      for (let slot = 0; slot < organisations.length; slot += 1) {
        const organisation = organisations[slot] as number;
        const value = similarity * (total[slot] as number);
        const shownValue = similarity * (shown[slot] as number);
        if (found[organisation] === 0) {
          found[organisation] = 1;
          best[organisation] = value;
          bestShown[organisation] = shownValue;
          count += 1;
        } else {
          if (value > (best[organisation] as number)) best[organisation] = value;
          if (shownValue > (bestShown[organisation] as number)) bestShown[organisation] = shownValue;
        }
      }
    }
    const matches = {
      organisations: new Int32Array(count),
      total: new Float64Array(count),
      shown: new Float64Array(count),
    };
    let slot = 0;
    for (let organisation = 0; slot < count; organisation += 1) {
      if (found[organisation] === 0) continue;
      matches.organisations[slot] = organisation;
      matches.total[slot] = best[organisation] as number;
      matches.shown[slot] = bestShown[organisation] as number;
      slot += 1;
    }
    return matches;
  }

  /** Place, memorandum and capacity columns for where a need is; kept, because many needs share a place. */
  placeColumns(query: NeedQuery): PlaceColumns {
    const key = JSON.stringify([query.cities, query.countries, query.conditions]);
    const known = this.placeCache.get(key);
    if (known) return known;
    const columns: PlaceColumns = {
      place: this.presenceColumn(query),
      mou: new Float64Array(this.size),
      capacity: this.capacityColumn(query),
    };
    for (const position of this.withMous) {
      const profile = this.profiles[position];
      if (profile)
        columns.mou[position] = matchMou(profile, query.cities, query.countries, this.settings).value;
    }
    this.placeCache.set(key, columns);
    return columns;
  }

  /** As `matchPlace` of every profile, from lists of who is where. */
  private presenceColumn(query: NeedQuery): Float64Array {
    const column = new Float64Array(this.size);
    const { sameCity, sameCountry, neighbour } = this.settings.evidence;
    const offer = (list: PresenceList | undefined, factor: number): void => {
      for (const [slot, position] of (list?.positions ?? []).entries()) {
        const value = (list?.values[slot] ?? 0) * factor;
        if (value > (column[position] as number)) column[position] = value;
      }
    };
    for (const city of query.cities) offer(this.presence.cities.get(city), sameCity);
    for (const country of query.countries) {
      offer(this.presence.countries.get(country), sameCountry);
      for (const other of neighboursOf(country)) offer(this.presence.countries.get(other), neighbour);
    }
    return column;
  }

  private capacityColumn(query: NeedQuery): Float64Array {
    const key = JSON.stringify([query.countries, query.conditions]);
    const known = this.capacityCache.get(key);
    if (known) return known;
    const languages = this.languagesOf(query.countries);
    const column = Float64Array.from(this.profiles, (profile) =>
      capacityValue(capacityParts(profile.organisation, languages, query.conditions, this.settings)),
    );
    this.capacityCache.set(key, column);
    return column;
  }

  /** Positions of the organisations that took part in a study. */
  participantsOf(studyId: string): readonly number[] {
    if (!this.participants) {
      const participants = new Map<string, number[]>();
      for (const [position, profile] of this.profiles.entries()) {
        for (const study of profile.sources.studies) {
          const list = participants.get(study.id);
          if (list) list.push(position);
          else participants.set(study.id, [position]);
        }
      }
      this.participants = participants;
    }
    return this.participants.get(studyId) ?? [];
  }
}

/** A weighted mean of every organisation before it is divided by its weights. */
export interface FitSum {
  readonly sums: Float64Array;
  readonly weights: number;
}

/** Fits of all organisations; undefined where nothing of the kind is wanted. */
export interface FitColumns {
  readonly technology: FitSum | undefined;
  readonly challenge: FitSum | undefined;
  readonly outcome: FitSum | undefined;
}

interface PresenceList {
  readonly positions: number[];
  readonly values: number[];
}

/** Organisations that want the same. */
export interface WishGroup {
  readonly organisation: OrganisationRecord;
  readonly positions: readonly number[];
}

/** Organisations that rule out the same countries. */
export interface ChoosyGroup {
  readonly countries: readonly string[];
  readonly positions: readonly number[];
}

function groupChoosy(profiles: readonly Profile[]): ChoosyGroup[] {
  const groups = new Map<string, { countries: readonly string[]; positions: number[] }>();
  for (const [position, { organisation }] of profiles.entries()) {
    const countries = organisation.excludes?.countries ?? [];
    if (countries.length === 0) continue;
    const key = JSON.stringify(countries);
    const group = groups.get(key) ?? { countries, positions: [] };
    group.positions.push(position);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function groupWishes(profiles: readonly Profile[]): WishGroup[] {
  const groups = new Map<string, { organisation: OrganisationRecord; positions: number[] }>();
  for (const [position, { organisation }] of profiles.entries()) {
    if (!organisation.wants) continue;
    const key = JSON.stringify(organisation.wants);
    const group = groups.get(key) ?? { organisation, positions: [] };
    group.positions.push(position);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Who is where: the profiles' presences turned round. */
function presenceLists(profiles: readonly Profile[]): {
  readonly cities: ReadonlyMap<string, PresenceList>;
  readonly countries: ReadonlyMap<string, PresenceList>;
} {
  const cities = new Map<string, PresenceList>();
  const countries = new Map<string, PresenceList>();
  const put = (map: Map<string, PresenceList>, place: string, position: number, value: number): void => {
    const list = map.get(place) ?? { positions: [], values: [] };
    list.positions.push(position);
    list.values.push(value);
    map.set(place, list);
  };
  for (const [position, profile] of profiles.entries()) {
    for (const [city, { value }] of profile.cities) put(cities, city, position, value);
    for (const [country, { value }] of profile.countries) put(countries, country, position, value);
  }
  return { cities, countries };
}
