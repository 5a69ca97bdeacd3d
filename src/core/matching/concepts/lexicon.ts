import type { CityRecord, ConceptRecord, CountryRecord, LanguageTexts } from '../types.ts';
import { type NearName, NearNames } from './near-names.ts';
import { type TaggedSpan, Tagger } from './tagger.ts';

/** What a text names: concepts, cities and countries, and what is left when those names are taken out. */
export interface TextReading {
  readonly spans: readonly ReadSpan[];
  /** Sorted ids. */
  readonly concepts: readonly string[];
  /** Sectors and focus areas; their names stay in the rest, because no fit is measured on them. */
  readonly themes: readonly string[];
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  /** The text without the recognised names. */
  readonly rest: string;
}

/** One recognised name. */
export interface ReadSpan {
  readonly kind: 'concept' | 'theme' | 'city' | 'country';
  readonly ids: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Concept types that say what is wanted or offered; data assets and interfaces are recognised by technologies. */
const CONCEPT_TYPES = new Set(['technology', 'technology-group', 'challenge']);
const THEME_TYPES = new Set(['sector', 'focus-area']);

/** What the tagger's targets of concepts begin with. */
const CONCEPT_TARGET = 'concept\n';

/** Whether names of concepts of a type are looked for in texts. */
export function isReadFromText(type: string | null | undefined): boolean {
  return CONCEPT_TYPES.has(type ?? '') || THEME_TYPES.has(type ?? '');
}

/** Labels and synonyms of all languages, and the names of places, ready to be found in text. */
export class Lexicon {
  private readonly tagger = new Tagger();
  private readonly nearNames = new NearNames();

  constructor(
    concepts: readonly ConceptRecord[],
    cities: readonly CityRecord[],
    countries: readonly CountryRecord[],
  ) {
    for (const concept of concepts) {
      const type = concept.type ?? '';
      if (!isReadFromText(type)) continue;
      const target = `${CONCEPT_TYPES.has(type) ? 'concept' : 'theme'}\n${concept.id}`;
      const names = [...Object.entries(concept.label ?? {}), ...Object.entries(concept.synonyms ?? {})];
      for (const [language, texts] of names) {
        for (const name of [texts].flat()) {
          if (typeof name !== 'string') continue;
          this.tagger.add(name, target);
          if (type === 'technology' || type === 'challenge') this.nearNames.add(name, concept.id, language);
        }
      }
    }
    for (const city of cities) this.addPlace(city.name, city.aliases, `city\n${city.id}`);
    for (const country of countries) this.addPlace(country.name, country.aliases, `country\n${country.id}`);
  }

  private addPlace(
    name: LanguageTexts | null | undefined,
    aliases: readonly string[] | null | undefined,
    target: string,
  ): void {
    for (const text of [...Object.values(name ?? {}), ...(aliases ?? [])])
      if (typeof text === 'string') this.tagger.add(text, target);
  }

  /** Concepts that a text comes near to without naming them. */
  near(text: string): NearName[] {
    return this.nearNames.find(text);
  }

  /** Ids of the concepts that a text names, in reading order, with repeats: less work than to read all of it. */
  conceptsIn(text: string): string[] {
    const ids: string[] = [];
    for (const { targets } of this.tagger.tag(text))
      for (const target of targets)
        if (target.startsWith(CONCEPT_TARGET)) ids.push(target.slice(CONCEPT_TARGET.length));
    return ids;
  }

  /** Reads a text once. */
  read(text: string): TextReading {
    const spans = this.tagger.tag(text).flatMap(splitByKind);
    const collect = (kind: ReadSpan['kind']): string[] =>
      [...new Set(spans.filter((span) => span.kind === kind).flatMap((span) => span.ids))].sort();
    let rest = '';
    let position = 0;
    for (const span of spans) {
      if (span.kind === 'theme' || span.start < position) continue;
      rest += `${text.slice(position, span.start)} `;
      position = span.end;
    }
    rest += text.slice(position);
    return {
      spans,
      concepts: collect('concept'),
      themes: collect('theme'),
      cities: collect('city'),
      countries: collect('country'),
      rest,
    };
  }
}

function splitByKind(span: TaggedSpan): ReadSpan[] {
  const kinds: ReadSpan['kind'][] = ['concept', 'theme', 'city', 'country'];
  return kinds.flatMap((kind) => {
    const ids = span.targets
      .filter((target) => target.startsWith(`${kind}\n`))
      .map((target) => target.slice(kind.length + 1));
    return ids.length === 0 ? [] : [{ kind, ids, start: span.start, end: span.end, text: span.text }];
  });
}
