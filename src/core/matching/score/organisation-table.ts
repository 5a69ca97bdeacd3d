import type { Taxonomy } from '../concepts/taxonomy.ts';
import { sortedSet } from '../order.ts';
import { buildProfile, type Profile, type ProfileContext } from '../profile/profile.ts';
import type { MatchingSettings } from '../settings.ts';
import type { CountryRecord } from '../types.ts';
import { capacityParts, capacityValue } from './capacity.ts';
import { mayMeet, type StrengthColumn } from './concept-fit.ts';
import type { NeedQuery, WantedConcept } from './need-query.ts';
import { matchMou, matchPlace } from './place.ts';

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
  private readonly placeCache = new Map<string, PlaceColumns>();
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
      place: new Float64Array(this.size),
      mou: new Float64Array(this.size),
      capacity: new Float64Array(this.size),
    };
    const languages = this.languagesOf(query.countries);
    for (const [organisation, profile] of this.profiles.entries()) {
      columns.place[organisation] = matchPlace(profile, query.cities, query.countries, this.settings).value;
      columns.mou[organisation] = matchMou(profile, query.cities, query.countries, this.settings).value;
      columns.capacity[organisation] = capacityValue(
        capacityParts(profile.organisation, languages, query.conditions, this.settings),
      );
    }
    this.placeCache.set(key, columns);
    return columns;
  }
}
