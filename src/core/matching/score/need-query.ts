import type { Taxonomy } from '../concepts/taxonomy.ts';
import { compareText, sortedSet } from '../order.ts';
import type { SourceTable } from '../profile/sources.ts';
import type { MatchingSettings } from '../settings.ts';
import type { NeedText } from '../text/text-layer.ts';
import type { Conditions, LanguageTexts, NeedLevel, NeedRecord, StudyRecord } from '../types.ts';

/** A wanted concept with its weight u = level × information content. */
export interface WantedConcept {
  readonly id: string;
  readonly position: number;
  readonly technology: boolean;
  readonly level: NeedLevel;
  readonly weight: number;
}

/** A need (stored, joined from several, or typed) in the form in which organisations are compared with it. */
export interface NeedQuery {
  /** Ids of the needs (or the city or study) it stands for; empty for free text. */
  readonly about: readonly string[];
  /** Technologies and challenges in order of id. */
  readonly concepts: readonly WantedConcept[];
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly sectors: readonly string[];
  readonly texts: readonly NeedText[];
  readonly excludedCountries: readonly string[];
  readonly excludedOrganisations: readonly string[];
  readonly conditions: readonly Conditions[];
}

/** The raw parts of a query, before concepts are resolved and text is cut. */
export interface NeedParts {
  readonly about: readonly string[];
  readonly levels: ReadonlyMap<string, NeedLevel>;
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly texts: readonly (LanguageTexts | null | undefined)[];
  readonly excludedCountries: readonly string[];
  readonly excludedOrganisations: readonly string[];
  readonly conditions: readonly Conditions[];
}

const LEVEL_ORDER: readonly NeedLevel[] = ['nice', 'should', 'must'];

/** A stored need as parts. */
export function partsOfNeed(need: NeedRecord, table: SourceTable): NeedParts {
  const study = table.studies.get(need.study ?? '');
  const cities = need.city ? [need.city] : sortedSet(study?.cities ?? []);
  return {
    about: [need.id],
    levels: levelsOf([...(need.technologies ?? []), ...(need.challenges ?? [])], need.levels ?? {}),
    cities,
    countries: sortedSet([
      ...cities.map((city) => table.cities.get(city)?.country),
      ...(need.city ? [] : (study?.countries ?? [])),
    ]),
    texts: [need.title, need.description],
    excludedCountries: sortedSet(need.excludes?.countries ?? []),
    excludedOrganisations: sortedSet(need.excludes?.organisations ?? []),
    conditions: need.conditions ? [need.conditions] : [],
  };
}

/** A study as something that firms may want to join. */
export function partsOfStudy(study: StudyRecord, table: SourceTable): NeedParts {
  const cities = sortedSet(study.cities ?? []);
  return {
    about: [study.id],
    levels: levelsOf([...(study.technologies ?? []), ...(study.challenges ?? [])], {}),
    cities,
    countries: sortedSet([
      ...cities.map((city) => table.cities.get(city)?.country),
      ...(study.countries ?? []),
    ]),
    texts: [study.title, study.summary],
    excludedCountries: [],
    excludedOrganisations: [],
    conditions: [],
  };
}

function levelsOf(ids: readonly string[], levels: Readonly<Record<string, string>>): Map<string, NeedLevel> {
  const result = new Map<string, NeedLevel>();
  for (const id of ids) {
    const level = levels[id];
    result.set(id, level === 'must' || level === 'nice' ? level : 'should');
  }
  return result;
}

/** Several needs as one: every concept at its strongest level, places and texts together. */
export function joinParts(parts: readonly NeedParts[]): NeedParts {
  const levels = new Map<string, NeedLevel>();
  for (const part of parts) {
    for (const [id, level] of part.levels) {
      const known = levels.get(id);
      if (!known || LEVEL_ORDER.indexOf(level) > LEVEL_ORDER.indexOf(known)) levels.set(id, level);
    }
  }
  return {
    about: sortedSet(parts.flatMap((part) => part.about)),
    levels,
    cities: sortedSet(parts.flatMap((part) => part.cities)),
    countries: sortedSet(parts.flatMap((part) => part.countries)),
    texts: parts.flatMap((part) => part.texts),
    excludedCountries: sortedSet(parts.flatMap((part) => part.excludedCountries)),
    excludedOrganisations: sortedSet(parts.flatMap((part) => part.excludedOrganisations)),
    conditions: parts.flatMap((part) => part.conditions),
  };
}

/** Resolves concepts and weighs them. Concepts that the reader's taxonomy does not have are left out. */
export function buildNeedQuery(
  parts: NeedParts,
  texts: readonly NeedText[],
  taxonomy: Taxonomy,
  settings: MatchingSettings,
): NeedQuery {
  const concepts: WantedConcept[] = [];
  for (const id of [...parts.levels.keys()].sort(compareText)) {
    const position = taxonomy.position(id);
    if (position === undefined) continue;
    const technology = taxonomy.isTechnology(position);
    if (!technology && taxonomy.typeOf(position) !== 'challenge') continue;
    const level = parts.levels.get(id) ?? 'should';
    const weight = settings.levels[level] * taxonomy.informationContent(position);
    if (weight > 0) concepts.push({ id, position, technology, level, weight });
  }
  return {
    about: parts.about,
    concepts,
    cities: parts.cities,
    countries: parts.countries,
    sectors: sortedSet(
      concepts
        .filter((concept) => concept.technology)
        .flatMap((concept) => taxonomy.sectorsOf(concept.position)),
    ),
    texts,
    excludedCountries: parts.excludedCountries,
    excludedOrganisations: parts.excludedOrganisations,
    conditions: parts.conditions,
  };
}
