import { Lexicon, type TextReading } from '../concepts/lexicon.ts';
import type { Taxonomy } from '../concepts/taxonomy.ts';
import type { SourceTable } from '../profile/sources.ts';
import type { MatchingSettings } from '../settings.ts';
import type { LanguageTexts, MatchingData, OrganisationRecord, SolutionRecord } from '../types.ts';
import { languagesOf, textIn } from './language-texts.ts';
import { normaliseOrganisationName } from './organisation-name.ts';
import type { WordSegmenter } from './segmenter.ts';
import { type TextDocument, TextIndex, type TextQuery, type TextTermShare } from './text-index.ts';
import { tokenise } from './tokens.ts';

/** A need's words in one language, without the names of concepts and places. */
export interface NeedText {
  readonly language: string;
  readonly rest: string;
  readonly index: TextIndex;
  readonly query: TextQuery;
}

/** Value of the text part when it is missing, as returned by {@link TextLayer.scores}. */
export const TEXT_MISSING = -1;

interface LanguageIndex {
  readonly index: TextIndex;
  /** Position of the organisation of each document. */
  readonly organisations: Int32Array;
  /** Document of each organisation, or −1. */
  readonly documents: Int32Array;
  /** Scratch for scores. */
  readonly scratch: Float64Array;
}

/**
 * All of the text side that does not depend on the day: the lexicon, one index of organisations per language, and
 * the concepts that organisations name in their own texts.
 */
export class TextLayer {
  readonly lexicon: Lexicon;
  readonly mentions: ReadonlyMap<string, readonly number[]>;
  readonly segmenter: WordSegmenter;
  private readonly indexes = new Map<string, LanguageIndex>();
  private readonly settings: MatchingSettings;
  private readonly size: number;

  constructor(
    data: MatchingData,
    table: SourceTable,
    taxonomy: Taxonomy,
    segmenter: WordSegmenter,
    settings: MatchingSettings,
  ) {
    this.lexicon = new Lexicon(taxonomy.concepts, data.cities, data.countries);
    this.segmenter = segmenter;
    this.settings = settings;
    this.size = table.organisations.length;
    const documents = new Map<string, { list: TextDocument[]; owners: number[] }>();
    const mentions = new Map<string, readonly number[]>();
    for (const [position, organisation] of table.organisations.entries()) {
      const { solutions } = table.sourcesOf(organisation);
      const named = new Set<number>();
      for (const document of organisationDocuments(organisation, solutions)) {
        const entry = documents.get(document.language) ?? { list: [], owners: [] };
        entry.list.push({ id: organisation.id, title: document.title, body: document.body });
        entry.owners.push(position);
        documents.set(document.language, entry);
        for (const id of this.lexicon.conceptsIn(document.readable)) {
          const concept = taxonomy.position(id);
          const type = taxonomy.get(id)?.type;
          if (concept !== undefined && (type === 'technology' || type === 'challenge')) named.add(concept);
        }
      }
      mentions.set(
        organisation.id,
        [...named].sort((a, b) => a - b),
      );
    }
    this.mentions = mentions;
    for (const language of [...documents.keys()].sort()) {
      const entry = documents.get(language);
      if (!entry) continue;
      const byOrganisation = new Int32Array(this.size).fill(-1);
      for (const [document, owner] of entry.owners.entries()) byOrganisation[owner] = document;
      this.indexes.set(language, {
        index: new TextIndex(entry.list, language, segmenter, settings.text),
        organisations: Int32Array.from(entry.owners),
        documents: byOrganisation,
        scratch: new Float64Array(entry.list.length),
      });
    }
  }

  read(text: string): TextReading {
    return this.lexicon.read(text);
  }

  /**
   * What is left to compare as text, per language that organisations write in. Languages in which too few words
   * are left beside recognised concepts are dropped: the concepts already say it.
   */
  prepare(texts: readonly (LanguageTexts | null | undefined)[]): NeedText[] {
    return languagesOf(...texts).flatMap((language) => {
      const entry = this.indexes.get(language);
      if (!entry) return [];
      const rest = this.restsOf(texts, language)
        ?.filter((part) => part !== '')
        .join('\n');
      if (rest === undefined) return [];
      return [{ language, rest, index: entry.index, query: entry.index.query(rest) }];
    });
  }

  /** The words of each text beside recognised names, or nothing when all together are too few to say something. */
  restsOf(texts: readonly (LanguageTexts | null | undefined)[], language: string): string[] | undefined {
    const readings = texts.map((text) => this.lexicon.read(textIn(text, language)));
    const words = readings.flatMap(({ rest }) => tokenise(rest, language, this.segmenter, false).words);
    const names = readings.some(({ concepts }) => concepts.length > 0);
    const enough = names ? this.settings.text.minimumWords : 1;
    return words.filter(saysSomething).length >= enough ? readings.map(({ rest }) => rest) : undefined;
  }

  /**
   * Text scores of all organisations, by position; {@link TEXT_MISSING} where no language is shared.
   * @param column filled and returned
   */
  scores(texts: readonly NeedText[], column: Float64Array): Float64Array {
    const result = column.fill(TEXT_MISSING);
    for (const text of texts) {
      const entry = this.indexes.get(text.language);
      if (!entry) continue;
      const scores = entry.index.score(text.query, entry.scratch);
      const { organisations } = entry;
      for (let document = 0; document < scores.length; document += 1) {
        const organisation = organisations[document] as number;
        const score = Math.min(1, scores[document] as number);
        if (score > (result[organisation] as number)) result[organisation] = score;
      }
    }
    return result;
  }

  /** The terms that made one organisation's text score, in the language where it scored best. */
  explain(
    texts: readonly NeedText[],
    organisation: number,
  ): { language: string; terms: TextTermShare[] } | undefined {
    let best: { language: string; terms: TextTermShare[]; total: number } | undefined;
    for (const text of texts) {
      const entry = this.indexes.get(text.language);
      const document = entry?.documents[organisation] ?? -1;
      if (!entry || document < 0) continue;
      const terms = entry.index.explain(text.query, document);
      const total = terms.reduce((sum, term) => sum + term.share, 0);
      if (!best || total > best.total) best = { language: text.language, terms, total };
    }
    return best && { language: best.language, terms: best.terms };
  }
}

/** Particles and endings in hiragana and bare numbers do not count as words that say something. */
function saysSomething(word: string): boolean {
  return !/^[\u3040-\u309f]+$/.test(word) && !/^\p{N}+$/u.test(word);
}

interface OrganisationDocument {
  readonly language: string;
  readonly title: string;
  readonly body: string;
  /** The texts in which concepts are looked for. */
  readonly readable: string;
}

/** A name alone is no profile: a language counts when something is said in it. */
function organisationDocuments(
  organisation: OrganisationRecord,
  solutions: readonly SolutionRecord[],
): OrganisationDocument[] {
  const spoken = languagesOf(
    organisation.description,
    ...solutions.flatMap((solution) => [solution.title, solution.description]),
  );
  return spoken.map((language) => {
    const names = [organisation.name, organisation.fullName]
      .map((name) => textIn(name, language))
      .filter((name) => name !== '')
      .map(normaliseOrganisationName);
    const titles = solutions
      .map((solution) => textIn(solution.title, language))
      .filter((title) => title !== '');
    const body = [
      textIn(organisation.industry, language),
      textIn(organisation.description, language),
      ...solutions.map((solution) => textIn(solution.description, language)),
    ].filter((text) => text !== '');
    return {
      language,
      title: [...new Set(names), ...titles].join('\n'),
      body: body.join('\n'),
      readable: [...titles, ...body].join('\n'),
    };
  });
}
