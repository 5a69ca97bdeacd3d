import type { Taxonomy } from '../concepts/taxonomy.ts';
import { sortedSet } from '../order.ts';
import { neighboursOf } from '../profile/markets.ts';
import { buildProfile, type Profile, type ProfileContext } from '../profile/profile.ts';
import type { MatchingSettings } from '../settings.ts';
import type { CountryRecord } from '../types.ts';
import { capacityParts, capacityValue } from './capacity.ts';
import { mayMeet, type StrengthColumn } from './concept-fit.ts';
import type { NeedQuery, WantedConcept } from './need-query.ts';
import { matchMou } from './place.ts';

interface ConceptPostings {
  readonly organisations: Int32Array;
  readonly total: Float64Array;
  readonly shown: Float64Array;
}

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
  /** Positions of organisations that state wishes, and of those that may be filtered whatever the need. */
  readonly withWishes: readonly number[];
  readonly restricted: readonly number[];
  private readonly withMous: readonly number[];
  private readonly presence: ReturnType<typeof presenceLists>;
  private readonly placeCache = new Map<string, PlaceColumns>();
  private readonly capacityCache = new Map<string, Float64Array>();
  private participants: ReadonlyMap<string, readonly number[]> | undefined;
  private readonly best: Float64Array;
  private readonly stamp: Int32Array;
  private tick = 0;

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
    this.withWishes = where(({ organisation }) => Boolean(organisation.wants));
    this.withMous = where(({ mous }) => mous.length > 0);
    this.restricted = where(({ organisation }) => Boolean(organisation.validUntil ?? organisation.excludes));
    this.best = new Float64Array(this.profiles.length);
    this.stamp = new Int32Array(this.profiles.length);
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
   * Fit of every organisation, by position; undefined when nothing is wanted. Gives bit for bit what `fitOf` of
   * `matchConcepts` gives for one profile: concepts are added in the same order.
   */
  fits(concepts: readonly WantedConcept[], column: StrengthColumn): Float64Array | undefined {
    let weights = 0;
    for (const concept of concepts) weights += concept.weight;
    if (weights <= 0) return undefined;
    const sums = new Float64Array(this.size);
    const { best, stamp } = this;
    const touched = new Int32Array(this.size);
    for (const concept of concepts) {
      this.tick += 1;
      const { tick } = this;
      let count = 0;
      const related = this.taxonomy.related(concept.position);
      for (let index = 0; index < related.positions.length; index += 1) {
        const offered = related.positions[index] as number;
        const postings = this.postings[offered];
        if (!postings || !mayMeet(this.taxonomy, concept, offered)) continue;
        const similarity = related.similarities[index] as number;
        const { organisations } = postings;
        const strengths = postings[column];
        for (let slot = 0; slot < organisations.length; slot += 1) {
          const organisation = organisations[slot] as number;
          const value = similarity * (strengths[slot] as number);
          if (stamp[organisation] !== tick) {
            stamp[organisation] = tick;
            best[organisation] = value;
            touched[count] = organisation;
            count += 1;
          } else if (value > (best[organisation] as number)) {
            best[organisation] = value;
          }
        }
      }
      for (let slot = 0; slot < count; slot += 1) {
        const organisation = touched[slot] as number;
        sums[organisation] =
          (sums[organisation] as number) + concept.weight * (best[organisation] as number);
      }
    }
    for (let organisation = 0; organisation < sums.length; organisation += 1)
      sums[organisation] = (sums[organisation] as number) / weights;
    return sums;
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
      if (profile) columns.mou[position] = matchMou(profile, query.cities, query.countries, this.settings).value;
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

interface PresenceList {
  readonly positions: number[];
  readonly values: number[];
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
